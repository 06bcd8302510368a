import type { Pool } from 'pg';
import type { RushKind, rushThresholds } from '../../domain/audit/rush';

export interface RushRow {
  readonly kind: RushKind;
  readonly id: string;
  readonly on: string;
  readonly unit_id: string | null;
  readonly people: readonly string[];
  readonly count: number;
  readonly of: number;
  readonly topic: string | null;
  readonly cases: readonly string[];
}

export interface RushAsked {
  /** Trees in which the reader reads cases. */
  readonly paths: readonly string[];
  readonly unitPath?: string;
  readonly from: string;
  readonly to: string;
  readonly kind?: RushKind;
}

/* The ids are made of what they name, so that a list can be read on while others are added. */
const ID = (...parts: string[]): string => `md5(concat_ws('|', ${parts.join(', ')}))::uuid`;

const SEEN = (unit: string, committee: string): string =>
  `EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE ${unit}.path LIKE p || '%' OR ${committee}.path LIKE p || '%') AND ($2::text IS NULL OR ${unit}.path LIKE $2 || '%')`;

/** Admissions within reach, and the few facts of the period that the marks are made of. `$3`, `$4`: first and last day. */
const FACTS = `mine AS (
    SELECT c.id, c.unit_id, c.subject_id, c.state -> 'book' -> 'introducers' AS introducers FROM case_row c
    JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id WHERE c.procedure = 'admission' AND ${SEEN('u', 'k')}),
  voted AS (SELECT DISTINCT m.id, m.unit_id, m.introducers, f."on" FROM fact f JOIN mine m ON m.id = f.case_id WHERE f.kind = 'voteHeld' AND f."on" BETWEEN $3 AND $4),
  hours AS (
    SELECT m.id, m.unit_id, m.subject_id, h ->> 'on' AS "on", h ->> 'topic' AS topic, (h ->> 'units')::numeric AS units,
      CASE WHEN f.fact ? 'occasion' THEN f.fact -> 'occasion' ->> 'id' ELSE f.case_id || ':' || f.seq END AS source
    FROM fact f JOIN mine m ON m.id = f.case_id, jsonb_array_elements(f.fact -> 'body' -> 'hours') AS h
    WHERE f.kind = 'hoursRecorded' AND f."on" >= $3 AND h ->> 'on' BETWEEN $3 AND $4),
  rolls AS (
    SELECT f.case_id AS meeting, c.unit_id, f."on", p.person::uuid AS person FROM fact f JOIN case_row c ON c.id = f.case_id
    JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id, jsonb_array_elements_text(f.fact -> 'body' -> 'present') AS p(person)
    WHERE f.kind = 'rollTaken' AND f."on" BETWEEN $3 AND $4 AND ${SEEN('u', 'k')}),
  used AS (
    SELECT m.id, l.org_id, l.year, f."on" FROM fact f JOIN mine m ON m.id = f.case_id JOIN quota_reservation r ON r.case_id = m.id AND r.status = 'used'
    JOIN quota_line l ON l.id = r.line_id JOIN organisation o ON o.id = l.org_id
    WHERE f.kind = 'placeUsed' AND f."on" BETWEEN substr($3, 1, 4) || '-01-01' AND $4 AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE o.path LIKE p || '%'))`;

const BATCHES = `SELECT 'same-day-batch' AS kind, ${ID("'batch'", 'unit_id', '"on"')} AS id, "on", unit_id, '{}'::uuid[] AS people, count(*)::int AS count,
    count(*)::int AS of, NULL AS topic, array_agg(id ORDER BY id) AS cases FROM voted GROUP BY unit_id, "on" HAVING count(*) >= $5`;

const PAIRS = `SELECT 'one-pair', ${ID("'pair'", 'v.unit_id', 'v."on"', 'pair::text')}, v."on", v.unit_id, pair, count(*)::int, max(b.n)::int, NULL, array_agg(v.id ORDER BY v.id)
  FROM voted v JOIN (SELECT unit_id, "on", count(*) AS n FROM voted GROUP BY unit_id, "on") b USING (unit_id, "on"),
    LATERAL (SELECT array_agg(i::uuid ORDER BY i) AS pair FROM jsonb_array_elements_text(v.introducers) AS i) p
  WHERE cardinality(pair) > 1 GROUP BY v.unit_id, v."on", pair HAVING count(*) >= $6`;

const CLASSES = `SELECT 'two-at-once', ${ID("'classes'", 'subject_id', '"on"')}, "on", (array_agg(unit_id))[1], ARRAY[subject_id], sum(units)::int, count(DISTINCT source)::int, NULL,
    array_agg(DISTINCT id) FROM hours GROUP BY subject_id, "on" HAVING count(DISTINCT source) > 1 AND sum(units) > $7`;

const MEETINGS = `SELECT 'two-meetings', ${ID("'meetings'", 'person', 'r."on"')}, r."on", (array_agg(r.unit_id ORDER BY r.unit_id))[1], ARRAY[person], count(DISTINCT r.unit_id)::int,
    count(DISTINCT r.meeting)::int, NULL, COALESCE(array_agg(DISTINCT e.case_id) FILTER (WHERE e.case_id IS NOT NULL), '{}')
  FROM rolls r LEFT JOIN occasion_entry e ON e.occasion_id = r.meeting GROUP BY person, r."on" HAVING count(DISTINCT r.unit_id) > 1`;

const REUSED = `SELECT 'reused-hours', ${ID("'reused'", 'subject_id', '"on"', 'topic')}, "on", (array_agg(unit_id))[1], ARRAY[subject_id], count(DISTINCT source)::int, count(*)::int, topic,
    array_agg(DISTINCT id) FROM hours GROUP BY subject_id, "on", topic HAVING count(DISTINCT source) > 1`;

const DECEMBER = `SELECT 'december-quota', ${ID("'december'", 'org_id', 'year')}, max("on"), org_id, '{}'::uuid[], (count(*) FILTER (WHERE december))::int, count(*)::int, NULL,
    array_agg(id ORDER BY id) FILTER (WHERE december)
  FROM (SELECT *, "on" BETWEEN year || '-12-01' AND year || '-12-31' AND "on" >= $3 AS december FROM used) d GROUP BY org_id, year
  HAVING count(*) FILTER (WHERE december) >= $8 AND CASE WHEN $11::boolean THEN count(*) FILTER (WHERE december) * $10::int > count(*) * $9::int
    ELSE count(*) FILTER (WHERE december) * $10::int >= count(*) * $9::int END`;

/** Marks of rush admission within a period, the newest first; one more than asked for, when there are more. */
export const rushFindings = async (
  pool: Pool,
  { paths, unitPath, from, to, kind }: RushAsked,
  { batch, pair, hours, decemberLeast, decemberShare }: ReturnType<typeof rushThresholds>,
  [on, id]: readonly [on?: string, id?: string],
  limit: number,
): Promise<RushRow[]> =>
  (
    await pool.query<RushRow>(
      `WITH ${FACTS}, findings AS (${[BATCHES, PAIRS, CLASSES, MEETINGS, REUSED, DECEMBER].join(' UNION ALL ')})
       SELECT * FROM findings WHERE ($12::text IS NULL OR kind = $12) AND ($13::text IS NULL OR ("on", id) < ($13, $14::uuid)) ORDER BY "on" DESC, id DESC LIMIT $15`,
      [
        ...[paths, unitPath ?? null, from, to, batch, pair, hours, decemberLeast],
        ...[decemberShare.num, decemberShare.den, decemberShare.strict, kind ?? null, on ?? null, id ?? null, limit + 1],
      ],
    )
  ).rows;
