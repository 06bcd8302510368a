import type { Client } from './quota-tree';

/** The fact with which the ledgers answer what a case asked. */
export interface Answer<Kind extends string = string> {
  readonly kind: Kind;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What every ask carries: the case, the key under which it is answered, the branch and the day of the answer. */
export interface Asked {
  readonly caseId: string;
  readonly key: string;
  readonly unitId: string;
  readonly on: string;
  /** Now, milliseconds since the epoch by the domain clock. */
  readonly at: number;
}

/**
 * Answers an ask once. Asks of one case wait for each other; a second run, at the same moment or years later, reads the first answer back and
 * changes nothing. Runs in the caller's transaction.
 */
export const once = async <K extends string>(
  client: Client,
  ask: Pick<Asked, 'caseId' | 'key' | 'on'>,
  work: () => Promise<Answer<K>>,
): Promise<Answer<K>> => {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [ask.caseId]);
  const { rows } = await client.query<Answer<K>>('SELECT kind, body FROM ask_answer WHERE case_id = $1 AND key = $2', [
    ask.caseId,
    ask.key,
  ]);
  if (rows[0]) return rows[0];
  const answer = await work();
  await client.query('INSERT INTO ask_answer (case_id, key, kind, body, "on") VALUES ($1, $2, $3, $4::jsonb, $5)', [
    ask.caseId,
    ask.key,
    answer.kind,
    JSON.stringify(answer.body),
    ask.on,
  ]);
  return answer;
};
