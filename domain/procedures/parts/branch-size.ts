import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';
import type { Statute } from '../../law/statute';

/**
 * Looked up where a branch decides: its members on that day (with or without rights), and the unit above in whose office the actor does the work of a branch
 * that has too few of them. Absent in commands of earlier releases.
 */
export const BranchFound = z.object({ members: z.int().optional(), actedBy: z.uuid().optional() });
export type BranchFound = z.infer<typeof BranchFound>;

/** As many branches as may meet as one. */
export const MOST_JOINED = 100;

/** Key of the evidence that such a fact keeps: who decided in the place of the branch. */
export const ACTED_BY = 'actedBy';

/** The refusal of what a branch would decide that is none (charter, art. 22). */
export const tooFew = (members: number, least: number, at: Pick<Refusal, 'pointer'> = {}): Refusal =>
  refuse(
    'branch-too-small',
    `团员 ${members} 人, 不足 ${least} 人, 不成其为支部, 不能作出支部的决定`,
    `${members} members of at least ${least}: that is no branch, and decides nothing as one`,
    [
      '由所属团总支或上级团委代办; 支部大会由其召集邻近支部联合召开 (conveneMeeting 的 branches)',
      'The general branch or the committee above does it; it convenes the meeting of a joint branch (branches of conveneMeeting)',
    ],
    { ...at, clause: 'charter.branch' },
  );

/** A law from before the figure asks for no number. */
const leastOf = ({ figures }: Pick<Statute, 'figures'>): number | undefined => {
  const value = figures['branch.membersMin']?.value;
  return typeof value === 'number' ? value : undefined;
};

/** Of an act by which a branch decides. How many it had on a day long past the register cannot tell: of what is brought in from paper nothing is said. */
export const notABranch = (
  statute: Pick<Statute, 'figures'>,
  { members, actedBy }: BranchFound,
  imported: boolean | undefined,
): Refusal | undefined => {
  const least = leastOf(statute);
  if (imported || least === undefined || members === undefined) return undefined;
  if (members < least) return actedBy === undefined ? tooFew(members, least, { pointer: '/actor' }) : undefined;
  return actedBy === undefined
    ? undefined
    : refuse(
        'branch-acts-itself',
        `该日本支部有团员 ${members} 人, 由支部自己办理`,
        `On that day the branch has ${members} members and acts itself`,
        ['由支部办理, 或填写团员不足之日', 'Let the branch act, or give a day on which it had too few'],
        { pointer: '/on', clause: 'charter.branch' },
      );
};

/**
 * Of a vote on paper: the minutes themselves list fewer entitled than a branch has members, and so does the register of that day. Where they differ, people
 * have moved since, and nobody can say.
 */
export const votedByTooFew = (statute: Pick<Statute, 'figures'>, members: number | undefined, entitled: number): Refusal | undefined => {
  const least = leastOf(statute);
  return least !== undefined && members !== undefined && Math.max(members, entitled) < least
    ? tooFew(Math.max(members, entitled), least, { pointer: '/body/entitled' })
    : undefined;
};
