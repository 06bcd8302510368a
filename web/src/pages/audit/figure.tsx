import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart, type Series } from './bar-chart';
import { csvOf } from './csv';
import { useFile } from './use-file';

interface Props {
  readonly title: string;
  readonly lead: string;
  /** What a row is about. */
  readonly head: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly stacked?: boolean;
  /** Columns that the drawing does not show. */
  readonly beside?: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  readonly file: string;
}

/** A drawing, the same as a table beside it, and as a file. */
export function Figure({ title, lead, head, categories, series, stacked = true, beside = [], file }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const columns = useMemo(() => [...series, ...beside].map(({ name, values }) => ({ name, values })), [series, beside]);
  const link = useFile(
    useMemo(
      () =>
        csvOf([
          [head, ...columns.map(({ name }) => name)],
          ...categories.map((category, row) => [category, ...columns.map(({ values }) => values[row] ?? '')]),
        ]),
      [head, columns, categories],
    ),
    'text/csv',
  );
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="soft small">{lead}</p>
      {categories.length === 0 ? (
        <p>{t('charts.none')}</p>
      ) : (
        <div className="figure">
          <BarChart title={title} categories={categories} series={series} stacked={stacked} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls sideways, which the keyboard must be able to do. */}
          {/* biome-ignore lint/a11y/useSemanticElements: a group of a table is no fieldset. */}
          <div className="scroll" tabIndex={0} role="group" aria-label={t('charts.table', { what: title })}>
            <table className="table numbers-table">
              <thead>
                <tr>
                  <th scope="col">{head}</th>
                  {columns.map(({ name }) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {categories.map((category, row) => (
                  <tr key={category}>
                    <th scope="row">{category}</th>
                    {columns.map(({ name, values }) => (
                      <td key={name}>{values[row] ?? '—'}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      <p className="no-print">
        <a className="link" href={link} download={`${file}.csv`}>
          {t('charts.csv', { what: title })}
        </a>
      </p>
    </section>
  );
}
