import type { Fact } from '../domain/case/fact';
import { lawOf } from '../domain/case/fold';
import type { Ledger } from '../domain/case/ledger';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { Client } from './lookup';

/** The whole ledger of a case, with the laws that its facts stand under. */
export const ledgerOf = async (pool: Client, id: string): Promise<Ledger> => {
  const { rows: cases } = await pool.query<{ origin: MachineState }>('SELECT origin FROM case_row WHERE id = $1', [id]);
  const origin = cases[0]?.origin;
  if (!origin) throw new Error(`case ${id} has no row`);
  const { rows } = await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [id]);
  const facts = rows.map(({ fact }) => fact);
  return { procedure: procedureOf(origin.procedure), origin, facts, law: await lawsFor(pool, origin.statute, facts) };
};

const lawsFor = async (pool: Client, first: string, facts: readonly Fact[]): Promise<Ledger['law']> => {
  const hashes = [...new Set([first, ...facts.map((fact) => lawOf(fact, first))])];
  const { rows } = await pool.query<{ hash: string; body: Statute }>('SELECT hash, body FROM statute WHERE hash = ANY($1)', [hashes]);
  const laws = new Map(rows.map(({ hash, body }) => [hash, body]));
  return (hash) => {
    const law = laws.get(hash);
    if (!law) throw new Error(`statute ${hash} is missing`);
    return law;
  };
};
