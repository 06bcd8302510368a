import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { TeamDays } from '../domain/authority/team';
import { pinyinOf } from './pinyin';

type Client = Pick<Pool | PoolClient, 'query'>;

export interface TeamRow extends TeamDays {
  readonly id: string;
  readonly person_id: string;
  readonly holding_id: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly org_path: string;
  readonly name: string;
  readonly keeper: string;
  readonly letter: string;
  readonly opened_at: Date;
  readonly account_id: string | null;
  readonly activated: boolean;
  readonly reads: number;
}

const SELECT = `SELECT t.id, t.person_id, t.holding_id, t.name, t.keeper, t.letter, t.opened_at, h.org_id, h.since, h.until, o.name AS org_name, o.path AS org_path,
    a.id AS account_id, a.password_hash IS NOT NULL AS activated,
    (SELECT count(*)::int FROM log_entry e WHERE e.kind = 'team-read' AND e.person_id = t.person_id) AS reads
  FROM team t JOIN holding h ON h.id = t.holding_id JOIN organisation o ON o.id = h.org_id LEFT JOIN account a ON a.person_id = t.person_id`;

export interface NewTeam extends TeamDays {
  readonly orgId: string;
  readonly name: string;
  readonly keeper: string;
  readonly letter: string;
  readonly openedBy: string;
  readonly at: number;
}

/** A person of its own, without unit or number, and one holding as auditor: everything else follows from what auditors may read. */
export const openTeam = async (tx: Client, team: NewTeam): Promise<string> => {
  const [id, personId, holdingId] = [randomUUID(), randomUUID(), randomUUID()];
  // What others see of its reading bears the team's name and its keeper's.
  const shown = `${team.name} (${team.keeper})`;
  await tx.query(`INSERT INTO person (id, name, pinyin, birth) VALUES ($1, $2, $3, '')`, [personId, shown, pinyinOf(shown)]);
  await tx.query(
    `INSERT INTO holding (id, person_id, org_id, role, since, until, acting, given_by) VALUES ($1, $2, $3, 'auditor', $4, $5, false, $6)`,
    [holdingId, personId, team.orgId, team.since, team.until, team.openedBy],
  );
  await tx.query(
    `INSERT INTO team (id, person_id, holding_id, name, keeper, letter, opened_by, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::double precision / 1000))`,
    [id, personId, holdingId, team.name, team.keeper, team.letter, team.openedBy, team.at],
  );
  return id;
};

export const findTeam = async (client: Client, id: string, lock = ''): Promise<TeamRow | undefined> =>
  (await client.query<TeamRow>(`${SELECT} WHERE t.id = $1 ${lock}`, [id])).rows[0];

/** Days of the team whose account a person's is; undefined for everybody else. */
export const teamDaysOf = async (client: Client, personId: string): Promise<TeamDays | undefined> =>
  (
    await client.query<TeamDays>('SELECT h.since, h.until FROM team t JOIN holding h ON h.id = t.holding_id WHERE t.person_id = $1', [
      personId,
    ])
  ).rows[0];

interface Asked {
  /** LIKE patterns of the trees whose keepers ask. */
  readonly below: readonly string[];
  readonly person: string;
  /** Leave out what ended before that day. */
  readonly notBefore?: string;
  readonly after: readonly [at?: Date, id?: string];
  readonly limit: number;
}

/** Newest first; one more than asked for, when there are more. */
export const teamsPage = async (client: Client, { below, person, notBefore, after: [at, id], limit }: Asked): Promise<TeamRow[]> =>
  (
    await client.query<TeamRow>(
      `${SELECT} WHERE (o.path LIKE ANY($1::text[]) OR t.person_id = $2) AND ($3::text IS NULL OR h.until >= $3)
         AND ($4::timestamptz IS NULL OR (t.opened_at, t.id) < ($4, $5::uuid)) ORDER BY t.opened_at DESC, t.id DESC LIMIT $6`,
      [below, person, notBefore ?? null, at ?? null, id ?? null, limit + 1],
    )
  ).rows;

export interface TeamReadRow {
  readonly id: string;
  readonly at: Date;
  readonly case_id: string | null;
  readonly body: { readonly operation: string; readonly of?: string };
}

/** What a team has read, newest first; one more than asked for, when there are more. */
export const teamReadings = async (
  client: Client,
  personId: string,
  [at, id]: readonly [at?: Date, id?: string],
  limit: number,
): Promise<TeamReadRow[]> =>
  (
    await client.query<TeamReadRow>(
      `SELECT id, at, case_id, body FROM log_entry WHERE kind = 'team-read' AND person_id = $1
         AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid)) ORDER BY at DESC, id DESC LIMIT $4`,
      [personId, at ?? null, id ?? null, limit + 1],
    )
  ).rows;
