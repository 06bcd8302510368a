import { z } from 'zod';
import { Day } from '../calendar/day';
import { Id, page, pageOf, text, whole } from './fields';
import { route } from './route';
import { format } from './table';
import { numberTable, queueTable, quotaTable } from './tables';

const tag = 'quota';

/** development: the 12-digit 发展团员编号; booklet: the paper 入团志愿书; certificate: 团员证. */
export const NUMBER_KINDS = ['development', 'booklet', 'certificate'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

const Kind = z.enum(NUMBER_KINDS, { error: '编号种类应为 development（发展团员编号）、booklet（志愿书）或 certificate（团员证）' });
const Year = z
  .int({ error: '年度应为整数' })
  .min(2000, { error: '年度应在 2000 至 2200 之间' })
  .max(2200, { error: '年度应在 2000 至 2200 之间' });
const Places = z.int({ error: '指标数应为整数' });
const Org = z.object({ id: Id, name: z.string() });
const Key = (what: string) => text(40).default('any').describe(`${what}; any: every one`);
const Printed = z
  .string({ error: '应为文本，请填写编号' })
  .regex(/^[0-9A-Za-z-]{1,24}$/, { error: '编号为 1 至 24 位字母、数字或连字符，请按实物填写' });

const sums = {
  plan: z.int(),
  handed: z.int().describe('Handed down to units below'),
  reserved: z.int(),
  used: z.int(),
  left: z.int(),
  freeLapsed: z.int().describe('Free on 31 December: lapsed. Reserved places stay with their cases'),
};
const Sum = z.object(sums);
export const QuotaLineView = z.object({
  id: Id,
  org: Org,
  parentId: Id.nullable(),
  field: z.string(),
  stage: z.string(),
  grade: z.string().describe('`paper`: nobody planned it; forms of a year without a plan here, brought in once it was over'),
  ...sums,
});

export const QueueLine = z.object({
  case: Id,
  subject: Org.optional(),
  unit: Org,
  rank: z.int().describe('Among all who wait for the same line, also outside this unit; without a line among those of its committee'),
  of: z.int(),
  since: z.string().describe('Day on which it began to wait; of one day, whoever was recorded first'),
  phase: z.string().describe('A case that is held or suspended keeps its rank and lets the others by'),
  short: z.string().describe('What was short when a place was asked for last'),
  line: z
    .object({ id: Id, org: Org, year: z.int(), field: z.string(), stage: z.string(), grade: z.string() })
    .optional()
    .describe('Absent where nothing was handed down in the year'),
  free: z.int().describe('Places of the line that nobody has'),
  turn: z.boolean().describe('Its turn: requestPlace needs no decision of the committee'),
});

const Line = z.object({
  id: Id,
  orgId: Id,
  year: z.int(),
  field: z.string(),
  stage: z.string(),
  grade: z.string(),
  places: z.int(),
  handed: z.int(),
  reserved: z.int(),
  used: z.int(),
});
const Range = z.object({
  id: Id,
  org: Org,
  parentId: Id.nullable().describe('Range from which this part was handed down'),
  first: z.string(),
  last: z.string(),
  next: z.string().optional().describe('Absent when used up'),
  left: z.int(),
  source: z.string(),
});
const Given = z.object({ id: Id, orgId: Id, kind: Kind, year: z.int(), first: z.string(), last: z.string() });
export const Numbered = z.object({
  number: z.string(),
  status: z.enum(['issued', 'void']),
  caseId: Id.optional(),
  orgId: Id,
  why: z.string().optional().describe('Why it is void'),
  on: z.string(),
  voidedOn: z.string().optional(),
});
const Fault = z.object({ number: z.string(), rangeId: Id.optional(), fault: z.enum(['gap', 'unexplained', 'overlap']) });

export const quotaRoutes = [
  route({
    method: 'GET',
    path: '/api/quota',
    operationId: 'readQuota',
    tag,
    summary: 'Plan, handed down, reserved, used, void, left and lapsed of a unit and everything below it',
    auth: 'session',
    query: z.object({ org: Id, year: whole('年度', 2000, 2200), ...format }),
    table: quotaTable,
    response: {
      200: z.object({
        orgId: Id,
        year: z.int(),
        lapsed: z.boolean(),
        own: Sum.describe('Its own lines: plan = handed + reserved + used + left + freeLapsed'),
        subtree: Sum.describe('With everything below: plan = reserved + used + left + freeLapsed'),
        voidNumbers: z.object({ development: z.int(), booklet: z.int(), certificate: z.int() }),
        lines: z.array(QuotaLineView),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/quota/plans',
    operationId: 'setPlan',
    tag,
    summary: 'Set the yearly plan of a unit, as the level above gave it',
    description:
      'By an officer or administrator above the unit; for the root by its administrator. Places that were handed down in this system are changed by handing down.',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({
        org: Id,
        year: Year,
        field: z.enum(['any', 'school', 'society'], { error: '领域应为 any、school 或 society' }).default('any'),
        stage: Key('School stage (学段)'),
        grade: Key('Grade (年级)'),
        places: Places.min(0, { error: '指标数不能小于 0' }).max(1_000_000, { error: '指标数过大，请核对' }),
      })
      .meta({ examples: [{ org: '3f0e8a52-8f0e-4c65-9c3c-5f4a5a3f1c11', year: 2026, places: 120 }] }),
    response: { 200: Line },
  }),
  route({
    method: 'POST',
    path: '/api/quota/lines/:id/hand-down',
    operationId: 'handDownQuota',
    tag,
    summary: 'Hand places down to a unit right below, or take free ones back with a negative number',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    body: z.strictObject({
      toOrg: Id,
      places: Places.min(-1_000_000, { error: '指标数过大，请核对' })
        .max(1_000_000, { error: '指标数过大，请核对' })
        .refine((n) => n !== 0, { error: '指标数不能为 0' }),
    }),
    response: { 200: z.object({ from: Line, to: Line }) },
  }),
  route({
    method: 'GET',
    path: '/api/quota/queue',
    operationId: 'listPlaceQueue',
    tag,
    summary: 'Cases of a unit and everything below it that passed the pre-review and wait for a place, in their order',
    description:
      'Who waits for the same line is served by the day on which he began to wait, then by the order of its record, over New Year too. Nobody moves by himself: when places are handed down, added or given back the desk of the first is told, and an officer gives `requestPlace`. Past somebody who waited first only with the committee’s written decision (a paper of kind `place-order-decision`); otherwise `not-first-in-line`.',
    auth: 'session',
    query: z.object({ org: Id, year: whole('年度', 2000, 2200), ...page, ...format }),
    table: queueTable,
    response: { 200: pageOf(QueueLine) },
  }),
  route({
    method: 'GET',
    path: '/api/numbers',
    operationId: 'readNumbers',
    tag,
    summary: 'Ranges, and every number given out or void, of a unit and everything below it',
    auth: 'session',
    query: z.object({ org: Id, year: whole('年度', 2000, 2200), kind: Kind, ...page, ...format }),
    table: numberTable,
    response: {
      200: pageOf(Numbered).extend({
        issued: z.int(),
        void: z.int(),
        left: z.int(),
        ranges: z.array(Range),
        faults: z.array(Fault).describe('Empty: every number drawn so far is given out to a case or void with a reason'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/numbers/ranges',
    operationId: 'receiveNumbers',
    tag,
    summary: 'Enter numbers received from above or read in the official system; one number is a range of one',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({
        org: Id,
        kind: Kind,
        year: Year,
        first: Printed,
        last: Printed.optional().describe('Absent: one number'),
        source: text(200).describe('Paper or batch they come from'),
      })
      .meta({
        examples: [
          {
            org: '3f0e8a52-8f0e-4c65-9c3c-5f4a5a3f1c11',
            kind: 'development',
            year: 2026,
            first: '202644000101',
            last: '202644000200',
            source: '团县委〔2026〕3号',
          },
        ],
      }),
    response: { 201: Given },
  }),
  route({
    method: 'POST',
    path: '/api/numbers/ranges/:id/hand-down',
    operationId: 'handDownNumbers',
    tag,
    summary: 'Hand numbers nobody drew yet down to a unit right below',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    body: z.strictObject({
      toOrg: Id,
      count: z.int({ error: '个数应为整数' }).min(1, { error: '至少 1 个' }).max(1_000_000, { error: '一次不超过一百万个' }),
      from: Printed.optional().describe('First number; the last of the range when left out'),
    }),
    response: { 200: Given },
  }),
  route({
    method: 'POST',
    path: '/api/numbers/void',
    operationId: 'voidNumber',
    tag,
    summary: 'Void a number that nobody has (misprint, damage, loss)',
    description: 'It is consumed for ever. A number that a case has is voided in that case (voidForm).',
    auth: 'session',
    idempotent: true,
    body: z.strictObject({ kind: Kind, number: Printed, why: text(200) }),
    response: { 200: z.object({ kind: Kind, number: z.string(), status: z.literal('void'), why: z.string(), voidedOn: Day }) },
  }),
] as const;
