/** An act that another case tells this one, over whatever it does just now: nobody gives it, and so nobody needs a seat for it. */
export const TOLD_BY_A_CASE = {
  seats: ['administrator'],
  via: ['occasion'],
  anywhere: true,
  rightless: true,
  unordered: true,
  phases: ['open', 'held', 'suspended'],
} as const;
