import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, numberOf, type Statute } from '../../law/statute';

/** Members of the branch on that day, and those of them recommended this year and neither voted down nor lapsed. This one is not among them. */
export const Shared = z.object({ members: z.number().int().min(0), recommended: z.number().int().min(0) });
export type Shared = z.infer<typeof Shared>;

/** Normally at most a fifth of the branch in a year; the committee may agree to more, with its reason. */
export const shareAllows = (statute: Statute, { members, recommended }: Shared): Refusal | undefined => {
  const percent = numberOf(statute, 'party-recommendation.sharePercent');
  return (recommended + 1) * 100 <= members * percent
    ? undefined
    : refuse(
        'share-limit',
        `本支部团员 ${members} 人, 今年已推荐 ${recommended} 人, 一般不超过百分之 ${percent}`,
        `${recommended} of ${members} members are recommended this year; normally at most ${percent} %`,
        ['由基层团委附书面理由 (reason) 同意', 'The committee agrees with a written reason (reason)'],
        { clause: clauseOf(statute, 'party-recommendation.sharePercent') },
      );
};
