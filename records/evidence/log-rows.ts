import type { PoolClient } from 'pg';
import type { LogEntry } from '../../domain/evidence/entry';

export type Client = Pick<PoolClient, 'query'>;

export interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly person_id: string | null;
  readonly case_id: string | null;
  readonly body: Record<string, unknown>;
}

/** The entry as it is hashed, from its row: the columns are the entry, nothing is kept twice. */
export const entryOf = (row: EntryRow): LogEntry => ({
  v: 1,
  id: row.id,
  at: row.at.getTime(),
  kind: row.kind,
  ...(row.person_id ? { person: row.person_id } : {}),
  ...(row.case_id ? { case: row.case_id } : {}),
  body: row.body,
});

/** Which log this is; given its name at its first entry. */
export const readOrigin = async (client: Client): Promise<string | undefined> =>
  (await client.query<{ origin: string }>('SELECT origin FROM log_origin')).rows[0]?.origin;
