import { z } from 'zod';
import { isDay } from '../calendar/day';
import { Annuls, RefusalView, Text } from './case-views';
import { Act } from './cases';
import { Id, page, pageOf, ReceiptCode, text } from './fields';
import { route } from './route';
import { format } from './table';
import { objectionTable, occasionTable } from './tables';

const tag = 'occasions';
const OCCASIONS = ['notice', 'meeting', 'decision', 'session', 'ceremony'] as const;
const Named = z.object({ id: Id, name: z.string() });

const UnknownYear = z
  .string()
  .optional()
  .describe(
    'A year of its days whose national holiday notice is not entered: `end` is "not before", and the notice does not end until it is',
  );

const EntryView = z.object({
  case: Id,
  subject: Named.optional(),
  annuls: Annuls,
  unit: z.string().optional().describe('On a notice: the unit that is named beside the person'),
  step: z.string().optional().describe('On a notice: the step of the case that it belongs to'),
  post: z.string().optional().describe('On a notice: the post that the person is proposed for'),
  status: z.string(),
  refusal: z.string().optional().describe('Why the case refused it, as a code'),
  why: RefusalView.extend({ citation: z.string().optional() }).optional().describe('The same in words, with what can be done'),
  postedOn: z.string().optional(),
  end: z.string().optional(),
  provisional: z.boolean().optional(),
  unknownYear: UnknownYear,
  notBefore: z.string().optional().describe('On a notice: it ends for this case on this day at the earliest, since the case went on late'),
  waits: z.literal(true).optional().describe('On a notice: its days are over, and it waits for the case, which is held'),
  counts: z.record(z.string(), z.int()).optional(),
  warnings: z.array(z.string()).optional().describe('Worth a look in the minutes, never blocking'),
  votedOn: z.string().optional().describe('At a meeting: the day of the vote, which is that of its roll'),
  booth: Id.optional().describe('The secret ballot that counted them'),
  proof: z.string().optional().describe('sha256 of its proof, as the log has it'),
});
const OccasionView = z.object({
  id: Id,
  procedure: z.enum(OCCASIONS),
  kind: z.string(),
  unit: Named,
  joined: z.array(Named).optional().describe('A joint branch: whose members meet and vote'),
  phase: z.string(),
  ending: z.string().optional(),
  openedOn: z.string(),
  seq: z.int(),
  entries: z.array(EntryView),
  contact: z.string().optional().describe('On a notice: where an objection is heard'),
  detail: z.record(z.string(), z.unknown()),
  warnings: z.array(z.object({ code: z.string(), text: Text })).describe('Worth a look, never blocking'),
});
export const OccasionLine = z.object({
  id: Id,
  procedure: z.string(),
  unit: Named,
  phase: z.string(),
  ending: z.string().optional(),
  openedOn: z.string(),
  entries: z.int(),
});

export const ObjectionLine = z.object({
  id: Id,
  occasion: Id,
  case: Id,
  text: z.string(),
  named: z.boolean(),
  name: z.string().optional(),
  contact: z.string().optional(),
  status: z.string(),
  receivedOn: z.string(),
  ruling: z.string().optional(),
});

const PublicNotice = z.object({
  id: Id,
  unit: z.string(),
  postedOn: z.string(),
  end: z.string(),
  provisional: z.boolean(),
  unknownYear: UnknownYear,
  about: Text,
  names: z.array(
    z.object({
      entry: Id,
      name: z.string(),
      unit: z.string(),
      post: z.string().optional().describe('The post that the person is proposed for'),
    }),
  ),
  contact: z.string().optional(),
  howToObject: Text,
});

