import { ageOn } from '../domain/calendar/day';
import { isOnNotice } from '../domain/case/hanging';
import type { MachineState } from '../domain/case/state';
import { joinedIn } from '../domain/occasions/joint';
import type { OccasionBook } from '../domain/occasions/tell';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idAt, idsAt } from './lookup-ids';
import { admissionLookups } from './lookups-admission';
import { annulmentLookups } from './lookups-annulment';
import { asBranch, bodyOf, convened, votersThen } from './lookups-branch';
import { competitionLookups } from './lookups-competition';
import { contestLookups } from './lookups-contest';
import { decisionLookups, votedAbove } from './lookups-decision';
import { electionLookups } from './lookups-election';
import { interestedHands } from './lookups-hands';
import { joiningLookups } from './lookups-joining';
import { closings, convenedAgain, untoldOf } from './lookups-meeting';
import { noticeLookups } from './lookups-notice';
import { recommendationLookups } from './lookups-recommendation';
import { selectionLookups } from './lookups-selection';
import { standingLookups } from './lookups-standing';
import { voteLookups } from './lookups-vote';
import { isMinorOn } from './minors';
import { approversOf, eligibleAmong, votersOf } from './rights';
import type { Vault } from './sealed';
import { termOver } from './terms';

interface PersonRow {
  birth: string;
  league: string;
}

