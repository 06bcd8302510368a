import type { Pool, PoolClient } from 'pg';
import { FOUR_KINDS } from '../domain/people/kin';
import { decidersOf } from './deciders';
import { complainantIndex } from './objections';
import type { Vault } from './sealed';

type Client = Pick<PoolClient | Pool, 'query'>;

/**
 * Why somebody cannot inspect a case (公务员法第七十四条、第七十六条): he acted in it, is kin, superior, the complainant or a candidate himself, another
 * interest is `declared`, or he passed or `decided` what it annuls.
 */
export const CONFLICTS = ['subject', 'kin', 'superior', 'declared', 'acted', 'decided', 'complainant'] as const;
export type ConflictCode = (typeof CONFLICTS)[number];

export interface Conflict {
  readonly code: ConflictCode;
  /** The candidate, or the case of the family that he acted in. */
  readonly with?: string;
  /** Known from a complaint alone: that there is one, nobody outside the inspection office learns, not even from who is available. */
  readonly secret?: true;
}

export interface Question {
  readonly case: string;
  /** Persons on whom the case decides. */
  readonly candidates: readonly string[];
  readonly on: string;
}

/** The case, its parent and its children: a post and its candidacies are one matter. With an annulment goes what it annuls, and that one's post. */
const FAMILY = `own AS (SELECT parent_id, CASE WHEN procedure = 'annulment' THEN (state #>> '{book,target}')::uuid END AS target FROM case_row WHERE id = $2),
family AS (
  SELECT c.id FROM case_row c WHERE c.id = $2 OR c.parent_id = $2 OR c.id = (SELECT parent_id FROM own) OR c.id = (SELECT target FROM own)
  UNION SELECT t.parent_id FROM case_row t WHERE t.id = (SELECT target FROM own) AND t.parent_id IS NOT NULL)`;

interface Row {
  readonly person: string;
  readonly code: ConflictCode;
  readonly with: string | null;
  readonly secret?: boolean;
}

/** Whatever somebody did or wrote down in the case, save as its inspector. */
const acted = async (client: Client, people: readonly string[], { case: id }: Question): Promise<Row[]> =>
  (
    await client.query<Row>(
      `WITH ${FAMILY}
       SELECT DISTINCT p.person::text, 'acted' AS code, f.case_id::text AS with FROM unnest($1::uuid[]) AS p(person)
         JOIN fact f ON f.case_id IN (SELECT id FROM family)
           AND ((f.actor_id = p.person AND f.fact #>> '{actor,seat}' IS DISTINCT FROM 'inspector')
             OR (f.recorder_id = p.person AND f.fact #>> '{recorder,seat}' IS DISTINCT FROM 'inspector'))`,
      [people, id],
    )
  ).rows;

/**
 * Recorded of either side, by id or by the number of a relative who was registered only later; in force that day and not withdrawn. A superior is one
 * of the candidate's only.
 */
const related = async (client: Client, people: readonly string[], { candidates, on }: Question): Promise<Row[]> =>
  (
    await client.query<Row>(
      `WITH tie AS (
         SELECT k.person_id, coalesce(k.relative_id, r.id) AS relative_id, k.kind FROM kin k LEFT JOIN person r ON r.id_number_index = k.relative_index
         WHERE k.person_id = ANY($1::uuid[] || $2::uuid[]) AND (k.withdrawn_on IS NULL OR k.withdrawn_on > $3) AND (k.since IS NULL OR k.since <= $3) AND (k.until IS NULL OR k.until >= $3)),
       pair AS (
         SELECT person_id AS candidate, relative_id AS other, kind, true AS down FROM tie
         UNION ALL SELECT relative_id, person_id, kind, false FROM tie)
       SELECT DISTINCT other::text AS person, CASE WHEN kind = ANY($4) THEN 'kin' WHEN kind = 'direct-superior' THEN 'superior' ELSE 'declared' END AS code,
         candidate::text AS with
       FROM pair WHERE other = ANY($1::uuid[]) AND candidate = ANY($2::uuid[]) AND (kind <> 'direct-superior' OR down)`,
      [people, candidates, on, FOUR_KINDS],
    )
  ).rows;

