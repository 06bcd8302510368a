import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { reachPaths } from '../domain/authority/reach';
import { type Who, within } from '../domain/authority/who';
import type { OrganisationView } from '../domain/contract/organisations';
import { notFound } from './problem';

type Client = Pick<Pool | PoolClient, 'query'>;

export interface OrganisationRow {
  id: string;
  code: string;
  name: string;
  kind: z.output<typeof OrganisationView>['kind'];
  path: string;
  parent_id: string | null;
  parent_name: string | null;
  region: string;
  field: string;
  school_stage: string | null;
  approves: boolean;
  has_committee: boolean;
  overlay: string | null;
  inspects_id: string | null;
  inspects_path: string | null;
  contact: string | null;
  closed_on: string | null;
  successor_id: string | null;
}

export const SELECT_ORGANISATION = `SELECT o.*, p.name AS parent_name, i.path AS inspects_path
  FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id LEFT JOIN organisation i ON i.id = o.inspects_id`;

export const viewOf = (row: OrganisationRow): z.input<typeof OrganisationView> => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  parent: row.parent_id && row.parent_name ? { id: row.parent_id, name: row.parent_name } : undefined,
  region: row.region,
  field: row.field,
  schoolStage: row.school_stage ?? undefined,
  approves: row.approves,
  hasCommittee: row.has_committee,
  overlay: row.overlay ?? undefined,
  inspects: row.inspects_id ?? undefined,
  contact: row.contact ?? undefined,
  closedOn: row.closed_on ?? undefined,
  successor: row.successor_id ?? undefined,
});

/** Paths below which somebody sees organisations, and the ids of those above: everybody knows the chain that he or she belongs to. */
export function horizon(who: Who): { below: string[]; chain: string[] } {
  const own = [...who.holdings.map(({ path }) => path), ...(who.unitPath === undefined ? [] : [who.unitPath])];
  return { below: reachPaths(who), chain: [...new Set(own.flatMap((path) => path.split('/').filter(Boolean)))] };
}

export const sees = (who: Who, row: Pick<OrganisationRow, 'id' | 'path' | 'inspects_path'>): boolean => {
  const { below, chain } = horizon(who);
  return (
    chain.includes(row.id) ||
    below.some((path) => within(row.path, path) || (row.inspects_path !== null && within(row.inspects_path, path)))
  );
};

/** The organisation, or 404 when it is unknown or outside what the person sees. `lock`: it is about to be changed. */
export async function findOrganisation(client: Client, who: Who, id: string, lock = false): Promise<OrganisationRow> {
  const { rows } = await client.query<OrganisationRow>(`${SELECT_ORGANISATION} WHERE o.id = $1${lock ? ' FOR UPDATE OF o' : ''}`, [id]);
  const [row] = rows;
  if (!row || !sees(who, row)) throw notFound('没有这个组织', 'There is no such organisation');
  return row;
}

interface UnitFilter {
  /** Part of the name, or the beginning of the code. */
  readonly q?: string;
  readonly kind?: string;
  readonly parent?: string;
  readonly limit: number;
  readonly after?: readonly [code: string | undefined, id: string | undefined];
}

/** Organisations that the person sees, in order of code; one row more than `limit` when there are more. */
export const unitsPage = async (
  client: Client,
  who: Who,
  { q, kind, parent, limit, after: [key, last] = [undefined, undefined] }: UnitFilter,
) => {
  const { below, chain } = horizon(who);
  const { rows } = await client.query<OrganisationRow>(
    `${SELECT_ORGANISATION}
     WHERE (o.path LIKE ANY($1) OR i.path LIKE ANY($1) OR o.id = ANY($2::uuid[]))
       AND ($3::text IS NULL OR o.kind = $3) AND ($4::uuid IS NULL OR o.parent_id = $4)
       AND ($5::text IS NULL OR position($5 IN o.name) > 0 OR o.code LIKE $6)
       AND ($7::text IS NULL OR (o.code, o.id) > ($7, $8::uuid))
     ORDER BY o.code, o.id LIMIT $9`,
    [under(below), chain, kind, parent, q, q && `${escapeLike(q)}%`, key, last, limit + 1],
  );
  return rows;
};

const MOST_BRANCHES = 20;

/** Open branches of the whole tree in which each word is found: in the name, in one above, at the beginning of the code, or is its id. */
export const branchesNamed = async (client: Client, q: string) => {
  const words = q.trim().split(/\s+/);
  const { rows } = await client.query<{ id: string; name: string; above: string[] }>(
    `SELECT o.id, o.name, a.above
     FROM organisation o
     CROSS JOIN LATERAL (
       SELECT COALESCE(array_agg(u.name ORDER BY length(u.path) DESC), '{}') AS above
       FROM organisation u WHERE u.id <> o.id AND u.id = ANY(string_to_array(trim(BOTH '/' FROM o.path), '/')::uuid[])
     ) a
     WHERE o.kind = 'branch' AND o.closed_on IS NULL
       AND NOT EXISTS (
         SELECT FROM unnest($1::text[], $2::text[]) AS w(word, code)
         WHERE NOT (position(w.word IN o.name || ' ' || array_to_string(a.above, ' ')) > 0 OR o.code LIKE w.code OR o.id::text = w.word)
       )
     ORDER BY o.code, o.id LIMIT $3`,
    [words, words.map((word) => `${escapeLike(word)}%`), MOST_BRANCHES + 1],
  );
  return { items: rows.slice(0, MOST_BRANCHES), more: rows.length > MOST_BRANCHES };
};

/** LIKE patterns of paths: ids hold no wildcards. */
export const under = (paths: readonly string[]): string[] => paths.map((path) => `${path}%`);

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
