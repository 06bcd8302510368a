import { z } from 'zod';

/** What the motion (动议) lays down for the post; every candidacy carries it along. */
export const Plan = z.strictObject({
  /** Change of term (换届) or a single promotion (个别提拔任职): it decides which comes first, talks or meeting. */
  occasion: z.enum(['single', 'term']),
  /** Posts to be filled now. */
  posts: z.number().int().min(1).max(30),
  /** In a single promotion the meeting may come first. */
  order: z.enum(['talks-first', 'meeting-first']),
  route: z.enum(['recommendation', 'competition']),
  /** Exceptional promotion (破格): the higher organisation department agrees before the decision. */
  exceptional: z.boolean(),
  /** Skipping a rank (越级): it agrees before the inspection. */
  skipsRank: z.boolean(),
  /** A League post that a higher or same-level League committee helps to manage (团干部协管). */
  leaguePost: z.enum(['none', 'secretary', 'deputy', 'standing']),
  /** Dual management (双重管理): who decides when the co-manager disagrees depends on the kind of post. */
  dualManaged: z.enum(['none', 'head', 'deputy']),
  /** Promoted to a post that is not elected: one year of probation. */
  probation: z.boolean(),
});
export type Plan = z.infer<typeof Plan>;
