import { ageOn } from '../domain/calendar/day';
import type { Lookup } from './lookup';
import { inPostAmong, MEMBER, UNPUNISHED } from './rights';

interface MemberRow {
  birth: string;
  member: boolean | null;
  member_since: string | null;
  unpunished: boolean;
  others: string;
}

/** What the League knows of the member on that day, in full years. Nothing records dual-post service (双岗) yet, so nothing is said of it. */
const member: Lookup = async (client, state, { on }) => {
  if (!state.subject) return {};
  const { rows } = await client.query<MemberRow>(
    `SELECT p.birth, p.member_since, ${MEMBER} AS member, COALESCE(${UNPUNISHED}, false) AS unpunished,
       (SELECT count(*) FROM case_row c WHERE c.subject_id = p.id AND c.procedure = 'party-recommendation' AND c.phase <> 'ended' AND c.id <> $3) AS others
     FROM person p WHERE p.id = $1`,
    [state.subject, on, state.id],
  );
  const row = rows[0];
  if (!row) return {};
  return {
    ageYears: ageOn(row.birth, on),
    isMember: row.member ?? false,
    ...(row.member_since ? { leagueYears: ageOn(row.member_since, on) } : {}),
    rightsLost: !row.unpunished,
    holdsPost: (await inPostAmong(client, state.unit, [state.subject], on)).length > 0,
    otherValid: Number(row.others) > 0,
  };
};

/**
 * The branch that day, and whom its lists of that year brought so far: under way, valid, or taken up by the Party. Those whom the committee agreed to beyond
 * the share count when a list is answered, and not against the others at their vote.
 */
const share =
  (exceptions: boolean): Lookup =>
  async (client, state, { on }) => {
    const { rows } = await client.query<{ members: number; recommended: number }>(
      `SELECT (SELECT count(*)::int FROM person WHERE unit_id = $1 AND ${MEMBER}) AS members,
       (SELECT count(*)::int FROM case_row c WHERE c.procedure = 'party-recommendation' AND c.unit_id = $1 AND c.id <> $3
          AND left(c.state -> 'book' ->> 'agreedOn', 4) = left($2, 4) AND (c.phase <> 'ended' OR c.ending = 'completed')
          AND ($4 OR c.state -> 'book' -> 'overShare' IS NULL)) AS recommended`,
      [state.unit, on, state.id, exceptions],
    );
    return rows[0] ? { ...rows[0] } : {};
  };

export const recommendationLookups: Readonly<Record<string, Lookup>> = {
  proposeMember: member,
  agreeToList: share(true),
  recordRecommendation: async (client, state, asked, vault) => ({
    ...(await member(client, state, asked, vault)),
    ...(await share(false)(client, state, asked, vault)),
  }),
};
