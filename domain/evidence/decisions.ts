/**
 * Facts that decide about a person: the log signs a checkpoint as soon as one of them is numbered. Everything else waits for the next of them, five
 * minutes at most.
 */
const DECISIONS: ReadonlySet<string> = new Set([
  'activistDecided',
  'voteHeld',
  'meetingClosed',
  'noticeCompleted',
  'objectionRuled',
  'objectionSettled',
  'contestSettled',
  'approvalDecided',
  'secondLookAnswered',
  'refusalFinal',
  'numberIssued',
  'certificateIssued',
  'transferred',
  'returned',
  'suspended',
  'caseEnded',
]);

export const isDecision = (factKind: string): boolean => DECISIONS.has(factKind);
