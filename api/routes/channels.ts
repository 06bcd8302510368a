import { machineClock } from '../../config/clock';
import { holds, type Who } from '../../domain/authority/who';
import { refuse } from '../../domain/case/refusal';
import { channelRoutes } from '../../domain/contract/channels';
import { CHANNELS, type Channel } from '../../domain/messages/routing';
import { maskAddress } from '../../domain/people/address';
import { maskPhone } from '../../domain/people/phone';
import { askAddress, choiceOf, choose, confirmAddress, forgetAddress } from '../../records/contact-choice';
import { transaction } from '../../records/database';
import { appendLog } from '../../records/log';
import {
  countsOf,
  type DeliveryRow,
  deliveriesPage,
  findingsOf,
  knowsDelivery,
  postTest,
  sendAgain,
  waitingIn,
} from '../../records/outbox/overview';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { badField, forbidden, notFound, Refused } from '../problem';

const viewOf = (row: DeliveryRow) => ({
  id: row.id,
  channel: row.channel,
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  error: row.error ?? undefined,
  createdAt: row.created_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  settledAt: row.settled_at?.toISOString(),
});

const keeps = (who: Who): boolean => holds(who, ['system-administrator'], () => true);
const keepersOnly = (who: Who): void => {
  if (!keeps(who)) throw forbidden('由系统管理员查看', 'For system administrators');
};

const noSuchDelivery = () => notFound('没有这次投递', 'There is no such delivery');

export const channels = ({ database, vault, config, machineClock: machine = machineClock }: ApiDeps) => {
  const { pool } = database;
  const offered = CHANNELS.filter((channel) => config.channels[channel] !== undefined);
  const askOffered = (channel: Channel): void => {
    if (!offered.includes(channel))
      throw new Refused(
        refuse('channel-not-configured', '本系统没有配置这个渠道', 'This channel is not configured here', [
          '请系统管理员按操作手册配置; 演练和演示数据中不发送任何消息',
          'A system administrator configures it; nothing is sent from a rehearsal or beside the demo data',
        ]),
      );
  };

  const myChoice = async (person: string) => {
    const choice = await choiceOf(pool, vault, person);
    return {
      offered,
      mail: { wish: choice.mail, confirmed: choice.confirmed, ...(choice.address ? { address: maskAddress(choice.address) } : {}) },
      sms: { wish: choice.sms, ...(choice.phone ? { phone: maskPhone(choice.phone) } : {}) },
    };
  };

  return moduleOf(channelRoutes, {
    readChannels: async ({ who }) => myChoice(who.personId),

    chooseChannels: async ({ who, body }) => {
      await choose(pool, who.personId, body);
      return myChoice(who.personId);
    },

    askMailAddress: async ({ who, body, now, reply }) => {
      askOffered('mail');
      const asked = { person: who.personId, address: body.address, now: await machine.now(), domainNow: now };
      const early = await transaction(pool, (tx) => askAddress(tx, vault, asked));
      if (early) {
        reply.header('retry-after', String(Math.ceil(early.waitMs / 1000)));
        throw new Refused(
          refuse('too-soon', '确认码刚刚发出', 'A code has just been sent', [
            '一分钟后再试, 或先查收邮件',
            'Try again in a minute, or look for the letter first',
          ]),
          { status: 429 },
        );
      }
      return myChoice(who.personId);
    },

    confirmMailAddress: async ({ who, body }) => {
      if (!(await confirmAddress(pool, who.personId, body.code, await machine.now())))
        throw new Refused(
          refuse(
            'code-wrong',
            '确认码不对, 或已经失效',
            'The code is wrong, or no longer valid',
            ['核对邮件中的确认码, 或重新发送', 'Look at the letter again, or ask for another code'],
            { pointer: '/code' },
          ),
        );
      return myChoice(who.personId);
    },

    forgetMailAddress: async ({ who }) => {
      await forgetAddress(pool, who.personId);
      return undefined;
    },

    readOutbox: async ({ who }) => {
      keepersOnly(who);
      const [counts, waiting, findings] = await Promise.all([countsOf(pool), waitingIn(pool), findingsOf(pool)]);
      return {
        offered,
        ...(config.channels.robot ? { robot: { kind: config.channels.robot.kind, perMinute: config.channels.robot.perMinute } } : {}),
        waiting,
        channels: CHANNELS.map((channel) => {
          const rows = counts.filter((row) => row.channel === channel);
          const at = (state: string) => rows.find((row) => row.state === state);
          return {
            channel,
            counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
            oldestDueAt: at('due')?.oldest?.toISOString(),
            lastSentAt: at('sent')?.newest?.toISOString(),
          };
        }),
        findings: findings.map((one) => ({ ...one, since: one.since.toISOString(), until: one.until.toISOString() })),
      };
    },

    listDeliveries: async ({ who, query }) => {
      keepersOnly(who);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [key, last] = readCursor(query.after, 'uuid');
      const at = key === undefined ? undefined : new Date(key);
      if (key !== undefined && (!/^\d{4}-/.test(key) || Number.isNaN(at?.getTime())))
        throw badField('/after', '翻页游标无效，请从第一页重新读取', 'This cursor is not valid; read from the first page', 'query');
      const rows = await deliveriesPage(pool, { channel: query.channel, state: query.state, at, last, limit });
      return pageFrom(rows, limit, (row) => [row.created_at.toISOString(), row.id], viewOf);
    },

    retryDelivery: async ({ who, params, tx, now }) => {
      if (!keeps(who) || !(await knowsDelivery(tx, params.id))) throw noSuchDelivery();
      const again = await sendAgain(tx, params.id, now);
      if (!again)
        throw new Refused(
          refuse('not-failed', '只有未送达或结果不明的投递可以重发', 'Only what was given up, or may not have arrived, is sent again', [
            '刷新后查看当前状态',
            'Read its state again',
          ]),
        );
      await appendLog(tx, {
        at: now,
        kind: 'delivery-retried',
        personId: who.personId,
        body: { delivery: params.id, channel: again.channel },
      });
      return viewOf(again);
    },

    sendTest: async ({ who, body, tx, now }) => {
      keepersOnly(who);
      askOffered(body.channel);
      const posted = await postTest(tx, body.channel, who.personId, now);
      await appendLog(tx, { at: now, kind: 'delivery-tested', personId: who.personId, body: { channel: body.channel } });
      return viewOf(posted);
    },
  });
};
