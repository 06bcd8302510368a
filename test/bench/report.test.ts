import { type Figure, verdict } from '../../bench/report';

const figure = (measure: string, ratio: number | undefined, noise: number): Figure => ({
  measure,
  unit: 'ms',
  product: 1,
  ...(ratio === undefined ? {} : { ratio }),
  noise,
  limit: { of: 'ratio', most: 1.25 },
});

describe('the verdict over a run', () => {
  it('holds when every limit is met, and only then', () => {
    expect(verdict([figure('a', 1.25, 1)]).ok).toBe(true);
    expect(verdict([figure('a', 1.2, 1), figure('b', 1.26, 1)])).toEqual({
      ok: false,
      text: 'check: 2 limits, 1 missed: b (ratio <= 1.25)',
    });
  });

  it('says when noise could explain a miss, and still counts it', () => {
    expect(verdict([figure('a', 1.3, 0.8)])).toEqual({ ok: false, text: 'check: 1 limits, 1 missed: a (ratio <= 1.25; within the noise)' });
  });

  it('fails for a figure that could not be measured and for a run without limits', () => {
    expect(verdict([figure('a', undefined, 1)]).ok).toBe(false);
    expect(verdict([figure('a', Number.NaN, 1)]).ok).toBe(false);
    expect(verdict([{ measure: 'cpu', unit: 'ms', product: 1 }]).ok).toBe(false);
  });
});
