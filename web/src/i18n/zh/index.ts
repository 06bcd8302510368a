import { audit } from './audit';
import { inspect } from './inspect';
import { law } from './law';
import { portal } from './portal';
import { work } from './work';

export const zh = { ...portal, ...work, ...law, ...inspect, ...audit };