const candidate: Lookup = async (pool, state, { on }) => {
  const { rows } = await pool.query<PersonRow & { others: string }>(
    `SELECT birth, league, (SELECT count(*) FROM case_row c WHERE c.subject_id = p.id AND c.procedure = 'admission' AND c.phase <> 'ended' AND c.id <> $2) AS others FROM person p WHERE id = $1`,
    [state.subject, state.id],
  );
  const row = rows[0];
  if (!row) return {};
  const age = ageOn(row.birth, on);
  return { ageYears: age, isMember: row.league === 'member', otherOpenCase: Number(row.others) > 0, isMinor: isMinorOn(row.birth, on) };
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

/** Said only where it is so: no committee of the tree is above that of the case. */
const topmost = async (pool: Client, committee: string): Promise<Found> => {
  const found = await upward(pool, committee);
  return found && found.higher === undefined ? { topmost: true } : {};
};

/** Who decides as the branch: whether it is one, and whether the body's term is over. */
const decidedBy: Lookup = async (pool, state, asked, vault) => {
  const found = await asBranch(pool, state, asked, vault);
  const body = typeof found.actedBy === 'string' ? found.actedBy : state.unit;
  return { ...found, ...(await irregular(pool, body, asked.on)) };
};

export interface Upward {
  readonly kind: string;
  readonly closed: boolean;
  /** Nearest committee above that may approve members. */
  readonly committee?: string;
  readonly higher?: string;
  readonly overlays: readonly string[];
  readonly region: string;
}

/** What a unit inherits from the tree above it: its approving committee, the one above that, local rules, calendar region. */
export const upward = async (pool: Client, unit: string): Promise<Upward | undefined> => {
  const { rows } = await pool.query<{
    id: string;
    kind: string;
    approves: boolean;
    overlay: string | null;
    region: string;
    closed_on: string | null;
  }>(
    `SELECT o.id, o.kind, o.approves, o.overlay, o.region, o.closed_on FROM organisation u JOIN organisation o ON u.path LIKE o.path || '%' WHERE u.id = $1 ORDER BY length(o.path)`,
    [unit],
  );
  const own = rows.at(-1);
  if (!own) return undefined;
  const above = rows.slice(0, -1).reverse();
  const committees = [...(own.kind.includes('committee') ? [own] : []), ...above.filter((org) => org.kind.includes('committee'))];
  const approving = committees.findIndex((org) => org.approves);
  const committee = committees[approving]?.id ?? committees.at(-1)?.id;
  const higher = approving >= 0 ? committees[approving + 1]?.id : undefined;
  return {
    kind: own.kind,
    closed: own.closed_on !== null,
    ...(committee ? { committee } : {}),
    ...(higher ? { higher } : {}),
    overlays: rows.flatMap((org) => (org.overlay ? [org.overlay] : [])),
    region: own.region,
  };
};

const lookups: Readonly<Record<string, Lookup>> = {
  ...admissionLookups,
  ...annulmentLookups,
  ...competitionLookups,
  ...contestLookups,
  ...decisionLookups,
  ...electionLookups,
  ...joiningLookups,
  ...noticeLookups,
  ...recommendationLookups,
  ...selectionLookups,
  ...standingLookups,
  ...voteLookups,
  apply: candidate,
  nominate: candidate,
  preReview: candidate,
  ...closings((pool, state, asked, vault) => evidenceFor(pool, state, asked, vault)),
  conveneMeeting: convenedAgain('meeting', convened),
  conveneDecision: convenedAgain('decision'),
  decideActivist: async (pool, state, asked, vault) => {
    const { rows } = await pool.query<{ has: boolean }>('SELECT has_committee AS has FROM organisation WHERE id = $1', [state.unit]);
    return { hasCommittee: rows[0]?.has ?? false, ...(await decidedBy(pool, state, asked, vault)) };
  },
  recommend: decidedBy,
  decideApproval: async (pool, state, asked, vault) => {
    const found = await votedAbove(pool, state, asked, vault);
    return { ...found, ...(await irregular(pool, found.above?.body ?? state.committee, asked.on)) };
  },
  giveConsent: async (_pool, { unit }, { body }) => ((body as { consent?: unknown }).consent === 'publication' ? { unit } : {}),
  withdrawConsent: async (_pool, { transfer }, { body }) =>
    transfer && (body as { consent?: unknown }).consent === 'transfer' ? { endsTransfer: true } : {},
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
  requestTransfer: async (pool, state, { body }) => {
    const to = await upward(pool, idAt(body, 'toUnit'));
    const known = { toCommittee: to?.committee, toHigher: to?.higher, isBranch: to?.kind === 'branch' && !to.closed };
    const gone = state.transfer && (await upward(pool, state.transfer.to))?.closed;
    return { ...known, ...(gone ? { pendingClosed: true } : {}), ...(await untoldOf(pool, state)) };
  },
  acceptTransfer: async (pool, state) => ({
    ...(state.transfer ? await topmost(pool, state.transfer.toCommittee) : {}),
    ...(isOnNotice(state) ? { namesDown: true } : {}),
    ...(await untoldOf(pool, state)),
  }),
  fileApproval: async (pool, state, { body }) => ({
    ...(await topmost(pool, state.committee)),
    ...(body.result === 'returned' ? { asksBack: true } : {}),
  }),
  enterOpinion: async (pool, state, { on }) => ({
    entitled: await votersOf(pool, joinedIn(state as MachineState<OccasionBook>) ?? [state.unit], on),
  }),
  takeRoll: async (pool, state, asked) => {
    const { on } = asked;
    const { kind = '' } = state.book as { kind?: string };
    if (kind === 'recommendation') return { takenOn: on, entitled: (await votersOf(pool, [state.unit], on)).sort() };
    if (kind === 'branch') {
      const { units, ...size } = await bodyOf(pool, state as MachineState<OccasionBook>, on);
      return { takenOn: on, entitled: (await votersOf(pool, units, on)).sort(), ...size };
    }
    return { takenOn: on, entitled: await approversOf(pool, state.committee, on) };
  },
};

/** What an act rests on, looked up on its day and carried along as dated evidence. Ages in full years only, never a birth date. */
export const evidenceFor = async (pool: Client, state: MachineState, asked: Asked, vault: Vault): Promise<Found> => {
  const lookup = lookups[asked.kind];
  try {
    const found = lookup ? await lookup(pool, state, asked, vault) : {};
    return { ...found, ...(await interestedHands(pool, state, asked, vault)) };
  } catch (error) {
    // A mistyped id (not a uuid) is the sender's mistake, judged by the act's schema; everything else is ours.
    if ((error as { code?: string }).code === '22P02') return {};
    throw error;
  }
};
