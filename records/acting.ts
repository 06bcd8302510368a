import { ACTING_ROLES } from '../domain/authority/seats';
import type { MachineState } from '../domain/case/state';
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

/** Whether somebody holds a post of the branch on that day, and the nearest unit above in whose office he could do its work. */
const postsOf = async (client: Client, branch: string, person: string, on: string): Promise<{ own: boolean; above: string | null }> => {
  const { rows } = await client.query<{ own: boolean; above: string | null }>(
    `SELECT COALESCE(bool_or(h.org_id = b.id), false) AS own,
       (array_agg(h.org_id::text ORDER BY array_position(a.units, h.org_id::text)) FILTER (WHERE h.org_id::text = ANY(a.units)))[1] AS above
     FROM organisation b CROSS JOIN LATERAL (SELECT ${UNITS_ABOVE} AS units) a JOIN holding h ON h.org_id = b.id OR h.org_id::text = ANY(a.units)
     WHERE b.id = $1 AND h.person_id = $2 AND h.role = ANY($3) AND h.since <= $4 AND (h.until IS NULL OR h.until >= $4)`,
    [branch, person, ACTING_ROLES['branch-committee'], on],
  );
  return rows[0] ?? { own: false, above: null };
};

/** What an act of a branch rests on: how many members it has that day, and who acts for it. On whom a step was laid (转办) does it in any case. */
export const branchFound = async (
  client: Client,
  state: Pick<MachineState, 'unit' | 'statute' | 'steps'>,
  { actor, on }: { readonly actor: { readonly id: string }; readonly on: string },
): Promise<{ members?: number; actedBy?: string }> => {
  const least = await leastBy(client, [state.statute]);
  if (least === undefined) return {};
  const members = await membersOf(client, [state.unit], on);
  const { own, above } = await postsOf(client, state.unit, actor.id, on);
  const laid = Object.values(state.steps).some(({ assigned, closedOn }) => !closedOn && assigned?.unit === above);
  return { members, ...(above && (members < least || !(own || laid)) ? { actedBy: above } : {}) };
};

/**
 * Branches with an open case and too few members, for each unit named that acts for them: the general branch, or the committee where nobody is in office there.
 * Members are counted first: cases of a branch that has enough by every law are not looked at, however many they are.
 */
export const actedFor = async (
  client: Client,
  units: readonly string[],
  today: string,
): Promise<{ readonly unit: string; readonly branch: string }[]> => {
  if (units.length === 0) return [];
  const { rows } = await client.query<{ unit: string; branch: string }>(
    `WITH small AS MATERIALIZED (SELECT u.unit, b.id AS branch, m.members FROM unnest($1::uuid[]) AS u(unit) JOIN organisation b ON b.kind = 'branch' AND b.closed_on IS NULL
         AND (b.parent_id = u.unit OR b.parent_id IN (SELECT g.id FROM organisation g WHERE g.parent_id = u.unit AND g.kind = 'general-branch' AND NOT EXISTS (
           SELECT 1 FROM holding h WHERE h.org_id = g.id AND h.role IN ('branch-secretary', 'branch-committee') AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2))))
       CROSS JOIN (SELECT max(members_min) AS least FROM statute) any_law
       CROSS JOIN LATERAL (SELECT ${UP_TO('any_law.least')} AS members) m WHERE m.members < any_law.least)
     SELECT s.unit, s.branch FROM small s WHERE EXISTS (SELECT 1 FROM case_row c JOIN statute law ON law.hash = c.statute_hash
       WHERE c.unit_id = s.branch AND c.phase <> 'ended' AND c.subject_kind = 'case' AND law.members_min > s.members)`,
    [units, today],
  );
  return rows;
};
