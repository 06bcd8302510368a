import { inspect } from './inspect';
import { law } from './law';
import { own } from './own';
import { portal } from './portal';
import { work } from './work';

export const zh = { ...portal, ...work, ...law, ...inspect, ...own };
