import { z } from 'zod';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { MOST_JOINED, tooFew } from '../procedures/parts/branch-size';
import type { OccasionBook } from './tell';

/** The branches of a joint meeting (联合支部): their members are its roll. Named by the unit above that convenes it. */
export const Branches = z.array(z.uuid()).min(1).max(MOST_JOINED);

/**
 * Looked up when a branch meeting is convened: how many members the body has on that day, and how many a branch needs by the laws of the cases (absent where
 * none of them asks). Of one that a unit above convenes also whose members vote together, and which of what was named is not lawful there.
 */
export const Body = z.object({
  members: z.int().optional(),
  least: z.int().optional(),
  joined: z.array(z.uuid()).optional(),
  /** Index of the first named branch that is closed, no branch, or not below the unit. */
  stranger: z.int().optional(),
  /** Index of the first case whose branch is not among them. */
  outside: z.int().optional(),
  /** Index of the first case whose branch has members enough, though others would vote with it. */
  itself: z.int().optional(),
});
type Found = z.infer<typeof Body>;

/** The body is too small to be a branch, alone or joined; as of the day of the roll once more. */
export const tooSmall = ({ members, least }: Pick<Found, 'members' | 'least'>, pointer: string): Refusal | undefined =>
  members !== undefined && least !== undefined && members < least ? tooFew(members, least, { pointer }) : undefined;

/** Whether what was named makes a body that may vote on these cases. */
export const wrongBody = (named: readonly string[] | undefined, found: Found): Refusal | undefined => {
  const { joined, stranger, outside, itself } = found;
  const clause = 'charter.branch';
  if (joined === undefined)
    return named
      ? refuse(
          'not-above',
          '联合支部大会由团总支或上级团委召集',
          'The meeting of a joint branch is convened by the general branch or the committee above',
          ['由上级单位召集, 或删去 branches', 'Let the unit above convene it, or leave out branches'],
          { pointer: '/body/branches', clause },
        )
      : tooSmall(found, '/unit');
  if (joined.length === 0 || joined.length > MOST_JOINED)
    return refuse(
      'branches-missing',
      '团委召集联合支部大会, 须写明由哪些支部的团员参加; 所属支部过多的团总支也须写明',
      'A committee that convenes the meeting of a joint branch names its branches, and so does a general branch with too many of them',
      ['在 branches 中列出这些支部', 'List them under branches'],
      { pointer: '/body/branches', clause },
    );
  if (stranger !== undefined)
    return refuse(
      'wrong-unit',
      '联合的须是本单位之下、没有撤销的团支部',
      'Only branches below the unit that are not closed meet as one',
      ['从所属支部中选择', 'Choose among its branches'],
      { pointer: `/body/branches/${stranger}`, clause },
    );
  if (outside !== undefined)
    return refuse(
      'not-joined',
      '此案所在支部不在联合的支部之中',
      'The branch of this case is not among those that meet',
      ['把该支部列入 branches', 'Add that branch to branches'],
      { pointer: `/body/cases/${outside}`, clause },
    );
  if (itself !== undefined)
    return refuse(
      'own-branch-votes',
      '此案所在支部团员足数, 由本支部大会表决',
      'The branch of this case has members enough: its own meeting votes',
      [
        '由该支部召集支部大会; 其事项已转办给本单位的, branches 只写该支部',
        'Let that branch convene its meeting; where its work was laid on this unit, name that branch alone',
      ],
      { pointer: `/body/cases/${itself}`, clause },
    );
  return tooSmall(found, '/body/branches');
};

/** Whose members vote; undefined for a meeting of one branch. */
export const joinedIn = (state: MachineState<OccasionBook>): string[] | undefined => state.book.detail.joined as string[] | undefined;

/** Looked up when a joint meeting is closed: whoever closes it carries the branch's vote to the cases, and has signed in one of them at another level. */
export const Closing = z.object({ signed: z.boolean().optional() });
export type Closing = z.infer<typeof Closing>;

/** Said before the minutes are closed: the case would refuse to hear the vote from him, and it would have to be held again. */
export const signedAbove = (): Refusal =>
  refuse(
    'already-signed',
    '您已在其中一案的另一级签过, 不能再以支部名义报送表决结果',
    'You have signed in one of these cases at another level, and cannot bring it the vote of the branch',
    ['由本单位其他任职人员结束会议', 'Let a colleague of the same unit close the meeting'],
    { pointer: '/actor', clause: 'project.four-eyes' },
  );
