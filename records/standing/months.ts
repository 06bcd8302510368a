import type { Pool } from 'pg';
import { addDays, addMonths, type Day, dayOf } from '../../domain/calendar/day';
import type { Fact } from '../../domain/case/fact';
import type { MachineState } from '../../domain/case/state';
import { procedureOf } from '../../domain/procedures';
import { type Stood, stoodOn } from '../../domain/standing/history';
import { orderedTasks } from '../../domain/standing/holder';
import { daysOf, reasonsOf } from '../../domain/standing/reasons';
import { chairKey, chairOf } from '../../domain/standing/vacancy';
import { transaction } from '../database';
import { lawsOf, type Statutes } from '../statutes';
import { emptyChairs } from './vacancies';

/** Months that are kept, counted back from the last one that is over. */
export const MONTHS_KEPT = 12;
const PAGE = 200;

export const monthOf = (day: Day): string => day.slice(0, 7);
const firstOf = (month: string): Day => `${month}-01`;
export const lastDayOf = (month: string): Day => addDays(addMonths(firstOf(month), 1), -1);
export const monthsBefore = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => monthOf(addMonths(firstOf(month), index - count)));

interface Count {
  readonly month: string;
  readonly unit: string;
  readonly procedure: string;
  readonly reason: string;
  cases: number;
  overdue: number;
  longest: number;
}

interface Ledger {
  readonly id: string;
  readonly procedure: string;
  readonly origin: MachineState;
  readonly facts: readonly Fact[];
}

/** Adds how the cases of a page stood at the end of each month. System faults leave no history and blame nobody: they are not in it. */
const count = async (pool: Pool, statutes: Statutes, ledgers: readonly Ledger[], months: readonly string[], counts: Map<string, Count>) => {
  const law = await lawsOf(statutes, ledgers);
  const days = months.map(lastDayOf);
  const histories = ledgers.map((one) => ({ ...one, stood: stoodOn(procedureOf(one.procedure), one.origin, one.facts, law, days) }));
  for (const [index, day] of days.entries()) {
    const open = histories.flatMap(({ procedure, stood }) => {
      const one = stood.get(day);
      return one && one.state.phase !== 'ended' ? [{ procedure, ...one }] : [];
    });
    const chairs = open.flatMap(({ procedure, state, statute }) =>
      orderedTasks(procedureOf(procedure), state, statute).flatMap((task) => chairOf(task) ?? []),
    );
    const empty = await emptyChairs(pool, chairs, day);
    for (const one of open) add(counts, months[index] ?? '', day, one, empty);
  }
};

const add = (
  counts: Map<string, Count>,
  month: string,
  day: Day,
  { procedure, state, statute, doneOn }: Stood & { readonly procedure: string },
  empty: ReadonlySet<string>,
): void => {
  const reasons = reasonsOf({
    procedure: procedureOf(procedure),
    state,
    statute,
    today: day,
    doneOn,
    isVacant: (task) => {
      const chair = chairOf(task);
      return chair !== undefined && empty.has(chairKey(chair));
    },
  });
  const [first] = reasons;
  const reason = first?.code ?? '';
  const key = [month, state.unit, procedure, reason].join(' ');
  const counted = counts.get(key) ?? { month, unit: state.unit, procedure, reason, cases: 0, overdue: 0, longest: 0 };
  counted.cases += 1;
  if (reasons.some(({ code }) => code === 'overdue')) counted.overdue += 1;
  if (first) counted.longest = Math.max(counted.longest, daysOf(first, day));
  counts.set(key, counted);
};

/** Cases that were opened within (after, until] and had begun by the last of the months. */
const OPENED = `SELECT id, procedure, origin FROM case_row WHERE subject_kind = 'case' AND opened_at > $1 AND opened_at <= $2 AND opened_on <= $3
  AND (ended_on IS NULL OR ended_on >= $4) AND id > $5 ORDER BY id LIMIT ${PAGE}`;

const NEVER = new Date(0);
/** What was opened within the last minute may still be on its way into the table. */
const SETTLED_MS = 60_000;

