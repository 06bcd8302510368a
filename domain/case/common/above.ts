import { z } from 'zod';
import { hasQuorum } from '../../ballots/quorum';
import { clauseOf, type Statute, shareOf } from '../../law/statute';
import type { Command } from '../command';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';

/** A committee that is passed over: how many of its members there are, and how many of them are recused in the case. */
const Level = z.object({ body: z.string(), entitled: z.number().int(), recused: z.number().int() });

/** Looked up with a vote of another committee than the case's own: the committee that votes, and those from the case's own one up to it. */
export const Above = z.object({ above: z.object({ body: z.string(), passed: z.array(Level) }).optional() });
export type Above = z.infer<typeof Above>;

/** Who speaks for a vote, and at which level he signs: for the committee above it is the level above. */
export const VOTE_SPEAKERS = {
  seats: ['committee-approver', 'committee-officer', 'higher-officer'],
  signs: { 'committee-approver': 'committee', 'committee-officer': 'committee', 'higher-officer': 'higher' },
} as const;

/** The committee above votes only where each one below it could not: recusals leave it without a quorum, however many come (因回避达不到法定人数). */
export const lowerDecides = (statute: Statute, figure: string, { above }: Above): Refusal | undefined => {
  const quorum = shareOf(statute, figure);
  const able = above?.passed.some(({ entitled, recused }) => recused === 0 || hasQuorum({ entitled, present: entitled - recused }, quorum));
  return able
    ? refuse(
        'lower-body-decides',
        '下级委员会除去须回避的成员仍能达到法定人数, 由其表决, 上一级不能代为决定',
        'Without those who are recused the committee below still has a quorum: it decides, not the one above',
        [
          '由本案所在的委员会开会; 因回避确实无法达到法定人数的, 才由上一级决定',
          'Let the committee of the case meet; only recusals that leave it no quorum bring the case up',
        ],
        { pointer: '/body/case', clause: clauseOf(statute, figure) },
      )
    : undefined;
};

/** Asked by the case itself: who speaks from above must stand above it, with nobody between who could decide. */
export const notAbove = (
  state: Pick<MachineState, 'committee'>,
  statute: Statute,
  figure: string,
  { above }: Above,
  { actor }: Pick<Command, 'actor'>,
): Refusal | undefined => {
  const stands = above ? above.passed[0]?.body === state.committee : actor.seat !== 'higher-officer';
  return stands
    ? lowerDecides(statute, figure, { above })
    : refuse(
        'forbidden',
        '表决的机关不是本案所在委员会, 也不是其上级',
        'The committee that votes is neither the one of the case nor above it',
        ['由本案所在的委员会表决', 'Let the committee of the case vote'],
        { pointer: '/actor', clause: clauseOf(statute, figure) },
      );
};
