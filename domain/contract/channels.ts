import { z } from 'zod';
import { CHANNELS, ROBOTS } from '../messages/routing';
import { Id, Instant, Nothing, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { deliveryTable, outboxTable } from './tables-staff';

const tag = 'channels';

const Wish = z
  .enum(['all', 'lawful'], { error: '请选择 all (全部) 或 lawful (仅法定通知)' })
  .describe('`all`; `lawful`: only what the law, or a right of objection, wants told. Messages in the portal always come.');
const Channel = z.enum(CHANNELS, { error: '渠道应为 mail、sms 或 robot' });
export const DELIVERY_STATES = ['due', 'sending', 'sent', 'dead', 'unknown'] as const;
const State = z
  .enum(DELIVERY_STATES, { error: '状态不在名单中, 请从名单中选择' })
  .describe('`unknown`: nobody can tell whether it was taken; it is not sent again by itself');

const Choice = z.object({
  offered: z.array(Channel).describe('What this installation has'),
  mail: z.object({ wish: Wish, address: z.string().optional().describe('Masked'), confirmed: z.boolean() }),
  sms: z.object({ wish: Wish, phone: z.string().optional().describe('Masked; officers keep it') }),
});

const Address = z
  .string({ error: '应为邮箱地址' })
  .trim()
  .max(254, { error: '邮箱地址最多 254 个字符' })
  .regex(/^[^\s<>@,;:"\\\p{Cc}]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/u, { error: '邮箱地址的格式不对, 例如 name@example.cn' })
  .meta({ format: 'email', pattern: undefined });

export const Delivery = z
  .object({
    id: Id,
    channel: Channel,
    kind: z.string(),
    state: State,
    attempts: z.int(),
    error: z.string().optional().describe('A code; never the words of the other side'),
    createdAt: Instant,
    dueAt: Instant,
    settledAt: Instant.optional(),
  })
  .meta({ id: 'Delivery' });

export const OutboxFinding = z.object({
  channel: Channel,
  state: z.enum(['dead', 'unknown']),
  error: z.string(),
  count: z.int(),
  since: Instant,
  until: Instant,
});

export const channelRoutes = [
  route({
    method: 'GET',
    path: '/api/me/channels',
    operationId: 'readChannels',
    tag,
    summary: 'How I am told of what concerns me, outside the portal',
    auth: 'session',
    response: { 200: Choice },
  }),
  route({
    method: 'PUT',
    path: '/api/me/channels',
    operationId: 'chooseChannels',
    tag,
    summary: 'Choose how I am told',
    auth: 'session',
    body: z.strictObject({ mail: Wish.optional(), sms: Wish.optional() }).meta({ examples: [{ mail: 'lawful' }] }),
    response: { 200: Choice },
  }),
  route({
    method: 'PUT',
    path: '/api/me/mail-address',
    operationId: 'askMailAddress',
    tag,
    summary: 'Name an address for letters; a code is sent to it',
    description: 'Until the code has been typed in, the address gets no other letter. Once a minute.',
    auth: 'session',
    perMinute: 10,
    body: z.strictObject({ address: Address }).meta({ examples: [{ address: 'name@example.cn' }] }),
    response: { 202: Choice },
  }),
  route({
    method: 'POST',
    path: '/api/me/mail-address/confirm',
    operationId: 'confirmMailAddress',
    tag,
    summary: 'Confirm the address by the code that was sent to it',
    auth: 'session',
    perMinute: 10,
    body: z.strictObject({ code: z.string({ error: '请填写确认码' }).regex(/^\d{6}$/, { error: '确认码为 6 位数字' }) }),
    response: { 200: Choice },
  }),
  route({
    method: 'DELETE',
    path: '/api/me/mail-address',
    operationId: 'forgetMailAddress',
    tag,
    summary: 'No more letters',
    auth: 'session',
    response: { 204: Nothing },
  }),
  route({
    method: 'GET',
    path: '/api/outbox',
    operationId: 'readOutbox',
    tag,
    summary: 'What leaves the portal, and what does not arrive: counts by channel, and findings',
    description: 'For system administrators. Names no person and no case.',
    auth: 'session',
    query: z.object(format),
    table: outboxTable,
    response: {
      200: z.object({
        offered: z.array(Channel),
        robot: z
          .object({ kind: z.enum(ROBOTS), perMinute: z.int() })
          .optional()
          .describe('Which platform the group’s robot is of; its address and secret are never shown'),
        waiting: z.int().describe('Messages whose ways are still to be decided'),
        channels: z.array(
          z.object({
            channel: Channel,
            counts: z.record(z.string(), z.int()),
            oldestDueAt: Instant.optional(),
            lastSentAt: Instant.optional(),
          }),
        ),
        findings: z.array(OutboxFinding).describe('What was given up, or may not have arrived, by its cause; the newest first'),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/outbox/deliveries',
    operationId: 'listDeliveries',
    tag,
    summary: 'Deliveries, newest first',
    auth: 'session',
    query: z.object({ ...page, channel: Channel.optional(), state: State.optional(), ...format }),
    table: deliveryTable,
    response: { 200: pageOf(Delivery) },
  }),
  route({
    method: 'POST',
    path: '/api/outbox/deliveries/:id/retry',
    operationId: 'retryDelivery',
    tag,
    summary: 'Send once more what was given up, or what may not have arrived',
    description: 'What is `unknown` may then be read twice: that is the caller’s decision, and is logged.',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    response: { 202: Delivery },
  }),
  route({
    method: 'POST',
    path: '/api/outbox/test',
    operationId: 'sendTest',
    tag,
    summary: 'Send a test: a letter or short message to myself, or a line to the group',
    auth: 'session',
    idempotent: true,
    body: z.strictObject({ channel: Channel }).meta({ examples: [{ channel: 'mail' }] }),
    response: { 202: Delivery },
  }),
] as const;