/** Proposed for the same post: whoever stands beside a candidate has an interest of his own in what becomes of him. */
const rivals = async (client: Client, people: readonly string[], { case: id }: Question): Promise<Row[]> =>
  (
    await client.query<Row>(
      `SELECT p.person::text, 'subject' AS code, p.person::text AS with FROM unnest($1::uuid[]) AS p(person)
         JOIN case_row own ON own.id = $2 AND own.procedure = 'candidacy' JOIN case_row post ON post.id = own.parent_id
       WHERE post.state -> 'book' -> 'recused' ? p.person::text`,
      [people, id],
    )
  ).rows;

/** Secretary, officer or approver of a unit that the candidate belongs to or holds an office in, or of the one directly above it. */
const superior = async (client: Client, people: readonly string[], { candidates, on }: Question): Promise<Row[]> =>
  (
    await client.query<Row>(
      `WITH own AS (
         SELECT id AS candidate, unit_id AS org FROM person WHERE id = ANY($2::uuid[]) AND unit_id IS NOT NULL
         UNION SELECT person_id, org_id FROM holding WHERE person_id = ANY($2::uuid[]) AND since <= $3 AND (until IS NULL OR until >= $3)),
       place AS (
         SELECT candidate, org FROM own
         UNION SELECT own.candidate, o.parent_id FROM own JOIN organisation o ON o.id = own.org WHERE o.parent_id IS NOT NULL)
       SELECT DISTINCT h.person_id::text AS person, 'superior' AS code, place.candidate::text AS with
       FROM holding h JOIN place ON place.org = h.org_id
       WHERE h.person_id = ANY($1::uuid[]) AND h.person_id <> place.candidate AND h.role IN ('branch-secretary', 'committee-approver', 'committee-officer')
         AND h.since <= $3 AND (h.until IS NULL OR h.until >= $3)`,
      [people, candidates, on],
    )
  ).rows;

/** By an objection to somebody on notice, or by a complaint about the case, or one that its investigation examines. */
const complained = async (client: Client, vault: Vault, people: readonly string[], { case: id }: Question): Promise<Row[]> => {
  const byIndex = new Map(people.map((person) => [complainantIndex(vault, person).toString('hex'), person]));
  const { rows } = await client.query<{ found: Buffer; secret: boolean }>(
    `WITH ${FAMILY}
     SELECT found, bool_and(secret) AS secret FROM (
       SELECT complainant_index AS found, false AS secret FROM objection WHERE case_id IN (SELECT id FROM family)
       UNION ALL SELECT complainant_index, true FROM complaint WHERE case_id IN (SELECT id FROM family) OR investigation_id IN (SELECT id FROM family)) said
     WHERE found = ANY($1::bytea[]) GROUP BY found`,
    [[...byIndex.keys()].map((hex) => Buffer.from(hex, 'hex')), id],
  );
  return rows.map(({ found, secret }) => ({ person: byIndex.get(found.toString('hex')) ?? '', code: 'complainant', with: null, secret }));
};

/** Conflicts of several people with one case; everybody asked about has a list, empty where there is nothing. */
export const conflictsOfAll = async (
  client: Client,
  vault: Vault,
  people: readonly string[],
  question: Question,
): Promise<ReadonlyMap<string, Conflict[]>> => {
  const found = new Map<string, Conflict[]>(people.map((person) => [person, []]));
  if (people.length === 0) return found;
  const own: Row[] = people
    .filter((person) => question.candidates.includes(person))
    .map((person) => ({ person, code: 'subject', with: person }));
  const rows: Row[] = [
    ...own,
    ...(await rivals(client, people, question)),
    ...(await related(client, people, question)),
    ...(await superior(client, people, question)),
    ...(await acted(client, people, question)),
    ...(await decidersOf(client, people, question.case)),
    ...(await complained(client, vault, people, question)),
  ];
  rows.sort((a, b) => CONFLICTS.indexOf(a.code) - CONFLICTS.indexOf(b.code));
  for (const row of rows) {
    const list = found.get(row.person);
    const conflict = { code: row.code, ...(row.with === null ? {} : { with: row.with }), ...(row.secret ? { secret: true as const } : {}) };
    if (list && !list.some((one) => one.code === conflict.code && one.with === conflict.with)) list.push(conflict);
  }
  return found;
};

/** Conflicts of one person with a case; none: an empty list. */
export const conflictsOf = async (
  client: Client,
  vault: Vault,
  { person, ...question }: Question & { person: string },
): Promise<Conflict[]> => (await conflictsOfAll(client, vault, [person], question)).get(person) ?? [];
