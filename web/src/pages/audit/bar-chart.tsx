import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Series {
  readonly name: string;
  /** Name of a colour of the page, e.g. `--who-rule`. */
  readonly colour: string;
  readonly values: readonly number[];
}

interface Props {
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** Pieces of one bar, or bars side by side. */
  readonly stacked: boolean;
}

const root = document.documentElement;
/** The page's theme and size of text: colours are read anew when they change. */
const watchLook = (changed: () => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'data-size'] });
  return () => observer.disconnect();
};
const look = () => `${root.dataset.theme} ${root.dataset.size}`;

const ROW_PX = 38;

/** The library keeps a slow phone busy for a second: the words and the tables are there before it is begun. */
const WORDS_FIRST_MS = 300;
let library: Promise<typeof import('./echarts')> | undefined;
const drawing = () => {
  library ??= new Promise((resolve) => setTimeout(resolve, WORDS_FIRST_MS)).then(() => import('./echarts'));
  return library;
};

/** Lying bars: names of stages and units are long, and a phone is narrow. Its table says the same, so readers of screens skip the drawing. */
export function BarChart({ title, categories, series, stacked }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSyncExternalStore(watchLook, look);
  const height = 36 + categories.length * ROW_PX * (stacked ? 1 : Math.max(1, series.length * 0.6));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look is read from the page, and the chart is drawn anew when it changes.
  useEffect(() => {
    let stop = (): void => undefined;
    let gone = false;
    void drawing().then(({ init }) => {
      if (gone || !place.current) return;
      const chart = init(place.current, undefined, { renderer: 'svg' });
      chart.setOption(optionOf({ categories, series, stacked }));
      const fit = new ResizeObserver(() => chart.resize());
      fit.observe(place.current);
      stop = () => {
        fit.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      stop();
    };
  }, [categories, series, stacked, seen]);
  return (
    <div aria-hidden="true" className="chart" data-title={title}>
      <ul className="plain age-words">
        {series.map(({ name, colour }) => (
          <li key={name}>
            <svg className="key" viewBox="0 0 10 10" aria-hidden="true">
              <rect width="10" height="10" fill={`var(${colour})`} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div ref={place} style={{ height }} />
    </div>
  );
}

const optionOf = ({ categories, series, stacked }: Omit<Props, 'title'>) => {
  const styles = getComputedStyle(root);
  const colour = (name: string): string => styles.getPropertyValue(name).trim();
  const [ink, line, card] = [colour('--ink'), colour('--line'), colour('--card')];
  const sums = categories.map((_, row) =>
    series.reduce((sum, { values }) => (stacked ? sum + (values[row] ?? 0) : Math.max(sum, values[row] ?? 0)), 0),
  );
  const most = Math.max(1, ...sums);
  const size = Number.parseFloat(styles.fontSize) * 0.85;
  return {
    animation: false,
    textStyle: { color: ink, fontSize: size, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 36, top: 4, bottom: 8, outerBounds: { left: 0 }, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink, fontSize: size }, splitLine: { lineStyle: { color: line } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: ink, fontSize: size, width: 116, overflow: 'truncate' },
    },
    series: series.map(({ name, colour: fill, values }) => ({
      type: 'bar',
      name,
      ...(stacked ? { stack: 'all' } : {}),
      barMaxWidth: 22,
      itemStyle: { color: colour(fill), borderColor: card, borderWidth: 1 },
      label: { show: true, position: stacked ? 'inside' : 'right', color: stacked ? card : ink, fontSize: size, formatter: roomy(most) },
      data: [...values],
    })),
  };
};

/** A number that would not fit into its piece stands in the table alone. */
const roomy =
  (most: number) =>
  ({ value }: { readonly value: unknown }): string =>
    Number(value) / most < 0.05 ? '' : String(value);
