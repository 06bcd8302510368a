import { ageOn } from '../domain/calendar/day';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import type { Client, Found, Lookup } from './lookup';
import { idsAt } from './lookup-ids';
import { asBranch, votersThen } from './lookups-branch';
import { votedAbove } from './lookups-decision';
import { untoldOf } from './lookups-meeting';
import { isMinorOn } from './minors';
import { eligibleAmong } from './rights';
import { termOver } from './terms';

interface PersonRow {
  birth: string;
  league: string;
}

/**
 * Units in whose books another record of the same name and birth date stands, a member's or an applicant's. Two identity numbers tell two people apart; a
 * record that lacks one may be the same person.
 */
const NAMESAKE_AT = `ARRAY(SELECT DISTINCT COALESCE(o.name, '-') FROM person n LEFT JOIN organisation o ON o.id = n.unit_id
  WHERE n.name = p.name AND n.birth = p.birth AND n.id <> p.id AND (n.id_number_index IS NULL OR p.id_number_index IS NULL)
    AND (n.league = 'member' OR EXISTS (SELECT 1 FROM case_row c WHERE c.subject_id = n.id AND c.procedure = 'admission' AND c.phase <> 'ended'))
  ORDER BY 1 LIMIT 5)`;

const candidate: Lookup = async (pool, state, { on }) => {
  const { rows } = await pool.query<PersonRow & { others: string; namesakeAt: string[] }>(
    `SELECT birth, league, ${NAMESAKE_AT} AS "namesakeAt", (SELECT count(*) FROM case_row c WHERE c.subject_id = p.id AND c.procedure = 'admission' AND c.phase <> 'ended' AND c.id <> $2) AS others FROM person p WHERE id = $1`,
    [state.subject, state.id],
  );
  const row = rows[0];
  if (!row) return {};
  const age = ageOn(row.birth, on);
  return {
    ageYears: age,
    isMember: row.league === 'member',
    otherOpenCase: Number(row.others) > 0,
    isMinor: isMinorOn(row.birth, on),
    ...(row.namesakeAt.length > 0 ? { namesake: true, namesakeAt: row.namesakeAt } : {}),
  };
};

/** Whom the branch names, and whether it is one. */
const branchAmong =
  (key: string): Lookup =>
  async (pool, state, asked, vault) => ({
    eligible: await eligibleAmong(pool, idsAt(asked.body, key), asked.on),
    ...(await asBranch(pool, state, asked, vault)),
  });

/** Said only where it is so: the body decides after its term, without an approved delay. */
const irregular = async (pool: Client, org: string, on: string): Promise<Found> =>
  (await termOver(pool, org, on)) ? { irregular: true } : {};

/** Who decides as the branch: whether it is one, and whether the body's term is over. */
const decidedBy: Lookup = async (pool, state, asked, vault) => {
  const found = await asBranch(pool, state, asked, vault);
  const body = typeof found.actedBy === 'string' ? found.actedBy : state.unit;
  return { ...found, ...(await irregular(pool, body, asked.on)) };
};

/** What branch and committee resolve on an applicant: his age, whether they may, whom they may name. */
export const resolvingLookups: Readonly<Record<string, Lookup>> = {
  apply: candidate,
  nominate: candidate,
  preReview: candidate,
  confirmIdentity: candidate,
  decideActivist: async (pool, state, asked, vault) => {
    const { rows } = await pool.query<{ has: boolean }>('SELECT has_committee AS has FROM organisation WHERE id = $1', [state.unit]);
    return { hasCommittee: rows[0]?.has ?? false, ...(await decidedBy(pool, state, asked, vault)) };
  },
  recommend: decidedBy,
  decideApproval: async (pool, state, asked, vault) => {
    const found = await votedAbove(pool, state, asked, vault);
    return { ...found, ...(await irregular(pool, found.above?.body ?? state.committee, asked.on)) };
  },
  appointContacts: branchAmong('contacts'),
  replaceContact: branchAmong('contacts'),
  confirmIntroducers: branchAmong('introducers'),
  replaceIntroducer: async (pool, state, asked, vault) => ({
    ...(await branchAmong('introducers')(pool, state, asked, vault)),
    ...(await untoldOf(pool, state)),
  }),
  voidForm: untoldOf,
  recordVote: async (pool, state, asked, vault) => ({
    ...(await candidate(pool, state, asked, vault)),
    ...(await irregular(pool, state.unit, asked.on)),
    ...(await votersThen(pool, state, asked)),
    eligible: await eligibleAmong(pool, (state.book as AdmissionBook).introducers, asked.on),
  }),
};
