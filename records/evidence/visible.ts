import type { Client } from './log-rows';

/*
 * Which entries a watcher sees in full: those of cases in his or her part of the tree, and acts outside cases by its people. Whoever watches the topmost
 * organisation sees all, also what belongs to no place. What only inspectors read (investigations, and what they do to a case) others have as a leaf alone.
 */

/** What only the inspectors of a place see. */
export interface Secrets {
  /** Procedures whose cases are the inspectors'. */
  readonly procedures: readonly string[];
  /** Acts and facts in anybody's case that say that something is examined. */
  readonly kinds: readonly string[];
}

export interface Watch {
  readonly all: boolean;
  /** Patterns for LIKE. */
  readonly below: readonly string[];
  /** Absent: nothing is kept from whoever reads the tables themselves. */
  readonly secret?: Secrets & { readonly opened: readonly string[] };
}

/** @param opened paths of the trees that the watcher inspects */
export const watchOf = async (client: Client, paths: readonly string[], secrets: Secrets, opened: readonly string[]): Promise<Watch> => {
  const below = paths.map((path) => `${path}%`);
  const secret = { ...secrets, opened: opened.map((path) => `${path}%`) };
  if (below.length === 0) return { all: false, below, secret };
  const { rows } = await client.query<{ all: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM organisation o LEFT JOIN organisation i ON i.id = o.inspects_id WHERE NOT coalesce(i.path, o.path) LIKE ANY($1)) AS all`,
    [below],
  );
  return { all: rows[0]?.all ?? false, below, secret };
};

/** SQL over `log_entry e`: joins, and the condition with the number of the first of its five parameters. */
export const VISIBLE_JOINS = `LEFT JOIN case_row c ON c.id = e.case_id LEFT JOIN organisation u ON u.id = c.unit_id LEFT JOIN organisation k ON k.id = c.committee_id
  LEFT JOIN person p ON p.id = e.person_id LEFT JOIN organisation w ON w.id = p.unit_id`;
export const visible = (first: number): string =>
  `(($${first}::boolean OR u.path LIKE ANY($${first + 1}::text[]) OR k.path LIKE ANY($${first + 1}::text[]) OR (e.case_id IS NULL AND w.path LIKE ANY($${first + 1}::text[])))
    AND (NOT coalesce(c.procedure = ANY($${first + 2}::text[]) OR (e.case_id IS NOT NULL AND e.body ->> 'kind' = ANY($${first + 3}::text[])), false)
      OR coalesce(k.path LIKE ANY($${first + 4}::text[]), false)))`;
export const visibleTo = ({ all, below, secret }: Watch): unknown[] => [
  all,
  below,
  secret?.procedures ?? [],
  secret?.kinds ?? [],
  secret?.opened ?? [],
];

export const maySeeEntry = async (client: Client, id: string, watch: Watch): Promise<boolean> =>
  (await client.query(`SELECT 1 FROM log_entry e ${VISIBLE_JOINS} WHERE e.id = $1 AND ${visible(2)}`, [id, ...visibleTo(watch)])).rows
    .length > 0;
