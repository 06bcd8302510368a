import type { Pool } from 'pg';
import type { Fact } from '../../domain/case/fact';
import { lawOf } from '../../domain/case/fold';
import type { MachineState } from '../../domain/case/state';
import { type CasePapers, papersOfCase } from '../../domain/dossier/papers';
import type { Statute } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';
import { lawsOf, type Statutes } from '../statutes';
import { type DossierRow, dossierRows } from './cases';

/** Ledgers that lie in memory at once: so few that they are gone before the memory for what lasts grows by them. */
const PAGE = 20;

export type IndexLine = DossierRow & CasePapers;

/** The lines of an index, a page of ledgers at a time, in the order of the ids. */
export async function* indexOf(pool: Pool, statutes: Statutes, ids: readonly string[]): AsyncGenerator<IndexLine[]> {
  for (let from = 0; from < ids.length; from += PAGE) yield linesOf(pool, statutes, ids.slice(from, from + PAGE));
}

const linesOf = async (pool: Pool, statutes: Statutes, ids: readonly string[]): Promise<IndexLine[]> => {
  const [rows, facts] = await Promise.all([dossierRows(pool, ids), factsOf(pool, ids)]);
  const stored = await storedPapers(pool, facts);
  const ledgers = rows.map((row) => ({ row, facts: facts.filter(({ case_id }) => case_id === row.id).map(({ fact }) => fact) }));
  const law = await lawsOf(
    statutes,
    ledgers.map((one) => ({ origin: { statute: one.row.law } as MachineState, facts: one.facts })),
  );
  return ledgers.map(({ row, facts: own }) => {
    const laws = lawsAlong(own, row.law, law);
    const ledger = { procedure: procedureOf(row.procedure), facts: own, steps: row.steps, stored: (id: string) => stored.get(id) };
    return { ...row, ...papersOfCase({ ...ledger, lawAt: ({ seq }) => laws.get(seq) ?? law(row.law) }) };
  });
};

const factsOf = async (pool: Pool, ids: readonly string[]): Promise<{ case_id: string; fact: Fact }[]> =>
  (
    await pool.query<{ case_id: string; fact: Fact }>(
      'SELECT case_id, fact FROM fact WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, seq',
      [ids],
    )
  ).rows;

const storedPapers = async (pool: Pool, facts: readonly { readonly fact: Fact }[]): Promise<Map<string, string>> => {
  const ids = [...new Set(facts.flatMap(({ fact }) => fact.papers.map(({ id }) => id)))];
  const { rows } = await pool.query<{ id: string; sha256: string }>('SELECT id, sha256 FROM paper WHERE id = ANY($1::uuid[])', [ids]);
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
};

/** By which law each fact was judged: a case keeps the one that it began with until it adopts another. */
const lawsAlong = (facts: readonly Fact[], first: string, law: (hash: string) => Statute): Map<number, Statute> => {
  let current = first;
  return new Map(
    facts.map((fact) => {
      const before = law(current);
      current = lawOf(fact, current);
      return [fact.seq, before];
    }),
  );
};
