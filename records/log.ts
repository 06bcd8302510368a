import { hash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { canonical } from '../domain/case/canonical';

export interface LogLine {
  readonly at: number;
  readonly kind: string;
  readonly personId?: string;
  readonly caseId?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export const sha256 = (text: string | Uint8Array): Buffer => hash('sha256', text, 'buffer');

/** Appends to the log in the caller's transaction: no record, no act. No personal values, only ids, codes, days and commitments. Numbered within a second. */
export const appendLog = async (client: Pick<PoolClient, 'query'>, line: LogLine): Promise<string> => {
  const id = randomUUID();
  await client.query(
    'INSERT INTO log_entry (id, at, kind, person_id, case_id, body) VALUES ($1, to_timestamp($2::double precision / 1000), $3, $4, $5, $6::jsonb)',
    [id, line.at, line.kind, line.personId ?? null, line.caseId ?? null, canonical(line.body)],
  );
  return id;
};
