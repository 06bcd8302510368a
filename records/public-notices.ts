import type { Pool } from 'pg';
import type { OccasionBook } from '../domain/occasions/tell';

export interface CurrentNotice {
  readonly id: string;
  readonly unit: string;
  readonly postedOn: string;
  readonly end: string;
  readonly provisional: boolean;
  readonly names: readonly { readonly entry: string; readonly name: string; readonly unit: string; readonly step?: string }[];
  readonly contact?: string;
}

interface Row {
  readonly id: string;
  readonly unit: string;
  readonly contact: string | null;
  readonly state: { readonly book: OccasionBook };
}

/**
 * What hangs now for everybody: names and units only. Whoever has taken back the consent to be named is not named, and a notice that is over is gone.
 * `id`: one of them.
 */
export const currentNotices = async (pool: Pool, id?: string): Promise<CurrentNotice[]> => {
  const { rows } = await pool.query<Row>(
    `SELECT c.id, o.name AS unit, o.contact, c.state FROM case_row c JOIN organisation o ON o.id = c.unit_id
     WHERE c.procedure = 'notice' AND c.phase <> 'ended' AND c.state -> 'book' ->> 'kind' = 'public' AND ($1::uuid IS NULL OR c.id = $1) ORDER BY c.opened_on DESC LIMIT 500`,
    [id ?? null],
  );
  const hanging = rows.map((row) => ({
    row,
    entries: Object.entries(row.state.book.entries).filter(([, { status }]) => ['told', 'held'].includes(status)),
  }));
  const { rows: people } = await pool.query<{ id: string; name: string; unit: string; step: string | null }>(
    `SELECT c.id, p.name, o.name AS unit, CASE WHEN c.procedure = 'admission' THEN c.state -> 'book' -> 'notice' ->> 'step' END AS step
     FROM case_row c JOIN person p ON p.id = c.subject_id JOIN organisation o ON o.id = c.unit_id
     WHERE c.id = ANY($1::uuid[]) AND (c.state -> 'consents' -> 'publication' ->> 'withdrawn') IS NULL`,
    [hanging.flatMap(({ entries }) => entries.map(([entry]) => entry))],
  );
  const byCase = new Map(people.map((one) => [one.id, one]));
  return hanging.flatMap(({ row, entries }) => {
    const [first] = entries;
    if (!first) return [];
    const named = entries.flatMap(([entry]) => {
      const one = byCase.get(entry);
      return one ? [{ entry, name: one.name, unit: one.unit, ...(one.step ? { step: one.step } : {}) }] : [];
    });
    return [
      {
        id: row.id,
        unit: row.unit,
        postedOn: first[1].postedOn ?? '',
        end:
          entries
            .map(([, { end }]) => end ?? '')
            .sort()
            .at(-1) ?? '',
        provisional: entries.some(([, { provisional }]) => provisional === true),
        names: named,
        ...(row.contact ? { contact: row.contact } : {}),
      },
    ];
  });
};