export const occasionRoutes = [
  route({
    method: 'POST',
    path: '/api/occasions',
    operationId: 'openOccasion',
    tag,
    summary: 'Post a notice, convene a meeting, hold a session, plan a ceremony; acts on it go to POST /api/cases/{id}/commands',
    description:
      'notice: openNotice {cases, workingDays, scope}; meeting: conveneMeeting {kind, cases, and for a joint branch its branches}, then takeRoll, recordItem {case, for, against, abstain} or {case, booth}, closeMeeting; decision: conveneDecision {cases}, then takeRoll, recordStatements, closeDecision; session: holdSession {kind, rows}; ceremony: planCeremony {plannedOn, cases}, then holdCeremony.',
    auth: 'session',
    idempotent: true,
    keyKeptBy: 'command',
    body: z.strictObject({ procedure: z.enum(OCCASIONS), unit: Id.describe('The branch or committee that holds it'), act: Act }).meta({
      examples: [
        {
          procedure: 'session',
          unit: '8d1f7c2e-5b0a-4a57-9d7f-0a4a3d0b6c11',
          act: {
            kind: 'holdSession',
            on: '2026-03-02',
            body: {
              kind: 'leagueClass',
              topic: '团章',
              hours: 2,
              witness: '5b0a8d1f-7c2e-4a57-9d7f-0a4a3d0b6c22',
              rows: [{ case: '7c2e8d1f-5b0a-4a57-9d7f-0a4a3d0b6c33' }],
            },
          },
        },
      ],
    }),
    response: {
      201: z.object({
        id: Id,
        seq: z.int(),
        warnings: z
          .array(z.object({ code: z.string(), text: Text }))
          .describe('Worth a look, never blocking: `closed-period` for a notice whose working days fall into a closed period'),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/occasions',
    operationId: 'listOccasions',
    tag,
    summary: 'Occasions within my reach',
    auth: 'session',
    query: z.object({
      ...page,
      procedure: z.enum(OCCASIONS).optional(),
      phase: z.enum(['open', 'ended']).optional(),
      unit: Id.optional(),
      ...format,
    }),
    table: occasionTable,
    response: { 200: pageOf(OccasionLine) },
  }),
  route({
    method: 'GET',
    path: '/api/occasions/:id',
    operationId: 'getOccasion',
    tag,
    summary: 'One occasion with the result of each case',
    auth: 'session',
    params: z.object({ id: Id }),
    response: { 200: OccasionView },
  }),
  route({
    method: 'GET',
    path: '/api/public/notices',
    operationId: 'publicNotices',
    tag,
    summary: 'Notices that hang now: name, unit and the post proposed for, no more; gone when they are over',
    auth: 'public',
    perMinute: 120,
    response: { 200: z.object({ items: z.array(PublicNotice) }) },
  }),
  route({
    method: 'GET',
    path: '/api/public/notices/:id/page',
    operationId: 'publicNoticePage',
    tag,
    summary: 'A notice that hangs now as one page without scripts, to be saved, sent on or printed on A4',
    auth: 'public',
    perMinute: 60,
    produces: ['text/html'],
    params: z.object({ id: Id }),
    response: { 200: z.string() },
  }),
  route({
    method: 'GET',
    path: '/api/public/notices/:id/picture',
    operationId: 'publicNoticePicture',
    tag,
    summary: 'The same as one picture (SVG)',
    auth: 'public',
    perMinute: 60,
    produces: ['image/svg+xml'],
    params: z.object({ id: Id }),
    response: { 200: z.string() },
  }),
  route({
    method: 'POST',
    path: '/api/public/notices/:id/objections',
    operationId: 'objectToNotice',
    tag,
    summary: 'Object to a person on a notice, with or without a name; the answer holds the receipt code',
    description:
      'Nobody has to sign in. Of whoever does, only a keyed digest is kept beside the sealed text, and it is used for one thing: that he is not asked to inspect the case.',
    auth: 'public',
    idempotent: true,
    perMinute: 20,
    params: z.object({ id: Id }),
    body: z.strictObject({
      entry: Id.describe('The entry objected to, as listed on the notice'),
      text: text(4000),
      name: text(50).optional(),
      contact: text(100).optional(),
      onBehalfOf: Id.optional().describe('A person here in whose name the contact of the notice, signed in, enters it'),
    }),
    response: { 201: z.object({ receipt: z.string().describe('Keep it: it is shown once'), status: z.string(), receivedOn: z.string() }) },
  }),
  route({
    method: 'POST',
    path: '/api/public/objections/status',
    operationId: 'objectionStatus',
    tag,
    summary: 'What became of an objection, by receipt code',
    auth: 'public',
    perMinute: 20,
    body: z.strictObject({ receipt: ReceiptCode }),
    response: {
      200: z.object({ status: z.string(), receivedOn: z.string(), ruledOn: z.string().optional(), ruling: z.string().optional() }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/objections',
    operationId: 'listObjections',
    tag,
    summary: 'Objections to read, for inspectors only; the newest first',
    auth: 'session',
    query: z.object({ ...page, status: z.enum(['received', 'ruled']).optional(), ...format }),
    table: objectionTable,
    response: { 200: pageOf(ObjectionLine) },
  }),
] as const;

/** A moment with its zone; seconds may be left out, as people do. */
const Moment = z
  .string({ error: '请填写时间, 例如 2026-05-08T09:00+08:00' })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/, { error: '请写明时区, 例如 2026-05-08T09:00+08:00' })
  // Date.parse takes 30 February for 2 March.
  .refine((text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)), { error: '没有这个时间, 请核对' })
  .meta({ format: 'date-time' });

export const rehearsalRoutes = [
  route({
    method: 'GET',
    path: '/api/rehearsal/clock',
    operationId: 'rehearsalNow',
    tag: 'rehearsal',
    summary: 'The rehearsal’s time',
    auth: 'public',
    response: { 200: z.object({ now: z.string(), today: z.string(), rehearsal: z.literal(true) }) },
  }),
  route({
    method: 'POST',
    path: '/api/rehearsal/clock',
    operationId: 'moveClock',
    tag: 'rehearsal',
    summary: 'Move the rehearsal’s clock forward; answers when nothing lies behind it',
    auth: 'public',
    body: z.strictObject({ to: Moment }).meta({ examples: [{ to: '2026-05-08T09:00+08:00' }] }),
    response: { 200: z.object({ now: z.string(), today: z.string(), rehearsal: z.literal(true) }) },
  }),
] as const;
