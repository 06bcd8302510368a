import type { Who } from '../../domain/authority/who';
import { bulletinRoutes } from '../../domain/contract/bulletin';
import type { ReasonCode } from '../../domain/standing/reasons';
import { type BulletinRow, countedMonths, monthSoFar, monthsOfBulletin } from '../../records/standing/bulletin';
import { monthOf, monthsBefore } from '../../records/standing/months';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { type Bulletin, bulletinPaper } from '../print/bulletin';
import { printedCheckpoint } from '../print/page';
import { notFound } from '../problem';
import { SECRET, sightOf } from '../sight';

const DEFAULT_MONTHS = 6;

const sumOf = (rows: readonly BulletinRow[]) => {
  const stalled = rows.filter(({ reason }) => reason !== '');
  const total = (list: readonly BulletinRow[], of: 'cases' | 'overdue') => list.reduce((sum, row) => sum + row[of], 0);
  const reasons: Partial<Record<ReasonCode, number>> = {};
  for (const { reason, cases } of stalled) reasons[reason as ReasonCode] = (reasons[reason as ReasonCode] ?? 0) + cases;
  return {
    open: total(rows, 'cases'),
    stalled: total(stalled, 'cases'),
    overdue: total(rows, 'overdue'),
    longestDays: Math.max(0, ...stalled.map(({ longest }) => longest)),
    reasons,
  };
};

export const bulletin = ({ database }: ApiDeps) => {
  const { pool } = database;

  const bulletinOf = async (
    who: Who,
    { org, months: count = DEFAULT_MONTHS }: { org: string; months?: number },
    today: string,
  ): Promise<Bulletin> => {
    const { paths } = sightOf(who);
    const found = await findOrganisation(pool, who, org);
    // Whoever only sees that it is there (the chain above) reads no bulletin of it.
    if (!paths.some((path) => found.path.startsWith(path))) throw notFound('没有这个组织', 'There is no such organisation');
    const month = monthOf(today);
    const past = monthsBefore(month, count - 1);
    const asked = { org: found, secret: SECRET };
    const [counted, before, running, checkpoint] = await Promise.all([
      countedMonths(pool, past),
      monthsOfBulletin(pool, asked, past),
      monthSoFar(pool, asked, month, today),
      printedCheckpoint(pool),
    ]);
    const rows = [...before, ...running];
    const names = await namesOf(
      pool,
      [],
      rows.map(({ unit_id }) => unit_id),
    );
    const months = [...past, month];
    const items = months.flatMap((one) => {
      const units = [...new Set(rows.filter((row) => row.month === one).map(({ unit_id }) => unit_id))].map((id) => names.organisation(id));
      return units
        .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN') || (a.id < b.id ? -1 : 1))
        .map((unit) => ({ month: one, unit, ...sumOf(rows.filter((row) => row.month === one && row.unit_id === unit.id)) }));
    });
    return {
      organisation: { id: found.id, name: found.name },
      asOf: today,
      months,
      pending: past.filter((one) => !counted.has(one)),
      totals: months.map((one) => ({ month: one, ...sumOf(rows.filter((row) => row.month === one)) })),
      items,
      ...(checkpoint ? { checkpoint } : {}),
    };
  };

  return moduleOf(bulletinRoutes, {
    readBulletin: async ({ query, who, today }) => bulletinOf(who, query, today),

    printBulletin: async ({ query, who, today, reply }) => {
      const page = bulletinPaper(await bulletinOf(who, query, today));
      reply.serializer((body: unknown) => body as string).type('text/html; charset=utf-8');
      return page;
    },
  });
};
