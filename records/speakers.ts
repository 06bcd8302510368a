import { mayRecordFor, seatsIn, sitsAbove } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import { actOf } from '../domain/case/acts';
import type { PaperRef, Party } from '../domain/case/command';
import type { Telling } from '../domain/case/telling';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from './places';

/** Papers of an occasion serve under the kinds that its cases ask for: one talk sheet is each one's talk record. */
const SERVES: Readonly<Record<string, string>> = {
  recordTalk: 'talk-record',
  preReview: 'pre-review-opinion',
  recordVote: 'minutes',
  recordRecommendation: 'minutes',
  decideApproval: 'approval-opinion',
  recordDecision: 'minutes',
};

/** The papers of an occasion, as a case is told of them. */
export const papersTold = (command: string, papers: readonly PaperRef[]): PaperRef[] => {
  const serves = SERVES[command];
  return papers.map((paper) => (serves && !papers.some(({ kind }) => kind === serves) ? { ...paper, kind: serves } : paper));
};

/** A committee that votes in the place of one below it is spoken for by those who sit there; whether it may vote the case judges. */
const fromAbove = ({ place }: CaseAt, actor: Who | undefined, recorder: Who | undefined, committee: string) =>
  actor && recorder && [actor, recorder].every((one) => sitsAbove(one, place, committee))
    ? {
        actor: { id: actor.personId, seat: 'higher-officer' as const },
        recorder: { id: recorder.personId, seat: 'higher-officer' as const },
      }
    : undefined;

/**
 * Whoever holds the occasion must have a lawful seat in each case that it names: a branch cannot put another branch's applicant on its notice. `committee`:
 * that of the occasion, by which a vote is known that the one above the case's own takes.
 */
export const speakers = (
  found: CaseAt,
  telling: Pick<Telling, 'command' | 'actor' | 'recorder'>,
  actor: Who | undefined,
  recorder: Who | undefined,
  committee: string | undefined,
): { actor: Party; recorder: Party } | undefined => {
  const act = actOf(procedureOf(found.procedure), telling.command);
  if (act?.above && committee !== undefined && committee !== found.place.committeeId) return fromAbove(found, actor, recorder, committee);
  const seats = act?.seats ?? [];
  if (act?.rightless && telling.actor && telling.recorder) return { actor: telling.actor, recorder: telling.recorder };
  const held = actor ? seatsIn(actor, found.place) : [];
  const seat = seats.find((one) => held.includes(one));
  if (!actor || !recorder || !seat) return undefined;
  if (recorder.personId === actor.personId) return { actor: { id: actor.personId, seat }, recorder: { id: actor.personId, seat } };
  if (!mayRecordFor(recorder, seat, found.place)) return undefined;
  return { actor: { id: actor.personId, seat }, recorder: { id: recorder.personId, seat: telling.recorder?.seat ?? seat } };
};
