import { z } from 'zod';
import { type Refusal, refuse } from './refusal';

/** Another meeting at which a case was voted on and whose minutes are still open; looked up, absent where there is none. */
export const Untold = z.object({ meeting: z.string(), on: z.string() });
export type Untold = z.infer<typeof Untold>;

/** Of a meeting that is convened: the first of its cases on which another one has voted. */
export const UntoldAt = Untold.extend({ index: z.int() });
export type UntoldAt = z.infer<typeof UntoldAt>;

const CLOSE_IT = [
  '先结束那次会议、形成记录 (closeMeeting 或 closeDecision), 表决结果随即记入本案',
  'Close that meeting first (closeMeeting or closeDecision): the case then has its result',
] as const;

/** Nobody is voted on a second time while the first vote waits for its minutes: what failed once is not passed beside it. */
export const votedElsewhere = ({ meeting, on }: Untold, pointer: string, clause: string): Refusal =>
  refuse(
    'voted-elsewhere',
    `本案已在另一次会议表决 (${on}, 会议 ${meeting}), 该会议尚未形成记录`,
    `Another meeting has voted on this case (${on}, meeting ${meeting}), and its minutes are still open`,
    CLOSE_IT,
    { pointer, clause },
  );

/** Of what would send the case away, or back, under a vote that its minutes have not told yet: it would be lost, and a failed one evaded. */
export const Standing = z.object({ untold: Untold.optional() });

export const voteUntold = ({ untold }: z.infer<typeof Standing>, clause: string): Refusal | undefined =>
  untold &&
  refuse(
    'vote-untold',
    `会议已对本案表决 (${untold.on}, 会议 ${untold.meeting}), 尚未形成记录, 不能转接、退回或终止`,
    `A meeting has voted on this case (${untold.on}, meeting ${untold.meeting}); until its minutes are closed it is neither transferred, nor sent back, nor ended`,
    CLOSE_IT,
    { pointer: '/kind', clause },
  );
