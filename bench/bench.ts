import type { Pool } from 'pg';
import type { County } from './county';
import type { Floor } from './floor/floor';
import type { Figure } from './report';
import type { Servers } from './servers';
import type { Sizes } from './sizes';

/** What a measure works with: the product and its floor on the same servers. */
export interface Bench {
  readonly sizes: Sizes;
  readonly servers: Servers;
  readonly pool: Pool;
  readonly county: County;
  readonly floor: Floor;
  readonly log: (line: string) => void;
}

export type Measure = (bench: Bench) => Promise<Figure[]>;
