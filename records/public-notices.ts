import type { Pool, PoolClient } from 'pg';
import type { NoticeLine, NoticeOf } from '../domain/occasions/notice-words';
import type { OccasionBook } from '../domain/occasions/tell';

export interface CurrentNotice extends NoticeOf {
  readonly id: string;
  readonly names: readonly (NoticeLine & { readonly entry: string })[];
}

interface Row {
  readonly id: string;
  readonly unit: string;
  readonly contact: string | null;
  readonly state: { readonly book: OccasionBook };
}

interface Line {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly step: string | null;
  readonly post: string | null;
  readonly withdrawn: boolean;
  readonly on: string | null;
}

/** A line, whether its person takes back the consent to be named, and the notice on which the case stands now: none once it has ended or moved on, or while an ending waits. */
export type LineOfCase = NoticeLine & { readonly withdrawn: boolean; readonly on?: string };

/** What a sheet says of each case, by case. Whoever is proposed for a post is named with the unit that he comes from, not with the one that has the post. */
export const noticeLines = async (
  pool: Pick<Pool | PoolClient, 'query'>,
  cases: readonly string[],
): Promise<ReadonlyMap<string, LineOfCase>> => {
  const { rows } = await pool.query<Line>(
    `SELECT c.id, p.name, CASE WHEN c.procedure = 'candidacy' THEN COALESCE(home.name, o.name) ELSE o.name END AS unit, c.state #>> '{book,notice,step}' AS step,
       CASE WHEN c.procedure = 'candidacy' THEN c.state #>> '{book,post}' END AS post, (c.state #>> '{consents,publication,withdrawn}') IS NOT NULL AS withdrawn,
       CASE WHEN c.phase <> 'ended' AND c.state -> 'ending' IS NULL AND c.state #>> '{book,notice,step}' = ANY(c.steps) THEN c.state #>> '{book,notice,occasion}' END AS on
     FROM case_row c JOIN person p ON p.id = c.subject_id JOIN organisation o ON o.id = c.unit_id LEFT JOIN organisation home ON home.id = p.unit_id
     WHERE c.id = ANY($1::uuid[])`,
    [cases],
  );
  return new Map(
    rows.map(({ id, name, unit, step, post, withdrawn, on }) => [
      id,
      { name, unit, ...(step ? { step } : {}), ...(post ? { post } : {}), withdrawn, ...(on ? { on } : {}) },
    ]),
  );
};

/** Where an objection is heard: a branch without a contact of its own gives its committee's. */
export const contactOf = async (pool: Pool, unit: string, committee: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ contact: string | null }>(
    'SELECT COALESCE(o.contact, k.contact) AS contact FROM organisation o, organisation k WHERE o.id = $1 AND k.id = $2',
    [unit, committee],
  );
  return rows[0]?.contact ?? undefined;
};

/**
 * What hangs now for everybody: names and units, and the post that somebody is proposed for, no more. Whoever has taken back the consent to be named, or whose case has left
 * the notice (withdrawn, also by another’s hand; sent back, transferred), is not named, and a notice that is over is gone.
 * `id`: one of them.
 */
export const currentNotices = async (pool: Pool, id?: string): Promise<CurrentNotice[]> => {
  const { rows } = await pool.query<Row>(
    `SELECT c.id, o.name AS unit, COALESCE(o.contact, k.contact) AS contact, c.state
     FROM case_row c JOIN organisation o ON o.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
     WHERE c.procedure = 'notice' AND c.phase <> 'ended' AND c.state -> 'book' ->> 'kind' = 'public' AND ($1::uuid IS NULL OR c.id = $1) ORDER BY c.opened_on DESC LIMIT 500`,
    [id ?? null],
  );
  const hanging = rows.map((row) => ({
    row,
    entries: Object.entries(row.state.book.entries).filter(([, { status }]) => ['told', 'held'].includes(status)),
  }));
  const lines = await noticeLines(
    pool,
    hanging.flatMap(({ entries }) => entries.map(([entry]) => entry)),
  );
  return hanging.flatMap(({ row, entries }) => {
    const [first] = entries;
    if (!first) return [];
    const named = entries.flatMap(([entry]) => {
      const { withdrawn = true, on, ...line } = lines.get(entry) ?? {};
      return withdrawn || on !== row.id ? [] : [{ entry, ...(line as NoticeLine) }];
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
