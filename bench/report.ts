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

/**
 * What `--check` says: the limits that were missed, by name, and which of them the noise could explain. A run that measured no limit has checked nothing,
 * and a figure that could not be measured is a limit missed.
 */
export const verdict = (figures: readonly Figure[]): { readonly ok: boolean; readonly text: string } => {
  const limited = figures.filter(({ limit }) => limit);
  const missed = limited.filter((figure) => passes(figure) === false);
  const said = missed.map((figure) => `${figure.measure} (${limitText(figure)}${isUnsure(figure) ? '; within the noise' : ''})`);
  const text = `check: ${limited.length} limits, ${missed.length} missed${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
  return { ok: limited.length > 0 && missed.length === 0, text };
};

/** The ratio lies nearer to its limit than floor against floor to one. */
const isUnsure = ({ limit, ratio, noise }: Figure): boolean => {
  const bound = limit?.least ?? limit?.most;
  if (limit?.of !== 'ratio' || ratio === undefined || noise === undefined || bound === undefined) return false;
  return Math.abs(Math.log(ratio / bound)) < Math.abs(Math.log(noise));
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
