/** One line of the result. `limit` absent: measured because it explains the others. */
export interface Figure {
  readonly measure: string;
  readonly unit: string;
  readonly product: number;
  readonly floor?: number;
  readonly ratio?: number;
  /** Floor against floor in the same rounds. */
  readonly noise?: number;
  /** Smallest and largest ratio of a round. */
  readonly spread?: readonly [number, number];
  readonly limit?: { readonly of: 'ratio' | 'product'; readonly least?: number; readonly most?: number };
  readonly note?: string;
}

export const passes = ({ limit, ...figure }: Figure): boolean | undefined => {
  if (!limit) return undefined;
  const value = figure[limit.of];
  return value !== undefined && value >= (limit.least ?? Number.NEGATIVE_INFINITY) && value <= (limit.most ?? Number.POSITIVE_INFINITY);
};

const round = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(4));

export const jsonLine = (figure: Figure): string =>
  JSON.stringify({
    measure: figure.measure,
    product: round(figure.product),
    floor: round(figure.floor),
    ratio: round(figure.ratio),
    noise: round(figure.noise),
    unit: figure.unit,
    ...(figure.spread && { spread: figure.spread.map(round) }),
    ...(figure.limit && { limit: limitText(figure), pass: passes(figure) }),
    ...(figure.note && { note: figure.note }),
  });

const limitText = ({ limit }: Figure): string =>
  limit ? `${limit.of} ${limit.least === undefined ? `<= ${limit.most}` : `>= ${limit.least}`}` : '';

const shown = (value: number | undefined): string => (value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** A table that a person can read, the notes below it. */
export const table = (figures: readonly Figure[]): string => {
  const head = ['measure', 'product', 'floor', 'ratio', 'noise', 'rounds', 'limit', ''];
  const rows = figures.map((figure) => {
    const pass = passes(figure);
    const spread = figure.spread ? `${shown(figure.spread[0])}-${shown(figure.spread[1])}` : '';
    return [
      `${figure.measure} (${figure.unit})`,
      shown(figure.product),
      shown(figure.floor),
      shown(figure.ratio),
      shown(figure.noise),
      spread,
      limitText(figure),
      pass === undefined ? '' : pass ? 'pass' : 'FAIL',
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const notes = figures.flatMap(({ measure, note }) => (note ? [`${measure}: ${note}`] : []));
  return [line(head), ...rows.map(line), '', ...notes].join('\n');
};
