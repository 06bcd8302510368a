import type { MachineState } from '../domain/case/state';
import type { Asked, Client, Found, Lookup } from './lookup';
import { admissionLookups } from './lookups-admission';
import { annulmentLookups } from './lookups-annulment';
import { convened } from './lookups-branch';
import { competitionLookups } from './lookups-competition';
import { contestLookups } from './lookups-contest';
import { decisionLookups } from './lookups-decision';
import { electionLookups } from './lookups-election';
import { interestedHands } from './lookups-hands';
import { joiningLookups } from './lookups-joining';
import { closings, convenedAgain } from './lookups-meeting';
import { noticeLookups } from './lookups-notice';
import { recommendationLookups } from './lookups-recommendation';
import { resolvingLookups } from './lookups-resolving';
import { rollLookups } from './lookups-roll';
import { selectionLookups } from './lookups-selection';
import { sessionLookups } from './lookups-session';
import { standingLookups } from './lookups-standing';
import { transferLookups } from './lookups-transfer';
import { voteLookups } from './lookups-vote';
import type { Vault } from './sealed';

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
  ...resolvingLookups,
  ...rollLookups,
  ...selectionLookups,
  ...sessionLookups,
  ...standingLookups,
  ...transferLookups,
  ...voteLookups,
  ...closings((pool, state, asked, vault) => evidenceFor(pool, state, asked, vault)),
  conveneMeeting: convenedAgain('meeting', convened),
  conveneDecision: convenedAgain('decision'),
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
