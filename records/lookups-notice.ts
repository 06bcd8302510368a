import { procedureOf } from '../domain/procedures';
import type { Lookup } from './lookup';
import { idsAt } from './lookup-ids';

/** By which clauses the listed cases ask for a notice: each by its own procedure, under its own law. */
const noticeLaw: Lookup = async (pool, _state, { body }) => {
  const ids = idsAt(body, 'cases');
  const { rows } = await pool.query<{ procedure: string; clauses: Record<string, string> }>(
    `SELECT c.procedure, (SELECT jsonb_object_agg(f.key, f.value ->> 'clause') FROM jsonb_each(s.body -> 'figures') f WHERE f.key LIKE '%.publicityMin') AS clauses
     FROM unnest($1::uuid[]) WITH ORDINALITY AS listed(id, place) JOIN case_row c ON c.id = listed.id JOIN statute s ON s.hash = c.statute_hash ORDER BY listed.place`,
    [ids],
  );
  const clauses = rows.flatMap(({ procedure, clauses: found }) => found?.[procedureOf(procedure).noticeLeast ?? ''] ?? []);
  return { clauses: [...new Set(clauses)] };
};

export const noticeLookups: Readonly<Record<string, Lookup>> = { openNotice: noticeLaw, correctNotice: noticeLaw };
