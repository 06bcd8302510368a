import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';

/**
 * Looked up with the act: the other candidacies of the same post that hold one of its places, whether the person is on probation in the League, and the
 * candidacies of other posts in which he is on trial. Absent in commands of earlier releases.
 */
export const Taken = z.object({
  taken: z.array(z.string()).optional(),
  probation: z.boolean().optional(),
  leaves: z.array(z.string()).optional(),
});
export type Taken = z.infer<typeof Taken>;

/** No more are agreed to, or appointed, than the motion has posts: 超职数配备 is a violation of its own (公务员法第一百零六条). */
export const postsFilled = (posts: number | undefined, taken: readonly string[] | undefined, pointer: string): Refusal | undefined =>
  posts === undefined || taken === undefined || taken.length < posts
    ? undefined
    : refuse(
        'posts-filled',
        `该职位动议职数为 ${posts} 名, 已有 ${taken.length} 人讨论通过或已任职, 再增加即超职数配备`,
        `The motion has ${posts} post(s), and ${taken.length} other(s) are agreed to or appointed already: one more would exceed them`,
        [
          '对本人选表态不同意或缓议; 要改任本人选的, 须先对已通过的人选复议、由纪检人员退回或终止其程序',
          'Disagree or defer on this one; to choose this one instead, the other is first decided on anew, sent back by an inspector, or ended',
        ],
        { pointer, clause: 'cadre.analysis' },
      );
