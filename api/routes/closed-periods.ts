import type { PoolClient } from 'pg';
import { mayKeep } from '../../domain/authority/reach';
import { addDays, diffDays } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { refuse } from '../../domain/case/refusal';
import { closedPeriodRoutes } from '../../domain/contract/closed-periods';
import { clauseOf, numberOf } from '../../domain/law/statute';
import { appendLog } from '../../records/log';
import {
  closedAt,
  cutPeriod,
  declarePeriod,
  findPeriod,
  overlapping,
  type PeriodRow,
  periodsOf,
} from '../../records/standing/closed-periods';
import { statuteFor } from '../../records/statutes';
import { upward } from '../../records/upward';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { findOrganisation } from '../organisations';
import { badField, forbidden, notFound, Refused } from '../problem';

const MOST = 'closed.mostDays';

const view = (row: PeriodRow) => ({
  id: row.id,
  at: { id: row.org_id, name: row.org_name },
  closed: row.closed,
  from: row.since,
  until: row.until,
  why: row.why,
});

const notYours = () =>
  forbidden(
    '停办期由本单位书记、组织干事或管理员登记',
    'A closed period is declared by the unit’s own secretary or officer, or an administrator at or above it',
  );

const overlaps = () =>
  new Refused(
    refuse(
      'overlaps',
      '本单位在这些日期已有登记',
      'The unit has said something of these days already',
      ['先缩短已有的停办期', 'Cut the other period short first'],
      { pointer: '/from' },
    ),
  );

const noPeriod = () => notFound('没有这个停办期', 'There is no such closed period');

export const closedPeriods = ({ database }: ApiDeps) => {
  const { pool } = database;

  /** How long one period may be at most where the unit stands. */
  const refuseTooLong = async (tx: PoolClient, unit: string, days: number): Promise<void> => {
    const above = await upward(tx, unit);
    if (!above) throw noPeriod();
    const statute = statuteFor('admission', above.overlays, seedCalendar(above.region));
    const most = numberOf(statute, MOST);
    if (days > most)
      throw new Refused(
        refuse(
          'too-long',
          `一次停办期最长 ${most} 天`,
          `A closed period has ${most} days at most`,
          ['缩短日期, 到期前再登记', 'Give fewer days, and declare another before it ends'],
          { pointer: '/until', clause: clauseOf(statute, MOST) },
        ),
      );
  };

  return moduleOf(closedPeriodRoutes, {
    listClosedPeriods: async ({ params, who, today }) => {
      const org = await findOrganisation(pool, who, params.id);
      const rows = await periodsOf(pool, org.path, today);
      const effective = (await closedAt(pool, [org.id])).get(org.id) ?? [];
      return { items: rows.map(view), effective: effective.filter(({ until }) => until >= today) };
    },

    declareClosedPeriod: async ({ params, body, who, tx, now, today }) => {
      const org = await findOrganisation(tx, who, params.id, true);
      if (!mayKeep(who, 'season', org.path)) throw notYours();
      if (org.closed_on !== null) throw badField('/id', '该组织已撤销', 'The organisation is closed', 'path');
      if (body.from < today) throw badField('/from', '停办期从今天或以后开始', 'A closed period begins today or later');
      await refuseTooLong(tx, org.id, diffDays(body.from, body.until) + 1);
      if (await overlapping(tx, org.id, body.from, body.until)) throw overlaps();
      const period = { org: org.id, closed: body.closed, from: body.from, until: body.until };
      const id = await declarePeriod(tx, { ...period, why: body.why, by: who.personId, at: now });
      await appendLog(tx, { at: now, kind: 'closed-period-declared', personId: who.personId, body: { id, ...period } });
      const row = await findPeriod(tx, id);
      if (!row) throw noPeriod();
      return view(row);
    },

    cutClosedPeriod: async ({ params, body, who, tx, now, today }) => {
      const row = await findPeriod(tx, params.id, true);
      const org = row && (await findOrganisation(tx, who, row.org_id).catch(() => undefined));
      if (!row || !org) throw noPeriod();
      if (!mayKeep(who, 'season', org.path)) throw notYours();
      if (row.until < today)
        throw new Refused(
          refuse('already-ended', '停办期已经结束', 'The period is over already', ['无需再办', 'Nothing remains to be done']),
        );
      const until = body.until ?? addDays(today, -1);
      if (until >= row.until) throw badField('/until', `应早于原来的最后一天 ${row.until}`, `Give a day before ${row.until}`);
      if (until < addDays(today, -1)) throw badField('/until', '不能早于昨天', 'It cannot end before yesterday');
      await cutPeriod(tx, row.id, until, now);
      await appendLog(tx, { at: now, kind: 'closed-period-cut', personId: who.personId, body: { id: row.id, org: row.org_id, until } });
      return view({ ...row, until });
    },
  });
};
