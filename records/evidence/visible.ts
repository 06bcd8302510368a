import type { Client } from './log-rows';

/*
 * Which entries a watcher sees in full: those of cases in his or her part of the tree, and acts outside cases by its people. Whoever watches the topmost
 * organisation sees all, also what belongs to no place.
 */

export interface Watch {
  readonly all: boolean;
  /** Patterns for LIKE. */
  readonly below: readonly string[];
}

export const watchOf = async (client: Client, paths: readonly string[]): Promise<Watch> => {
  const below = paths.map((path) => `${path}%`);
  if (below.length === 0) return { all: false, below };
  const { rows } = await client.query<{ all: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM organisation o LEFT JOIN organisation i ON i.id = o.inspects_id WHERE NOT coalesce(i.path, o.path) LIKE ANY($1)) AS all`,
    [below],
  );
  return { all: rows[0]?.all ?? false, below };
};

/** SQL over `log_entry e`: joins, and the condition with the numbers of its two parameters. */
export const VISIBLE_JOINS = `LEFT JOIN case_row c ON c.id = e.case_id LEFT JOIN organisation u ON u.id = c.unit_id LEFT JOIN organisation k ON k.id = c.committee_id
  LEFT JOIN person p ON p.id = e.person_id LEFT JOIN organisation w ON w.id = p.unit_id`;
export const visible = (all: number, below: number): string =>
  `($${all}::boolean OR u.path LIKE ANY($${below}::text[]) OR k.path LIKE ANY($${below}::text[]) OR (e.case_id IS NULL AND w.path LIKE ANY($${below}::text[])))`;

export const maySeeEntry = async (client: Client, id: string, watch: Watch): Promise<boolean> =>
  (await client.query(`SELECT 1 FROM log_entry e ${VISIBLE_JOINS} WHERE e.id = $1 AND ${visible(2, 3)}`, [id, watch.all, watch.below])).rows
    .length > 0;
