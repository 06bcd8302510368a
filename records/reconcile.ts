import type { Pool } from 'pg';
import { differencesOfFolds } from './reconcile-folds';
import type { Statutes } from './statutes';

/** Something that two places say differently. Nobody's fault until somebody has looked: ids and codes only. */
export interface Difference {
  readonly kind: string;
  readonly case?: string;
  readonly seq?: number;
  /** Id of the entry, command, paper or workflow in question. */
  readonly id?: string;
}

/** A record that is still under way is no difference yet. */
const SETTLED_MS = 60_000;

/*
 * Each question is one pass over two tables. What it finds has no place in a sound system, so nothing is cut off: every difference is listed.
 * $1: the moment up to which everything should have settled, domain time.
 */
const QUESTIONS: Readonly<Record<string, string>> = {
  // An entry that was taken out before it was numbered shows here, and only here.
  'fact-without-entry': `SELECT f.case_id AS case, f.seq FROM fact f
    WHERE f.at <= $1 AND NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.case_id = f.case_id AND e.kind = 'fact' AND (e.body ->> 'seq')::int = f.seq)`,
  'entry-without-fact': `SELECT e.case_id AS case, (e.body ->> 'seq')::int AS seq, e.id FROM log_entry e
    WHERE e.kind = 'fact' AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.case_id = e.case_id AND f.seq = (e.body ->> 'seq')::int)`,
  'fact-differs-from-entry': `SELECT f.case_id AS case, f.seq, e.id FROM fact f JOIN log_entry e ON e.case_id = f.case_id AND e.kind = 'fact' AND (e.body ->> 'seq')::int = f.seq
    WHERE e.body ->> 'hash' <> encode(f.hash, 'hex') OR e.body ->> 'kind' <> f.kind`,
  'ledger-gap': `SELECT f.case_id AS case, max(f.seq) AS seq FROM fact f WHERE f.at <= $1 GROUP BY f.case_id HAVING max(f.seq) <> count(*) OR min(f.seq) <> 1`,
  'row-behind': `SELECT c.id AS case, c.seq FROM case_row c JOIN (SELECT case_id, max(seq) AS last, max(at) AS at FROM fact GROUP BY case_id) f ON f.case_id = c.id
    WHERE c.seq < f.last AND f.at <= $1`,
  'row-ahead': `SELECT c.id AS case, c.seq FROM case_row c LEFT JOIN (SELECT case_id, max(seq) AS last FROM fact GROUP BY case_id) f ON f.case_id = c.id WHERE c.seq > coalesce(f.last, 0)`,
  'command-without-fact': `SELECT k.case_id AS case, k.id FROM command k
    WHERE k.status = 'accepted' AND k.decided_at <= $1 AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.command_id = k.id)`,
  'fact-without-command': `SELECT f.case_id AS case, f.seq, f.command_id AS id FROM fact f JOIN command k ON k.id = f.command_id WHERE k.status <> 'accepted'`,
  'command-undecided': `SELECT k.case_id AS case, k.id FROM command k WHERE k.status = 'registered' AND k.registered_at <= $1`,
  'refusal-without-entry': `SELECT k.case_id AS case, k.id FROM command k
    WHERE k.status = 'refused' AND NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.case_id = k.case_id AND e.kind = 'command.refused' AND e.body ->> 'command' = k.id::text)`,
  'paper-missing': `SELECT f.case_id AS case, f.seq, p.value ->> 'id' AS id FROM fact f, jsonb_array_elements(f.fact -> 'papers') AS p
    WHERE NOT EXISTS (SELECT 1 FROM paper q WHERE q.id::text = p.value ->> 'id')`,
  'paper-differs': `SELECT f.case_id AS case, f.seq, q.id FROM fact f, jsonb_array_elements(f.fact -> 'papers') AS p JOIN paper q ON q.id::text = p.value ->> 'id'
    WHERE q.sha256 <> p.value ->> 'sha256'`,
  'entry-unnumbered': `SELECT e.case_id AS case, e.id FROM log_entry e WHERE e.at <= $1 AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.entry_id = e.id)`,
  'leaf-without-entry': `SELECT l.entry_id AS id, l.position::float8 AS seq FROM log_leaf l WHERE NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.id = l.entry_id)`,
  'leaf-gap': `SELECT max(position)::float8 AS seq FROM log_leaf HAVING max(position) + 1 <> count(*)`,
};

/** Only by reading every paper, and folding every ledger. */
const DEEP: Readonly<Record<string, string>> = {
  'paper-altered': `SELECT p.case_id AS case, p.id FROM paper p WHERE p.status = 'filed' AND encode(sha256(p.content), 'hex') <> p.sha256`,
};

/**
 * Compares the ledger, the log, the register, the papers and the read rows, and lists every difference. Repairs nothing: what the sweep can mend it mends
 * by itself. `deep` also folds every ledger anew and reads every paper.
 */
export const reconcile = async (
  { pool, statutes }: { readonly pool: Pool; readonly statutes: Statutes },
  now: number,
  deep = false,
): Promise<Difference[]> => {
  const settled = new Date(now - SETTLED_MS);
  const found: Difference[] = [];
  for (const [kind, sql] of Object.entries({ ...QUESTIONS, ...(deep ? DEEP : {}) })) {
    const { rows } = await pool.query<Omit<Difference, 'kind'>>(sql, sql.includes('$1') ? [settled] : []);
    for (const row of rows) found.push({ kind, ...present(row) });
  }
  return deep ? [...found, ...(await differencesOfFolds(pool, statutes))] : found;
};

const present = (row: Omit<Difference, 'kind'>): Omit<Difference, 'kind'> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
