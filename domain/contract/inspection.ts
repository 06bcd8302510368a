/** The inspection office: its people, their leave, their second factors; and what only two people may do. */
import { z } from 'zod';
import { Day } from '../calendar/day';
import { Id, Instant, text } from './fields';
import { route } from './route';
import { format } from './table';
import { inspectorTable } from './tables-staff';

const tag = 'inspection';
const params = z.object({ id: Id });
const Named = z.object({ id: Id, name: z.string() });
const Reason = text(500);

const Leave = z.object({ id: Id, person: Named, since: Day, until: Day.optional() }).meta({ id: 'InspectorLeave' });

export const InspectorLine = z.object({
  person: Named,
  holding: Id,
  role: z.enum(['inspector', 'inspection-head']),
  acting: z.boolean(),
  order: z.int().optional(),
  since: Day,
  until: Day.optional(),
  leave: z.array(Leave).describe('Of today and of days to come'),
  secondFactor: z.boolean(),
});

/** Asked by one, carried out when another asks for the same within a day. */
const Joint = z.object({
  status: z.enum(['asked', 'done']),
  expiresAt: Instant.optional().describe('asked: until then another administrator has to ask for the same'),
});

export const inspectionRoutes = [
  route({
    method: 'GET',
    path: '/api/organisations/:id/inspectors',
    operationId: 'listInspectors',
    tag,
    summary: 'Holders and substitutes of an inspection office in their order, with leave; for the office and the head above',
    auth: 'session',
    params,
    query: z.object(format),
    table: inspectorTable,
    response: { 200: z.object({ items: z.array(InspectorLine) }) },
  }),
  route({
    method: 'POST',
    path: '/api/organisations/:id/inspector-leaves',
    operationId: 'giveLeave',
    tag,
    summary: 'Enter the leave of an inspector, by the head of the office: substitutes are offered meanwhile',
    auth: 'session',
    idempotent: true,
    params,
    body: z
      .strictObject({ personId: Id, since: Day, until: Day.optional().describe('Last day; absent: until further notice') })
      .refine(({ since, until }) => until === undefined || since <= until, { error: '结束日期不能早于开始日期', path: ['until'] }),
    response: { 201: Leave },
  }),
  route({
    method: 'POST',
    path: '/api/inspector-leaves/:id/end',
    operationId: 'endLeave',
    tag,
    summary: 'End a leave: yesterday was its last day',
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: Leave },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/factor-permit',
    operationId: 'issueFactorPermit',
    tag,
    summary: 'Let an inspector enrol a second factor: a code shown once, by the head of the office',
    description: 'The head’s own permit comes from the head of the higher office, or with the emergency way.',
    auth: 'session',
    stepUp: true,
    params,
    response: { 201: z.object({ code: z.string(), expiresAt: Instant }) },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/second-factor/reset',
    operationId: 'resetSecondFactor',
    tag,
    summary: 'Take away a lost second factor; all sessions end',
    description:
      'Of an inspector: by the head of the office, at once. Of other staff: by two administrators, each of whom asks for it within a day, and of whom neither gave the other his role.',
    auth: 'session',
    stepUp: true,
    params,
    body: z.strictObject({ reason: Reason }).meta({ examples: [{ reason: '手机遗失, 本人当面申请' }] }),
    response: { 200: Joint },
  }),
  route({
    method: 'POST',
    path: '/api/organisations/:id/head-emergency',
    operationId: 'headEmergency',
    tag,
    summary: 'The emergency way for the head of an office that has none above: two system administrators, a reason on paper',
    description:
      'reset: the head begins the account anew. replace: the present heads end and another begins. The first request is told to everybody in the office; the same request of another system administrator within a day carries it out and shows slip and permit once.',
    auth: 'session',
    stepUp: true,
    params,
    body: z
      .strictObject({
        what: z.enum(['reset', 'replace']),
        personId: Id.describe('reset: the present head; replace: the new one'),
        reason: Reason,
        paperId: Id.describe('The signed paper, uploaded by the sender'),
      })
      .meta({
        examples: [
          {
            what: 'reset',
            personId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a003',
            reason: '负责人手机遗失, 经县纪委书面同意',
            paperId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a004',
          },
        ],
      }),
    response: { 200: Joint.extend({ slip: z.string().optional(), permit: z.string().optional(), slipExpiresAt: Instant.optional() }) },
  }),
] as const;
