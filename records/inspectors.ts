import type { Pool, PoolClient } from 'pg';
import { type Conflict, conflictsOfAll, type Question } from './conflicts';
import type { Vault } from './sealed';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface Seated {
  readonly person: string;
  readonly name: string;
  readonly office: string;
  readonly officeName: string;
  /** A substitute. */
  readonly acting: boolean;
  /** On leave that day. */
  readonly away: boolean;
  readonly conflicts: readonly Conflict[];
}

export interface Inspectors {
  /** In the order in which they are asked. */
  readonly seated: readonly Seated[];
  /** The first who is there and has no conflict; absent when nobody is left: the case waits for the office to appoint somebody, and never passes by silence. */
  readonly next?: string;
}

interface Row extends Omit<Seated, 'conflicts'> {}

/** Holders of the seat on that day: the office of the nearest place first, there holders, then substitutes in their order; each person once. */
const seatedOn = async (client: Client, committeePath: string, on: string): Promise<Row[]> => {
  const { rows } = await client.query<Row>(
    `SELECT h.person_id AS person, p.name, o.id AS office, o.name AS "officeName", h.acting,
       EXISTS (SELECT 1 FROM inspector_leave l WHERE l.person_id = h.person_id AND l.org_id = o.id AND l.since <= $2 AND (l.until IS NULL OR l.until >= $2)) AS away
     FROM organisation o JOIN organisation i ON i.id = o.inspects_id JOIN holding h ON h.org_id = o.id JOIN person p ON p.id = h.person_id
       LEFT JOIN account a ON a.person_id = p.id
     WHERE o.kind = 'inspection-office' AND $1::text LIKE i.path || '%' AND (o.closed_on IS NULL OR o.closed_on > $2) AND (a.status IS NULL OR a.status = 'active')
       AND h.role = 'inspector' AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2)
     ORDER BY length(i.path) DESC, o.id, h.acting, h.rank NULLS LAST, h.since, h.id`,
    [committeePath, on],
  );
  return rows.filter((row, index) => rows.findIndex(({ person }) => person === row.person) === index);
};

/** Who may inspect a case, in order, each with what stands in the way. */
export const inspectorsFor = async (client: Client, vault: Vault, question: Question & { committeePath: string }): Promise<Inspectors> => {
  const rows = await seatedOn(client, question.committeePath, question.on);
  const conflicts = await conflictsOfAll(
    client,
    vault,
    rows.map(({ person }) => person),
    question,
  );
  const seated = rows.map((row) => ({ ...row, conflicts: conflicts.get(row.person) ?? [] }));
  const next = seated.find((one) => !one.away && one.conflicts.length === 0)?.person;
  return { seated, ...(next === undefined ? {} : { next }) };
};

/** The persons on whom a case decides: its own subject and those of its children. */
export const candidatesOf = async (client: Client, id: string): Promise<string[]> =>
  (
    await client.query<{ id: string }>(
      'SELECT DISTINCT subject_id AS id FROM case_row WHERE (id = $1 OR parent_id = $1) AND subject_id IS NOT NULL',
      [id],
    )
  ).rows.map(({ id: person }) => person);
