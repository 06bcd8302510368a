import { ageOn } from '../domain/calendar/day';
import { actOf } from '../domain/case/acts';
import type { MachineState } from '../domain/case/state';
import { DECISION_TELLS } from '../domain/occasions/decision';
import { tellingOf } from '../domain/occasions/meeting';
import { rollOf } from '../domain/occasions/roll';
import type { OccasionBook } from '../domain/occasions/tell';
import { procedureOf } from '../domain/procedures';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import { tallyOf } from './booth/publishing';
import { caseState } from './impartial';
import type { Client, Found, Lookup } from './lookup';
import { idAt } from './lookup-ids';
import { aboveFor, decidedBefore, postsOf } from './lookups-decision';
import { untoldBesides } from './lookups-meeting';
import { interested } from './lookups-selection';
import type { Vault } from './sealed';

/** Whether the case stood, on that day, open at a step to which the vote can be told: nobody is voted on before his turn. */
const standsAt = async (pool: Client, id: string, told: string, on: string): Promise<Found> => {
  const { rows } = await pool.query<{ stands: boolean }>(
    `SELECT c.phase = 'open' AND EXISTS (SELECT 1 FROM jsonb_array_elements(s.body -> 'steps') AS step
       WHERE step ->> 'id' = ANY(c.steps) AND step -> 'acts' ? $2 AND c.state #>> ARRAY['steps', step ->> 'id', 'openedOn'] <= $3) AS stands
     FROM case_row c JOIN statute s ON s.hash = c.statute_hash WHERE c.id = $1`,
    [id === '' ? null : id, told, on],
  );
  return rows[0] ? { atStep: rows[0].stands } : {};
};

/** What the vote of the meeting tells its case. */
const toldAt = ({ procedure, book }: MachineState): string =>
  procedure === 'decision' ? DECISION_TELLS : tellingOf((book as OccasionBook).kind);

/** The act by which the case takes the vote of this meeting. */
const takenBy = (kase: MachineState, meeting: MachineState): ReturnType<typeof actOf> =>
  actOf(procedureOf(kase.procedure), toldAt(meeting));

/** Who has signed the case at another level than the one at which this meeting signs it. */
const signedElsewhere = (kase: MachineState, meeting: MachineState): string[] => {
  const signs = takenBy(kase, meeting)?.signs;
  if (!signs) return [];
  // A committee that votes in the place of one below it signs at the level above.
  const level = typeof signs === 'string' ? signs : signs[meeting.committee === kase.committee ? 'committee-approver' : 'higher-officer'];
  return Object.keys(kase.signed).filter((person) => kase.signed[person] !== level);
};

/**
 * Who is not in the room while one case is voted on: whoever has an interest in it, and where a committee signs by its vote, whoever signed the case at
 * another level; members of a branch vote, they do not sign. They recommend from among themselves: there those who stand vote.
 */
export const outOfTheRoom = async (
  pool: Client,
  vault: Vault,
  meeting: MachineState,
  kase: MachineState | undefined,
  on: string,
): Promise<{ readonly mustLeave?: string[]; readonly signed?: string[] }> => {
  const { kind } = meeting.book as OccasionBook;
  if (kind === 'recommendation') return {};
  if (!kase) return { mustLeave: [] };
  return {
    mustLeave: await interested(pool, vault, rollOf(meeting.book as OccasionBook)?.present ?? [], kase, on),
    ...(kind === 'branch' ? {} : { signed: signedElsewhere(kase, meeting) }),
  };
};

/** What the day of the vote must lie after, by the case's own record; and how old whoever is admitted was on it. */
const timeOf = async (pool: Client, meeting: MachineState, kase: MachineState | undefined, on: string): Promise<Found> => {
  const { kind } = meeting.book as OccasionBook;
  if (kase?.procedure !== 'admission' || !['branch', 'approval'].includes(kind)) return {};
  const { form, resolvedOn } = kase.book as AdmissionBook;
  if (kind === 'approval') return resolvedOn ? { after: resolvedOn } : {};
  const { rows } = await pool.query<{ birth: string }>('SELECT birth FROM person WHERE id = $1', [kase.subject]);
  return {
    ...(form ? { after: form.introducersOn } : {}),
    ...(rows[0] ? { ageYears: ageOn(rows[0].birth, on) } : {}),
  };
};

/** What a vote on one case rests on: its day, its turn, who may not be in the room, what the booth counted. */
const voteOn = async (kase: MachineState | undefined, ...[pool, state, asked, vault]: Parameters<Lookup>): Promise<Found> => {
  const [id, booth] = [idAt(asked.body, 'case'), idAt(asked.body, 'booth')];
  return {
    votedOn: asked.on,
    ...(kase && takenBy(kase, state)?.above ? await aboveFor(pool, vault, kase, state.committee, asked.on) : {}),
    ...(await standsAt(pool, id, toldAt(state), asked.on)),
    ...(await timeOf(pool, state, kase, asked.on)),
    ...(await untoldBesides(pool, state, asked)),
    ...(await outOfTheRoom(pool, vault, state, kase, asked.on)),
    ...(booth === ''
      ? {}
      : { tally: await tallyOf(pool, booth, { occasion: state.id, item: id, since: rollOf(state.book as OccasionBook)?.on }) }),
  };
};

export const voteLookups: Readonly<Record<string, Lookup>> = {
  recordItem: async (pool, state, asked, vault) => voteOn(await caseState(pool, idAt(asked.body, 'case')), pool, state, asked, vault),
  recordStatements: async (pool, state, asked, vault) => {
    const kase = await caseState(pool, idAt(asked.body, 'case'));
    return {
      ...(await voteOn(kase, pool, state, asked, vault)),
      decidedBefore: await decidedBefore(pool, kase),
      ...(await postsOf(pool, kase, state)),
    };
  },
};
