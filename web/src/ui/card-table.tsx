import type { ReactNode } from 'react';

export interface Column<T> {
  readonly head: string;
  readonly cell: (item: T) => ReactNode;
  /** What the cell holds says by itself what it is: no label beside it on a phone. */
  readonly bare?: true;
}

interface Props<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The first is what a row is about: its title on a phone. */
  readonly columns: readonly Column<T>[];
  /** The id of its heading. */
  readonly labelledBy?: string;
}

/** A table that becomes cards on a phone; there each value stands beside its column's head. */
export const CardTable = <T,>({ items, keyOf, columns, labelledBy }: Props<T>) => (
  <table className="table cards" aria-labelledby={labelledBy}>
    <thead>
      <tr>
        {columns.map(({ head }) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {items.map((item) => (
        <tr key={keyOf(item)}>
          {columns.map(({ head, cell, bare }, index) => (
            <td key={head} data-main={index === 0 || undefined} data-label={index === 0 || bare ? undefined : head}>
              {cell(item)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
