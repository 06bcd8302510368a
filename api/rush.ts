import type { z } from 'zod';
import { rushCitation, rushFigure, rushSentence, rushThresholds } from '../domain/audit/rush';
import { type Day, diffDays } from '../domain/calendar/day';
import type { auditRoutes } from '../domain/contract/audit';
import { type RushAsked, rushFindings } from '../records/audit/rush';
import { pageFrom, readCursor } from './cursor';
import type { ApiDeps } from './deps';
import { namesOf } from './names';
import { badField } from './problem';

const LONGEST_DAYS = 1097;

type Query = z.output<Extract<(typeof auditRoutes)[number], { operationId: 'listRushFindings' }>['query']>;

/** This year so far, unless a period is given. */
const periodOf = ({ from, to }: Pick<Query, 'from' | 'to'>, today: Day): { from: Day; to: Day } => {
  const until = to ?? today;
  const since = from ?? `${until.slice(0, 4)}-01-01`;
  if (since > until)
    throw badField('/from', '起始日不能晚于截止日, 请改正', 'The first day is not after the last one: correct it', 'query');
  if (diffDays(since, until) > LONGEST_DAYS)
    throw badField('/from', '期间不超过三年, 请分段查询', 'The period is three years at most: ask in parts', 'query');
  return { from: since, to: until };
};

/** A page of marks of rush admission, each with its cases and in words. */
export const rushPage = async (
  { database: { pool } }: ApiDeps,
  within: Pick<RushAsked, 'paths' | 'unitPath'>,
  query: Query,
  today: Day,
) => {
  const limit = query.limit ?? 50;
  const asked = { ...within, ...periodOf(query, today), ...(query.kind ? { kind: query.kind } : {}) };
  const rows = await rushFindings(pool, asked, rushThresholds(), readCursor(query.after, 'uuid'), limit);
  const names = await namesOf(
    pool,
    rows.flatMap(({ people }) => people),
    rows.map(({ unit_id }) => unit_id),
  );
  return pageFrom(
    rows,
    limit,
    (row) => [row.on, row.id],
    ({ kind, id, on, unit_id, count, of, topic, cases, ...row }) => {
      const people = row.people.map((person) => names.person(person));
      const unit = unit_id ? names.organisation(unit_id) : undefined;
      const figure = rushFigure(kind);
      const said = { on, count, of, unit: unit?.name ?? '', people: people.map(({ name }) => name), ...(topic ? { topic } : {}) };
      return {
        id,
        kind,
        on,
        ...(unit ? { unit } : {}),
        people,
        count,
        of,
        cases: [...cases],
        ...(figure ? { figure } : {}),
        citation: rushCitation(kind),
        sentence: rushSentence(kind, said),
      };
    },
  );
};
