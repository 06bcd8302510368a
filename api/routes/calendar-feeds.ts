import { machineClock } from '../../config/clock';
import { calendarOf, type DueDay } from '../../domain/calendar/ics';
import { stepTitle } from '../../domain/case/explain';
import { refuse } from '../../domain/case/refusal';
import { calendarFeedRoutes } from '../../domain/contract/calendar-feed';
import { caseNumber } from '../../domain/messages/texts';
import { procedureOf } from '../../domain/procedures';
import { whoIs } from '../../records/accounts';
import { type FeedRow, feedsOf, lawsOfCases, MOST_FEEDS, makeFeed, readerOf, revokeFeed } from '../../records/calendar-feeds';
import { transaction } from '../../records/database';
import { inboxOf, type TaskRow } from '../../records/inbox';
import { appendLog } from '../../records/log';
import { Statutes } from '../../records/statutes';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { ownDesk } from '../own-desk';
import { notFound, Refused } from '../problem';

/** The earliest due days of a desk: more than anybody keeps in a calendar. */
const MOST_DAYS = 500;

const viewOf = ({ id, name, created_at, read_at }: FeedRow) => ({
  id,
  name,
  createdAt: created_at.toISOString(),
  readAt: read_at?.toISOString(),
});

const noFeed = () => notFound('没有这个日历地址, 或已撤销', 'There is no such calendar address, or it was revoked');

export const calendarFeeds = ({ database, casework, config, machineClock: machine = machineClock }: ApiDeps) => {
  const { pool } = database;
  const statutes = casework?.statutes ?? new Statutes(pool);
  const host = config.publicUrl ? new URL(config.publicUrl).host : 'tuanwu.invalid';

  const titleOf = async (row: TaskRow, laws: ReadonlyMap<string, string>): Promise<string> => {
    const hash = laws.get(row.case_id);
    return stepTitle(hash === undefined ? undefined : await statutes.get(hash), row.step).zh;
  };

  /** Nothing of a case that not everybody concerned reads: a calendar lies on other people's servers. */
  const daysOf = async (person: string, today: string): Promise<DueDay[]> => {
    const who = await whoIs(pool, person, today);
    if (!who) return [];
    const rows = await inboxOf(pool, await ownDesk(pool, who, today), { after: [undefined, undefined], limit: MOST_DAYS });
    const shown = rows.filter((row) => row.due_on !== null && (procedureOf(row.procedure).readers ?? 'concerned') === 'concerned');
    const laws = await lawsOfCases(pool, [...new Set(shown.map(({ case_id }) => case_id))]);
    return Promise.all(
      shown.map(async (row) => ({
        uid: `${row.case_id}.${row.step}.${row.seat}@${host}`,
        day: row.due_on ?? today,
        since: row.since,
        summary: `${await titleOf(row, laws)} · ${caseNumber(row.case_id)} · ${row.unit}`,
        ...(config.publicUrl ? { url: `${config.publicUrl}/cases/${row.case_id}` } : {}),
      })),
    );
  };

  return moduleOf(calendarFeedRoutes, {
    listCalendarFeeds: async ({ who }) => ({ items: (await feedsOf(pool, who.personId)).map(viewOf) }),

    createCalendarFeed: async ({ who, body, now }) => {
      const at = await machine.now();
      const made = await transaction(pool, async (tx) => {
        const feed = await makeFeed(tx, who.personId, body.name, at);
        if (feed) await appendLog(tx, { at: now, kind: 'calendar-feed-made', personId: who.personId, body: { feed: feed.id } });
        return feed;
      });
      if (!made)
        throw new Refused(
          refuse('too-many-feeds', `日历地址最多 ${MOST_FEEDS} 个`, `There are ${MOST_FEEDS} calendar addresses already`, [
            '先撤销不用的地址',
            'Revoke one that is not used',
          ]),
        );
      return { ...viewOf(made), token: made.token, path: `/api/calendar/feed/${made.token}.ics` };
    },

    revokeCalendarFeed: async ({ who, params, now }) => {
      const at = await machine.now();
      const done = await transaction(pool, async (tx) => {
        const revoked = await revokeFeed(tx, who.personId, params.id, at);
        if (revoked) await appendLog(tx, { at: now, kind: 'calendar-feed-revoked', personId: who.personId, body: { feed: params.id } });
        return revoked;
      });
      if (!done) throw noFeed();
      return undefined;
    },

    calendarFeed: async ({ params, today, reply }) => {
      const [, token] = /^([\w-]{43})\.ics$/.exec(params.file) ?? [];
      const person = token === undefined ? undefined : await readerOf(pool, token, await machine.now());
      if (person === undefined) throw noFeed();
      const calendar = calendarOf('团务期限', await daysOf(person, today));
      reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="tuanwu.ics"')
        .header('x-content-type-options', 'nosniff');
      return calendar as never;
    },
  });
};
