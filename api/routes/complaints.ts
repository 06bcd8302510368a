import { inspectedPaths } from '../../domain/authority/reach';
import { mayReadCase, seatsIn } from '../../domain/authority/seats';
import { holds, type Who, within } from '../../domain/authority/who';
import { dayOf } from '../../domain/calendar/day';
import { deadline } from '../../domain/calendar/workdays';
import { refuse } from '../../domain/case/refusal';
import { complaintRoutes } from '../../domain/contract/complaints';
import { figureCitation, spanOf } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';
import { calendarFor } from '../../records/calendars';
import {
  attachComplaint,
  type ComplaintRow,
  complaintByReceipt,
  complaintsWithin,
  enterComplaint,
  isComplainant,
  nameComplainant,
  readComplaint,
} from '../../records/complaints';
import { conflictsOf } from '../../records/conflicts';
import { caseState, questionOf } from '../../records/impartial';
import { appendLog } from '../../records/log';
import { type CaseAt, findCase } from '../../records/places';
import { statuteFor } from '../../records/statutes';
import { cursorOf, DEFAULT_LIMIT, readInstantCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { visitorOf } from '../guard';
import { moduleOf } from '../module';
import { findPerson } from '../people';
import { badField, forbidden, notFound, Refused } from '../problem';

/** The contacts printed on a notice, and the office itself: whoever takes a complaint by telephone, letter or visit. */
const ENTERS = ['branch-secretary', 'committee-officer', 'inspector'] as const;

const SENTENCES = {
  received: { zh: '已登记, 待受理', en: 'Registered, not yet taken up' },
  accepted: { zh: '已受理, 纪检人员正在核查', en: 'Taken up: inspectors examine it' },
  closed: { zh: '已办结', en: 'Closed' },
} as const;

/** A case about which anybody may complain: not an occasion, and nothing that only inspectors know. */
const isTarget = (found: CaseAt | undefined): found is CaseAt => {
  if (!found) return false;
  const { subject, readers } = procedureOf(found.procedure);
  return subject === 'case' && readers !== 'inspectors';
};

/** Of complaints that are examined together each is answered by itself. */
const answeredOf = ({ id, state }: ComplaintRow): string | undefined => {
  const joined = state?.book.joined?.find((one) => one.id === id);
  return joined ? joined.answeredOn : state?.book.answeredOn;
};

const statusOf = (row: ComplaintRow): keyof typeof SENTENCES => {
  if (row.state?.phase === 'ended') return 'closed';
  return answeredOf(row) || (row.state?.book.pair.length ?? 0) > 0 ? 'accepted' : 'received';
};

export const complaints = (deps: ApiDeps, { desk, statutes }: Casework) => {
  const { database, vault } = deps;
  const { pool } = database;

  /** Until when a named complainant is answered. Before the investigation is opened, by the national law. */
  const answerDue = async (row: ComplaintRow) => {
    if (!row.named || answeredOf(row) || row.state?.phase === 'ended') return {};
    const law =
      row.state && row.statute_hash
        ? await statutes.get(row.statute_hash)
        : statuteFor('investigation', [], await calendarFor(database, 'CN'));
    const { end } = deadline(law.calendar, row.received_on, spanOf(law, 'petition.acceptanceDays'));
    return { answerDue: end, citation: figureCitation(law, 'petition.acceptanceDays') };
  };

  /** 404 to whoever is no inspector anywhere: not even the list is anybody else's business. */
  const paths = (who: Who): string[] => {
    const inspected = inspectedPaths(who);
    if (inspected.length === 0) throw notFound();
    return inspected;
  };

  /** Whoever has an interest in the case, or wrote it himself, does not read what was written about it. */
  const isFree = async (who: Who, row: ComplaintRow, today: string): Promise<boolean> => {
    if (isComplainant(vault, row, who.personId)) return false;
    const about = row.case_id ? await caseState(pool, row.case_id) : undefined;
    return !about || (await conflictsOf(pool, vault, { ...questionOf(about, today), person: who.personId })).length === 0;
  };

  return moduleOf(complaintRoutes, {
    complain: async ({ body, tx, afterCommit, now, today, request }) => {
      const { entry, about, ...what } = body;
      const found = entry ? await findCase(tx, entry) : undefined;
      const target = isTarget(found) ? found : undefined;
      const words = about ?? (target ? undefined : entry);
      const { id, receipt } = await enterComplaint(
        tx,
        vault,
        target ? { case: target.state.id, org: target.state.committee } : {},
        { ...what, ...(words ? { about: words } : {}) },
        { channel: 'web', receivedOn: today, at: now },
        (await visitorOf(deps, request))?.who.personId,
      );
      if (target) afterCommit(() => desk.investigate(id));
      return { receipt, status: 'received', receivedOn: today };
    },

    complaintStatus: async ({ body }) => {
      const row = await complaintByReceipt(pool, body.receipt);
      if (!row) throw notFound('没有这个回执码', 'There is no such receipt');
      const status = statusOf(row);
      const [answeredOn, conclusion] = [answeredOf(row), row.state?.book.conclusion];
      return {
        status,
        receivedOn: row.received_on,
        sentence: SENTENCES[status],
        ...(await answerDue(row)),
        ...(answeredOn ? { answeredOn } : {}),
        ...(status === 'closed' && row.state?.ended ? { closedOn: row.state.ended.on } : {}),
        ...(status === 'closed' && conclusion ? { conclusion: conclusion.result } : {}),
      };
    },

    enterComplaint: async ({ body, who, tx, afterCommit, now, today }) => {
      const { entry, about, channel, receivedOn = today, onBehalfOf, ...what } = body;
      if (!holds(who, ENTERS, () => true))
        throw forbidden(
          '由公示所列联系人 (支部书记、团委组织干事) 或纪检人员代为登记',
          'The contact printed on the notice, or an inspector, enters it',
        );
      if (receivedOn > today) throw badField('/receivedOn', `${receivedOn} 还没有到`, `${receivedOn} has not come yet`);
      const found = entry ? await findCase(tx, entry) : undefined;
      if (entry && !(isTarget(found) && mayReadCase(who, found.place)))
        throw notFound('没有这个案, 或不在你的范围内', 'There is no such case within your reach');
      if (onBehalfOf)
        await findPerson(tx, who, onBehalfOf).catch(() => {
          throw badField('/onBehalfOf', '没有这个人, 或不在你的范围内', 'There is no such person within your reach');
        });
      const own = who.holdings.find(({ role }) => (ENTERS as readonly string[]).includes(role));
      const place = found
        ? { case: found.state.id, org: found.state.committee }
        : own && own.kind !== 'inspection-office'
          ? { org: own.orgId }
          : {};
      const { id, receipt } = await enterComplaint(
        tx,
        vault,
        place,
        { ...what, ...(about ? { about } : {}), enteredBy: who.personId },
        { channel, receivedOn, at: now },
        onBehalfOf,
      );
      if (found) afterCommit(() => desk.investigate(id));
      return { receipt, status: 'received', receivedOn };
    },

    listComplaints: async ({ query, who, today }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const rows = await complaintsWithin(pool, paths(who), {
        ...(query.status ? { open: query.status === 'open' } : {}),
        before: readInstantCursor(query.after),
        limit: limit + 1,
      });
      const items = [];
      for (const row of rows.slice(0, limit)) {
        if (!(await isFree(who, row, today))) continue;
        items.push({
          id: row.id,
          ...(row.case_id ? { case: row.case_id } : {}),
          ...(row.org_id ? { organisation: row.org_id } : {}),
          ...(row.investigation_id ? { investigation: row.investigation_id } : {}),
          channel: row.channel,
          receivedOn: row.received_on,
          named: row.named,
          status: statusOf(row),
          ...readComplaint(vault, row),
        });
      }
      const tail = rows.length > limit ? rows[limit - 1] : undefined;
      return { items, ...(tail ? { next: cursorOf(tail.received_at.toISOString(), tail.id) } : {}) };
    },

    attachComplaint: async ({ params, body, who, tx, afterCommit, now, today }) => {
      const inspected = paths(who);
      const [row] = await complaintsWithin(tx, inspected, { id: params.id });
      if (!row || !(await isFree(who, row, today))) throw notFound();
      let place: { case?: string; org: string } | undefined;
      if (body.case) {
        const found = await findCase(tx, body.case);
        if (isTarget(found) && mayReadCase(who, found.place) && seatsIn(who, found.place).includes('inspector'))
          place = { case: body.case, org: found.state.committee };
      } else {
        const { rows } = await tx.query<{ id: string; path: string }>(
          `SELECT id, path FROM organisation WHERE id = $1 AND kind <> 'inspection-office'`,
          [body.organisation],
        );
        if (rows[0] && inspected.some((path) => within(rows[0]?.path ?? '', path))) place = { org: rows[0].id };
      }
      if (!place)
        throw new Refused(
          refuse(
            'not-found',
            '没有这个案或组织, 或不在本机构范围内',
            'There is no such case or organisation within the reach of your office',
            ['核对编号', 'Check the id'],
            {
              pointer: body.case ? '/case' : '/organisation',
            },
          ),
          { status: 404 },
        );
      if (!(await attachComplaint(tx, params.id, place)))
        throw new Refused(
          refuse(
            'already-attached',
            '已经明确所反映的案件, 核查正在进行',
            'It has been said what it is about; an investigation is under way',
            ['查看该核查 (GET /api/inspection/complaints)', 'See its investigation (GET /api/inspection/complaints)'],
          ),
        );
      await appendLog(tx, { at: now, kind: 'complaint-attached', personId: who.personId, body: { complaint: params.id, on: dayOf(now) } });
      afterCommit(() => desk.investigate(params.id));
      return { id: params.id, attached: true as const };
    },

    nameComplainant: async ({ params, body, who, tx, now, today }) => {
      const [row] = await complaintsWithin(tx, paths(who), { id: params.id });
      if (!row || !(await isFree(who, row, today))) throw notFound();
      const { rowCount } = await tx.query('SELECT 1 FROM person WHERE id = $1', [body.person]);
      if (rowCount !== 1) throw badField('/person', '没有这个人', 'There is no such person');
      await nameComplainant(tx, vault, params.id, body.person);
      // By whom, and of which complaint; who it was, the log does not hold.
      await appendLog(tx, { at: now, kind: 'complainant-named', personId: who.personId, body: { complaint: params.id, on: dayOf(now) } });
      return { id: params.id, named: true as const };
    },
  });
};
