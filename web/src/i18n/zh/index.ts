import { audit } from './audit';
import { ballots } from './ballots';
import { dossier } from './dossier';
import { factor } from './factor';
import { inspect } from './inspect';
import { law } from './law';
import { own } from './own';
import { portal } from './portal';
import { queue } from './queue';
import { reach } from './reach';
import { select } from './select';
import { work } from './work';

export const zh = {
  ...portal,
  ...work,
  ...law,
  ...inspect,
  ...factor,
  ...select,
  ...ballots,
  ...own,
  ...audit,
  ...dossier,
  ...queue,
  ...reach,
};
