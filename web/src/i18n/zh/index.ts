import { audit } from './audit';
import { ballots } from './ballots';
import { dossier } from './dossier';
import { factor } from './factor';
import { first } from './first';
import { inspect } from './inspect';
import { law } from './law';
import { queue } from './queue';
import { reach } from './reach';
import { select } from './select';
import { work } from './work';

/** All of it together; the portal itself fetches it by areas. */
export const zh = {
  ...first,
  ...work,
  ...law,
  ...inspect,
  ...factor,
  ...select,
  ...ballots,
  ...audit,
  ...dossier,
  ...queue,
  ...reach,
};
