/** Quorum: who must be there before anything is put to the vote. Integers only: 2/3 of 7 is never a decimal. */
import { z } from 'zod';

/**
 * A share of a base. `strict`: more than the share (超过/不满 exclude the number); not strict: at least the share
 * (以上/届满 include it), Civil Code art. 1259.
 */
export const Fraction = z
  .strictObject({
    num: z.int({ error: '比例的分子应为整数' }).min(1, { error: '比例的分子应至少为 1' }),
    den: z.int({ error: '比例的分母应为整数' }).min(1, { error: '比例的分母应至少为 1' }).max(1000, { error: '比例的分母不超过 1000' }),
    strict: z.boolean({ error: '请注明是“超过”还是“达到”该比例' }),
  })
  .refine(({ num, den }) => num <= den, { error: '比例不能大于 1，请核对分子和分母' });
export type Fraction = Readonly<z.infer<typeof Fraction>>;

/** More than half (超过半数): exactly half does not suffice. */
export const MORE_THAN_HALF: Fraction = { num: 1, den: 2, strict: true };
/** Half or more (半数以上). */
export const HALF_OR_MORE: Fraction = { num: 1, den: 2, strict: false };
/** Two thirds or more (三分之二以上). */
export const TWO_THIRDS: Fraction = { num: 2, den: 3, strict: false };

/** Persons, not papers: `entitled` may vote (应到会有表决权的人数, E), `present` are those of them who attend (P). */
export interface Roll {
  entitled: number;
  present: number;
}

/** Whether `count` out of `base` reaches the share. With nobody in the base nothing is ever reached. */
export function meets(count: number, base: number, share: Fraction): boolean {
  if (base <= 0) return false;
  const [left, right] = [count * share.den, base * share.num];
  return share.strict ? left > right : left >= right;
}

/** The fewest that reach the share of `base`, for "needs 6 of 10". A strict whole (more than all) gives base + 1: out of reach. */
export function fewest(base: number, share: Fraction): number {
  const product = base * share.num;
  const below = (product - (product % share.den)) / share.den;
  return share.strict || product % share.den !== 0 || base <= 0 ? below + 1 : below;
}

/** Whether enough of those entitled attend. Written opinions of absent members never make a quorum. */
export const hasQuorum = (roll: Roll, quorum: Fraction): boolean => meets(roll.present, roll.entitled, quorum);