/** Cases of the months that are not counted yet, all of them or those that were brought in since; nothing is written before all are counted. */
const countOpened = async (
  { pool, statutes }: { readonly pool: Pool; readonly statutes: Statutes },
  months: readonly string[],
  after: Date,
  until: Date,
  goesOn: () => boolean,
): Promise<Count[] | undefined> => {
  const counts = new Map<string, Count>();
  const [first, last] = [firstOf(months[0] ?? ''), lastDayOf(months.at(-1) ?? '')];
  for (let id = '00000000-0000-0000-0000-000000000000'; goesOn(); ) {
    const { rows } = await pool.query<Omit<Ledger, 'facts'>>(OPENED, [after, until, last, first, id]);
    const facts = await pool.query<{ case_id: string; fact: Fact }>(
      'SELECT case_id, fact FROM fact WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, seq',
      [rows.map((row) => row.id)],
    );
    const byCase = new Map<string, Fact[]>(rows.map((row) => [row.id, []]));
    for (const { case_id, fact } of facts.rows) byCase.get(case_id)?.push(fact);
    const ledgers = rows.map((row) => ({ ...row, facts: byCase.get(row.id) ?? [] }));
    await count(pool, statutes, ledgers, months, counts);
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return [...counts.values()];
    id = end.id;
  }
  return undefined;
};

/** Whoever else has counted the same meanwhile keeps its count. */
const keep = (pool: Pool, months: readonly string[], after: Date, until: Date, counts: readonly Count[]): Promise<void> =>
  transaction(pool, async (client) => {
    const { rows } = await client.query<{ month: string }>(
      `INSERT INTO standing_month_made (month, until) SELECT m, $3 FROM unnest($1::text[]) AS m
       ON CONFLICT (month) DO UPDATE SET until = EXCLUDED.until WHERE standing_month_made.until = $2 RETURNING month`,
      [months, after, until],
    );
    const mine = new Set(rows.map(({ month }) => month));
    await client.query(
      `INSERT INTO standing_month AS s (month, unit_id, procedure, reason, cases, overdue, longest)
       SELECT c.month, c.unit, c.procedure, c.reason, c.cases, c.overdue, c.longest
       FROM jsonb_to_recordset($1::jsonb) AS c(month text, unit uuid, procedure text, reason text, cases int, overdue int, longest int)
       ON CONFLICT (month, unit_id, procedure, reason) DO UPDATE SET cases = s.cases + EXCLUDED.cases, overdue = s.overdue + EXCLUDED.overdue,
         longest = GREATEST(s.longest, EXCLUDED.longest)`,
      [JSON.stringify(counts.filter(({ month }) => mine.has(month)))],
    );
  });

/**
 * Counts, for each month that is over, how its cases stood at its end: once for all of them, and again for those alone that were brought in from paper since.
 *
 * @returns whether anything was counted
 */
export const countMonths = async (
  deps: { readonly pool: Pool; readonly statutes: Statutes },
  now: number,
  goesOn: () => boolean = () => true,
): Promise<boolean> => {
  const months = monthsBefore(monthOf(dayOf(now)), MONTHS_KEPT);
  const { rows } = await deps.pool.query<{ month: string; until: Date }>('SELECT month, until FROM standing_month_made');
  const made = new Map(rows.map(({ month, until }) => [month, until]));
  const until = new Date(now - SETTLED_MS);
  const since = (month: string): number => (made.get(month) ?? NEVER).getTime();
  let counted = false;
  for (const after of new Set(months.map(since))) {
    const group = months.filter((month) => since(month) === after);
    if (after > 0 && !(await isBehind(deps.pool, new Date(after), lastDayOf(group.at(-1) ?? '')))) continue;
    const counts = await countOpened(deps, group, new Date(after), until, goesOn);
    if (!counts) return counted;
    await keep(deps.pool, group, new Date(after), until, counts);
    counted = true;
  }
  return counted;
};

const isBehind = async (pool: Pool, after: Date, last: Day): Promise<boolean> =>
  ((await pool.query(`SELECT 1 FROM case_row WHERE subject_kind = 'case' AND opened_at > $1 AND opened_on <= $2 LIMIT 1`, [after, last]))
    .rowCount ?? 0) > 0;
