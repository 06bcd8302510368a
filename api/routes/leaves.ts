import type { PoolClient } from 'pg';
import { isInspection } from '../../domain/authority/inspection';
import { mayKeep, reachPaths } from '../../domain/authority/reach';
import type { Held, Who } from '../../domain/authority/who';
import { addDays, type Day, dayAfter, maxDay } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { leaveRoutes } from '../../domain/contract/leaves';
import { holdingsAhead } from '../../records/accounts';
import { appendLog } from '../../records/log';
import { cutStaffLeave, enterStaffLeave, findStaffLeave, type StaffLeaveRow, staffLeaves } from '../../records/staff-leaves';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { findHolding, mayEndHolding } from '../holdings';
import { moduleOf } from '../module';
import { under } from '../organisations';
import { findPerson } from '../people';
import { forbidden, notFound, Refused } from '../problem';
import { vacanciesWithout } from '../vacancies-view';

/** Later than any day of a holding. */
const NEVER = '9999-12-31';

const view = (row: StaffLeaveRow) => ({
  id: row.id,
  person: { id: row.person_id, name: row.name },
  since: row.since,
  ...(row.until ? { until: row.until } : {}),
});

const noLeave = () => notFound('没有这次请假', 'There is no such leave');

const inspectorsOwn = () =>
  new Refused(
    refuse(
      'inspectors-seat',
      '监督人员的请假由其监督机构负责人登记',
      'The leave of an inspector is entered by the head of the inspection office',
      ['请监督机构负责人登记 (inspector-leaves)', 'Ask the head of the office (inspector-leaves)'],
      { pointer: '/personId', clause: 'project.inspection' },
    ),
  );

const noRole = () =>
  new Refused(
    refuse(
      'no-role',
      '此人不任任何岗位, 无需登记请假',
      'The person holds no role: there is no leave to enter',
      ['核对人员', 'Check the person'],
      { pointer: '/personId' },
    ),
  );

/** One's own leave, or that of somebody all of whose roles lie below an administrator. */
const mayEnter = (who: Who, person: string, holdings: readonly Held[]): boolean =>
  who.personId === person || (holdings.length > 0 && holdings.every(({ path }) => mayKeep(who, 'leave', path)));

const notYours = () =>
  forbidden(
    '请假由本人, 或其所有任职单位的管理员登记',
    'Leave is entered by the person, or an administrator of every unit that he serves',
    '/personId',
  );

export const leaves = ({ database }: ApiDeps) => {
  const { pool } = database;

  const theirs = async (tx: PoolClient, who: Who, person: string, today: Day): Promise<void> => {
    const holdings = await holdingsAhead(tx, person, today);
    if (!mayEnter(who, person, holdings)) throw notYours();
    if (holdings.some(isInspection)) throw inspectorsOwn();
    if (holdings.length === 0) throw noRole();
  };

  return moduleOf(leaveRoutes, {
    listStaffLeaves: async ({ query, who, today }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const sight = { self: who.personId, under: under(reachPaths(who)), today, person: query.person };
      const rows = await staffLeaves(pool, sight, readCursor(query.after, 'uuid'), limit);
      return pageFrom(rows, limit, (row) => [row.since, row.id], view);
    },

    enterStaffLeave: async ({ body, who, tx, now, today }) => {
      const person = await findPerson(tx, who, body.personId);
      await theirs(tx, who, person.id, today);
      const away = { person: person.id, since: body.since, until: body.until ?? NEVER };
      const vacant = await vacanciesWithout(tx, who, away, today);
      if (body.preview) return { result: 'would' as const, vacant };
      const id = await enterStaffLeave(tx, { person: person.id, since: body.since, until: body.until, by: who.personId });
      await appendLog(tx, {
        at: now,
        kind: 'staff-leave-entered',
        personId: who.personId,
        body: { id, of: person.id, since: body.since, ...(body.until ? { until: body.until } : {}), vacant: vacant.total },
      });
      const leave = await findStaffLeave(tx, id);
      if (!leave) throw noLeave();
      return { result: 'done' as const, leave: view(leave), vacant };
    },

    endStaffLeave: async ({ params, who, tx, now, today }) => {
      const leave = await findStaffLeave(tx, params.id, true);
      const seen = leave && (await findPerson(tx, who, leave.person_id).catch(() => undefined));
      if (!leave || !seen) throw noLeave();
      if (!mayEnter(who, leave.person_id, await holdingsAhead(tx, leave.person_id, today))) throw notYours();
      if (leave.until !== null && leave.until < today)
        throw new Refused(
          refuse('already-ended', '请假已经结束', 'The leave has ended already', ['无需再办', 'Nothing remains to be done']),
        );
      await appendLog(tx, { at: now, kind: 'staff-leave-ended', personId: who.personId, body: { id: leave.id, of: leave.person_id } });
      return view(await cutStaffLeave(tx, leave, today));
    },

    simulateEndRole: async ({ params, query, who, today }) => {
      const { row, org } = await findHolding(pool, who, params.id);
      const until = query.until ?? addDays(today, -1);
      await mayEndHolding(pool, who, row, org, until, today);
      return vacanciesWithout(pool, who, { holding: row.id, since: maxDay(today, dayAfter(until)), until: NEVER }, today);
    },
  });
};
