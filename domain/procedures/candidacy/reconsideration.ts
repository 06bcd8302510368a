import { meets } from '../../ballots/quorum';
import type { Fact } from '../../case/fact';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, type Statute, shareOf } from '../../law/statute';
import type { CandidacyBook } from './book';

type Decided = Pick<CandidacyBook, 'decision' | 'taken'>;

/** A body has said yes or no to this person for this post. What was postponed (缓议) is not decided. */
export const isTaken = ({ decision, taken }: Decided): boolean =>
  taken !== undefined || (decision !== undefined && decision.result !== 'postponed');

/** Deciding once more on what was decided (复议): only when more than half of the members agree to it. */
export const notReconsidered = (statute: Statute, counts: { entitled: number; reconsider?: number | undefined }): Refusal | undefined =>
  counts.reconsider !== undefined && meets(counts.reconsider, counts.entitled, shareOf(statute, 'cadre.reconsiderMajority'))
    ? undefined
    : refuse(
        'no-reconsideration',
        '对该人选任该职务已经作出决定 (由经办单位退回、重新列入考察对象的也算), 复议须超过半数成员同意',
        'This person was decided on for this post (sent back by an officer, or named once more, makes no difference); deciding again needs more than half of the members',
        [
          '会上先就是否复议表决, 填写 reconsider (同意复议的人数); 依据确有问题的, 由纪检人员核查后退回',
          'Let the members vote on reconsidering and fill in reconsider (how many agreed); where what was decided on is wrong, an inspector sends it back',
        ],
        { pointer: '/body/reconsider', clause: clauseOf(statute, 'cadre.reconsiderMajority') },
      );

/**
 * What was decided on has changed in law: an inspector's return or veto, an objection or an investigation that was founded, or the record of the decision
 * itself did not stand. The body then decides again, and freely; whatever an officer or an administrator sends back is a reconsideration.
 */
export const changedInLaw = (fact: Fact, { taken }: Decided): boolean => {
  const { body } = fact;
  switch (fact.kind) {
    case 'verdictGiven':
      return body.verdict === 'return' || body.verdict === 'veto';
    case 'objectionSettled':
      return body.ruling !== 'go-on';
    case 'investigationSettled':
      return body.result === 'founded' || body.backTo !== undefined;
    case 'contestSettled':
      return body.stands === false && body.seq === taken?.seq;
    default:
      return false;
  }
};
