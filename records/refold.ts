import type { Fact } from '../domain/case/fact';
import { fold, lawOf } from '../domain/case/fold';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { Client } from './lookup';

/** The whole ledger of a case, in its order. */
export const ledgerOf = async (pool: Client, id: string): Promise<Fact[]> =>
  (await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [id])).rows.map(({ fact }) => fact);

/** How the case stood before one of its facts, and right after it. */
export const stoodAround = async (
  pool: Client,
  id: string,
  ledger: readonly Fact[],
  seq: number,
): Promise<{ before: MachineState; after: MachineState }> => {
  const { rows } = await pool.query<{ origin: MachineState }>('SELECT origin FROM case_row WHERE id = $1', [id]);
  const origin = rows[0]?.origin;
  if (!origin) throw new Error(`case ${id} has no row`);
  const laws = await lawsFor(pool, [origin.statute, ...ledger.map((fact) => lawOf(fact, origin.statute))]);
  const procedure = procedureOf(origin.procedure);
  let [before, after, hash] = [origin, origin, origin.statute];
  for (const fact of ledger.filter((one) => one.seq <= seq)) {
    hash = lawOf(fact, hash);
    before = after;
    after = fold(procedure, before, fact, laws(hash));
  }
  return { before, after };
};

const lawsFor = async (pool: Client, hashes: readonly string[]): Promise<(hash: string) => Statute> => {
  const { rows } = await pool.query<{ hash: string; body: Statute }>('SELECT hash, body FROM statute WHERE hash = ANY($1)', [
    [...new Set(hashes)],
  ]);
  const laws = new Map(rows.map(({ hash, body }) => [hash, body]));
  return (hash) => {
    const law = laws.get(hash);
    if (!law) throw new Error(`statute ${hash} is missing`);
    return law;
  };
};
