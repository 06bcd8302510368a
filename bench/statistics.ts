export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One round of one measure: the floor is taken before and after the product, so that a machine that slows down slows both. */
export interface Round {
  readonly before: number;
  readonly product: number;
  readonly after: number;
}

/** Medians over rounds. `noise` is floor against floor in the same rounds: what a ratio of two equal things looked like. */
export const summary = (rounds: readonly Round[]) => {
  const ratios = rounds.map(({ before, product, after }) => product / ((before + after) / 2));
  return {
    product: median(rounds.map((round) => round.product)),
    floor: median(rounds.map(({ before, after }) => (before + after) / 2)),
    ratio: median(ratios),
    noise: median(rounds.map(({ before, after }) => after / before)),
    spread: [Math.min(...ratios), Math.max(...ratios)] as const,
  };
};
