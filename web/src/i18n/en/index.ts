import type { zh } from '../zh';
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

/** The same shape as the Chinese: a key that is missing here does not compile. */
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

export const en: Shape<typeof zh> = {
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
