import type { BallotRule } from '../../../../domain/ballots/majority';
import type { Fraction } from '../../../../domain/ballots/quorum';
import type { ProcedureView } from '../../api/contract';

const ruleOf = (procedure: ProcedureView, prefix: string): BallotRule | undefined => {
  const figure = (name: string): unknown => procedure.figures.find(({ key }) => key === `${prefix}${name}`)?.value;
  const [quorum, majority] = [figure('Quorum') as Fraction | undefined, figure('Majority') as Fraction | undefined];
  return quorum && majority ? { quorum, majority, base: figure('Base') === 'present' ? 'present' : 'eligible' } : undefined;
};

/** Whose figures a meeting counts by. */
export const procedureOfMeeting = (kind: string): string => (kind === 'recommendation' ? 'party-recommendation' : 'admission');

const PREFIX: Readonly<Record<string, string>> = { approval: 'admission.approval', recommendation: 'party-recommendation.meeting' };

/** Quorum, majority and base of a meeting, out of the pack's figures: the desk counts by them as the case will. */
export const lawOfMeeting = (procedure: ProcedureView, kind: string): BallotRule | undefined =>
  ruleOf(procedure, PREFIX[kind] ?? 'admission.branch');

export const lawOfDecision = (procedure: ProcedureView): BallotRule | undefined => ruleOf(procedure, 'cadre.decision');
