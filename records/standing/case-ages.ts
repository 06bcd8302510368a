import type { Pool } from 'pg';
import type { Fact } from '../../domain/case/fact';
import { lawOf } from '../../domain/case/fold';
import type { MachineState } from '../../domain/case/state';
import type { Statute } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';
import { type Age, ageOf } from '../../domain/standing/age';
import type { Statutes } from '../statutes';

/** The ages of a page of cases, each split by who held it: every ledger is folded, so the page must be small. */
export const agesOf = async (pool: Pool, statutes: Statutes, ids: readonly string[], now: number): Promise<Map<string, Age>> => {
  if (ids.length === 0) return new Map();
  const [cases, facts] = await Promise.all([
    pool.query<{ id: string; procedure: string; origin: MachineState }>(
      'SELECT id, procedure, origin FROM case_row WHERE id = ANY($1::uuid[])',
      [ids],
    ),
    pool.query<{ case_id: string; fact: Fact }>('SELECT case_id, fact FROM fact WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, seq', [
      ids,
    ]),
  ]);
  const ledgers = new Map<string, Fact[]>(ids.map((id) => [id, []]));
  for (const { case_id, fact } of facts.rows) ledgers.get(case_id)?.push(fact);
  const ages = await Promise.all(
    cases.rows.map(async ({ id, procedure, origin }) => {
      const ledger = ledgers.get(id) ?? [];
      return [id, ageOf(procedureOf(procedure), origin, ledger, await lawsOf(statutes, origin, ledger), now)] as const;
    }),
  );
  return new Map(ages);
};

/** Every statute that a ledger was written under. */
const lawsOf = async (statutes: Statutes, origin: MachineState, facts: readonly Fact[]): Promise<(hash: string) => Statute> => {
  const hashes = new Set([origin.statute, ...facts.map((fact) => lawOf(fact, origin.statute))]);
  const laws = new Map(await Promise.all([...hashes].map(async (hash) => [hash, await statutes.get(hash)] as const)));
  return (hash) => {
    const law = laws.get(hash);
    if (!law) throw new Error(`statute ${hash} is missing`);
    return law;
  };
};
