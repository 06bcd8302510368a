import { ACTING_ROLES } from '../domain/authority/seats';
import type { Client } from './lookup';
import { MEMBER } from './rights';

const ABOVE = `string_to_array(trim(both '/' FROM b.path), '/')::uuid[]`;

/** Of a branch `b`: its members, counted no further than to the column named. */
const UP_TO = (most: string): string =>
  `(SELECT count(*)::int FROM (SELECT 1 FROM person m WHERE m.unit_id = b.id AND m.league = 'member' LIMIT ${most}) few)`;

/** Ids of what lies above a branch `b`, up to the nearest committee, nearest first. */
const UNITS_ABOVE = `(SELECT array_agg(o.id::text ORDER BY length(o.path) DESC) FROM organisation o
    WHERE o.id = ANY(${ABOVE}) AND o.id <> b.id AND o.closed_on IS NULL AND length(o.path) >= (
      SELECT max(length(k.path)) FROM organisation k WHERE k.id = ANY(${ABOVE}) AND k.kind IN ('committee', 'work-committee') AND k.closed_on IS NULL))`;

/** Those who act for the branch `b`, by a law of which `least` gives the figure; null where the branch acts itself. */
export const ACTING = (least: string): string => `CASE WHEN b.kind = 'branch' AND ${least} > ${UP_TO(least)} THEN ${UNITS_ABOVE} END`;

/** Members of the units on the day: those whose rights are lost are members too. */
export const membersOf = async (client: Client, units: readonly string[], on: string): Promise<number> =>
  (
    await client.query<{ members: number }>(`SELECT count(*)::int AS members FROM person WHERE unit_id = ANY($1::uuid[]) AND ${MEMBER}`, [
      units,
      on,
    ])
  ).rows[0]?.members ?? 0;

/** With how many members a branch is one by that law; undefined before the figure. */
export const leastBy = async (client: Client, statutes: readonly string[]): Promise<number | undefined> =>
  (await client.query<{ least: number | null }>('SELECT max(members_min) AS least FROM statute WHERE hash = ANY($1)', [statutes])).rows[0]
    ?.least ?? undefined;

/** The unit above, if any, in whose office somebody does the work of a branch that has too few members: the nearest. */
const actsAt = async (client: Client, branch: string, least: number, actor: string, on: string): Promise<string | undefined> =>
  (
    await client.query<{ id: string }>(
      `SELECT h.org_id AS id FROM organisation b CROSS JOIN LATERAL (SELECT ${ACTING('$2::int')} AS units) a JOIN holding h ON h.org_id::text = ANY(a.units)
       WHERE b.id = $1 AND h.person_id = $3 AND h.role = ANY($4) AND h.since <= $5 AND (h.until IS NULL OR h.until >= $5)
       ORDER BY array_position(a.units, h.org_id::text) LIMIT 1`,
      [branch, least, actor, ACTING_ROLES['branch-committee'], on],
    )
  ).rows[0]?.id;

/** What an act of a branch rests on: how many members it has that day, and who acts for it. */
export const branchFound = async (
  client: Client,
  { unit, statute }: { readonly unit: string; readonly statute: string },
  { actor, on }: { readonly actor: { readonly id: string }; readonly on: string },
): Promise<{ members?: number; actedBy?: string }> => {
  const least = await leastBy(client, [statute]);
  if (least === undefined) return {};
  const members = await membersOf(client, [unit], on);
  if (members >= least) return { members };
  const actedBy = await actsAt(client, unit, least, actor.id, on);
  return { members, ...(actedBy ? { actedBy } : {}) };
};

/** Branches with an open case and too few members, for each unit named that acts for them: the general branch, or the committee where nobody is in office there. */
export const actedFor = async (
  client: Client,
  units: readonly string[],
  today: string,
): Promise<{ readonly unit: string; readonly branch: string }[]> => {
  if (units.length === 0) return [];
  const { rows } = await client.query<{ unit: string; branch: string }>(
    `SELECT u.unit, b.id AS branch FROM unnest($1::uuid[]) AS u(unit) JOIN organisation b ON b.kind = 'branch' AND b.closed_on IS NULL
       AND (b.parent_id = u.unit OR b.parent_id IN (SELECT g.id FROM organisation g WHERE g.parent_id = u.unit AND g.kind = 'general-branch' AND NOT EXISTS (
         SELECT 1 FROM holding h WHERE h.org_id = g.id AND h.role IN ('branch-secretary', 'branch-committee') AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2))))
     CROSS JOIN LATERAL (SELECT ${UP_TO('(SELECT max(members_min) FROM statute)')} AS members) m
     WHERE EXISTS (SELECT 1 FROM case_row c JOIN statute law ON law.hash = c.statute_hash
       WHERE c.unit_id = b.id AND c.phase <> 'ended' AND c.subject_kind = 'case' AND law.members_min > m.members)`,
    [units, today],
  );
  return rows;
};
