import type { BallotRule } from '../../../../domain/ballots/majority';
import type { Fraction } from '../../../../domain/ballots/quorum';
import type { ProcedureView } from '../../api/contract';

/** Quorum, majority and base of a meeting, out of the pack's figures: the desk counts by them as the case will. */
export const lawOfMeeting = (procedure: ProcedureView, kind: string): BallotRule | undefined => {
  const prefix = kind === 'approval' ? 'admission.approval' : 'admission.branch';
  const figure = (name: string): unknown => procedure.figures.find(({ key }) => key === `${prefix}${name}`)?.value;
  const [quorum, majority] = [figure('Quorum') as Fraction | undefined, figure('Majority') as Fraction | undefined];
  return quorum && majority ? { quorum, majority, base: figure('Base') === 'present' ? 'present' : 'eligible' } : undefined;
};
