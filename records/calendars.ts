import type { Pool, PoolClient } from 'pg';
import { type Calendar, layered } from '../domain/calendar/calendar';
import { calendarOf, Notice } from '../domain/calendar/notice';
import { SEED_NOTICES, seedCalendar } from '../domain/calendar/seed';

/** The database, or a transaction in its place. */
export interface Source {
  readonly pool: Pick<Pool | PoolClient, 'query'>;
}

export interface StoredNotice {
  readonly notice: Notice;
  /** 0: carried by the program. */
  readonly version: number;
}

/** The newest notice of each year of a region: entered ones before those that the program carries. */
export const noticesOf = async (database: Source, region: string): Promise<StoredNotice[]> => {
  const { rows } = await database.pool.query<{ body: unknown; version: number }>(
    'SELECT DISTINCT ON (year) body, version FROM holiday_notice WHERE region = $1 ORDER BY year, version DESC',
    [region],
  );
  const stored = rows.map(({ body, version }) => ({ notice: Notice.parse(body), version }));
  const entered = new Set(stored.map(({ notice }) => notice.year));
  const seeded = SEED_NOTICES.filter((notice) => notice.region === region && !entered.has(notice.year)).map((notice) => ({
    notice,
    version: 0,
  }));
  return [...seeded, ...stored].sort((a, b) => a.notice.year - b.notice.year);
};

/**
 * The calendar of a region today: the seed with what administrators entered. Its version names both, e.g. `CN-2026/1,2027v1+65-2025/1`.
 * A region without any notice of its own has the national calendar.
 */
export const calendarFor = async (database: Source, region: string): Promise<Calendar> => {
  const seeded = seedCalendar('CN').version;
  const nationalNotices = await noticesOf(database, 'CN');
  const national = calendarOf(
    'CN',
    versionOf(seeded, nationalNotices),
    nationalNotices.map(({ notice }) => notice),
  );
  if (region === 'CN') return national;
  const notices = await noticesOf(database, region);
  if (notices.length === 0) return national;
  const own = seedCalendar(region).version.slice(seeded.length + 1);
  return layered(
    national,
    calendarOf(
      region,
      versionOf(own === '' ? region : own, notices),
      notices.map(({ notice }) => notice),
    ),
  );
};

const versionOf = (seeded: string, notices: readonly StoredNotice[]): string =>
  [seeded, ...notices.filter(({ version }) => version > 0).map(({ notice, version }) => `${notice.year}v${version}`)].join(',');

/** Enters a notice as the newest version of its region and year; earlier ones stay. */
export const enterNotice = async (tx: PoolClient, notice: Notice, by: string, at: number): Promise<number> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`holiday ${notice.region} ${notice.year}`]);
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO holiday_notice (region, year, version, body, uploaded_by, uploaded_at)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4, to_timestamp($5::double precision / 1000) FROM holiday_notice WHERE region = $1 AND year = $2
     RETURNING version`,
    [notice.region, notice.year, JSON.stringify(notice), by, at],
  );
  return rows[0]?.version ?? 1;
};
