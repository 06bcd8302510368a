import { z } from 'zod';
import { Day } from '../calendar/day';
import { GATES } from '../case/compare';
import { SEATS } from '../case/step';
import { CaseInspector, CaseLine, CaseView, FactView, RefusalView, TaskLine, Text } from './case-views';
import { Id, page, pageOf, whole } from './fields';
import { route } from './route';
import { format } from './table';
import { caseTable, factTable, taskTable } from './tables';
import { caseInspectorTable } from './tables-staff';

const tag = 'cases';
const CaseId = z.object({ id: Id });

/** Cases that people open; others are opened by a case. */
export const CASE_PROCEDURES = ['admission', 'selection', 'election', 'party-recommendation', 'annulment'] as const;

/** An act as a person asks for it. Who sends it is known from the session, never from the body. */
export const Act = z
  .strictObject({
    kind: z.string().min(1).max(64).describe('Name of the act, as in GET /api/procedures/{name}'),
    on: Day.optional().describe('Day of the act; today when left out. Earlier days only within the pack’s limit'),
    body: z.record(z.string(), z.unknown()).default({}),
    papers: z.array(Id).max(40, { error: '一次最多附 40 份材料' }).default([]).describe('Ids of uploaded papers (POST /api/papers)'),
    actor: Id.optional().describe('Who did it, when you record it on someone’s behalf; you are the recorder'),
    as: z.enum(SEATS).optional().describe('In which seat, when the actor has several'),
    expectedSeq: z.int().nonnegative().optional().describe('The act rests on what was read at this seq; a newer fact refuses it (412)'),
    lateReason: z.boolean().optional().describe('Late record by a committee officer, with a paper of kind "reason"'),
  })
  .meta({
    id: 'Act',
    examples: [
      { kind: 'recordTalk', on: '2026-02-03', body: { conclusion: 'positive' }, papers: ['3f0e8a52-8f0e-4c65-9c3c-5f4a5a3f1c11'] },
    ],
  });
export type Act = z.infer<typeof Act>;

const Accepted = z.object({ id: Id, case: Id, seq: z.int(), status: z.literal('accepted') });

/** A development number (发展团员编号). */
export const FORM_NUMBER = /^\d{12}$/;

const Past = Act.omit({ expectedSeq: true }).extend({
  on: Day,
  number: z
    .string()
    .regex(FORM_NUMBER, { error: '发展团员编号为 12 位数字, 请按志愿书填写' })
    .optional()
    .describe('With preReview: the development number on the form; when left out that of fillForm in the same past, or else one is drawn'),
  booklet: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,24}$/, { error: '编号为 1 至 24 位字母、数字或连字符，请按实物填写' })
    .optional()
    .describe('With number: the number printed on the booklet of the form. Where booklets are counted, a form without one is a finding'),
});

export const caseRoutes = [
  route({
    method: 'POST',
    path: '/api/cases',
    operationId: 'openCase',
    tag,
    summary:
      'Open a case: an application, a nomination by the Young Pioneers, a selection, an election, a recommendation to the Party, an annulment, or a case begun on paper with its past',
    description:
      'With `past`, every earlier act is judged as of its own day; what the rules would have refused becomes a finding on the case, not an error; so does a step that was done after its last lawful day (`done-late`), which the rules do not refuse.',
    auth: 'session',
    idempotent: true,
    keyKeptBy: 'command',
    body: z
      .strictObject({
        procedure: z.enum(CASE_PROCEDURES).default('admission'),
        subject: Id.optional().describe(
          'Whom it is about; yourself when left out. None where the case is about a unit (selection, election), or about an earlier case (annulment)',
        ),
        unit: Id.optional().describe('The branch, the applicant’s own when left out; for a selection the organisation that has the post'),
        act: Act,
        past: z.array(Past).max(120).optional(),
      })
      .meta({
        examples: [
          {
            procedure: 'admission',
            act: { kind: 'apply', body: { privacyVersion: '2026-01' }, papers: ['3f0e8a52-8f0e-4c65-9c3c-5f4a5a3f1c11'] },
          },
        ],
      }),
    response: {
      201: z.object({
        id: Id,
        seq: z.int(),
        findings: z.array(
          z.object({
            seq: z.int(),
            code: z.string().describe('That of the refusal; `done-late` where a step was done after its last lawful day'),
            clause: z.string().optional(),
            step: z.string().optional(),
            due: z.string().optional().describe('With done-late: the last lawful day'),
            on: z.string().optional().describe('With done-late: the day of the act'),
            text: Text.optional(),
          }),
        ),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/cases',
    operationId: 'listCases',
    tag,
    summary: 'Cases within my reach',
    auth: 'session',
    query: z.object({
      ...page,
      procedure: z.string().max(40).optional(),
      phase: z.enum(['open', 'suspended', 'held', 'ended']).optional(),
      step: z.string().max(16).optional(),
      unit: Id.optional(),
      subject: Id.optional(),
      mine: z.literal('true').optional().describe('Only cases about me'),
      ...format,
    }),
    table: caseTable,
    response: { 200: pageOf(CaseLine) },
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id',
    operationId: 'getCase',
    tag,
    summary: 'One case: timeline, what is next, who has it, until when, why not yet',
    auth: 'session',
    readsCase: true,
    params: CaseId,
    query: z.object({ after: whole('序号', 0, 1_000_000).optional().describe('Wait briefly until this seq is readable') }),
    response: { 200: CaseView },
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id/facts',
    operationId: 'listFacts',
    tag,
    summary: 'The ledger of one case, as sentences',
    auth: 'session',
    params: CaseId,
    query: z.object({ after: whole('序号', 0, 1_000_000).optional(), limit: whole('每页条数', 1, 200).optional(), ...format }),
    table: factTable,
    response: { 200: z.object({ items: z.array(FactView), next: z.int().optional() }) },
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id/inspectors',
    operationId: 'listCaseInspectors',
    tag,
    summary: 'Who may inspect the case, in order: the own office first, holders before substitutes',
    description:
      'For officers and inspectors who may read the case. Reasons are shown to inspection and to the committee’s officers; that somebody complained, and leave, to inspection alone: to others such an inspector is just not available.',
    auth: 'session',
    params: CaseId,
    query: z.object(format),
    table: caseInspectorTable,
    response: {
      200: z.object({
        items: z.array(CaseInspector),
        next: Id.optional().describe('The first who is available'),
        nobodyLeft: Text.optional().describe(
          'Nobody is left: the office or the one above has to appoint somebody; nothing passes meanwhile',
        ),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/cases/:id/record',
    operationId: 'processRecord',
    tag,
    summary: 'The whole-process record (全程纪实) of a case and of those that it opened, as text to print and to file',
    auth: 'session',
    readsCase: true,
    params: CaseId,
    produces: ['text/plain'],
    response: { 200: z.string() },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/commands',
    operationId: 'commandCase',
    tag,
    summary: 'Do something to a case or an occasion',
    description:
      'Registered, decided by the case’s workflow, recorded. The same Idempotency-Key gives the same answer; 503 means registered and still to be decided.',
    auth: 'session',
    readsCase: true,
    restsOnRead: true,
    idempotent: true,
    keyKeptBy: 'command',
    params: CaseId,
    body: Act,
    response: { 200: Accepted },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/judge',
    operationId: 'judgeAct',
    tag,
    summary: 'May this be done now? Nothing is registered',
    auth: 'session',
    params: CaseId,
    body: Act,
    response: { 200: z.object({ allowed: z.boolean(), refusal: RefusalView.optional() }) },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/pack/dry-run',
    operationId: 'dryRunPack',
    tag,
    summary: 'What would differ if the case adopted today’s rules',
    auth: 'session',
    params: CaseId,
    response: {
      200: z.object({
        seq: z.int(),
        from: z.string(),
        to: z.string(),
        same: z.boolean(),
        differences: z
          .array(
            z.object({
              what: z.string(),
              step: z.string().optional(),
              gate: z.enum(GATES).optional(),
              passed: z.boolean().optional().describe('The case is past this step: it matters only after a return'),
              from: z.string(),
              to: z.string(),
            }),
          )
          .describe(
            'Figures, calendar, and at each step each gate that would differ, with the days that it comes to where the case stands',
          ),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/pack/adopt',
    operationId: 'adoptPack',
    tag,
    summary: 'Adopt today’s rules, naming the dry run’s seq and hash',
    auth: 'session',
    idempotent: true,
    keyKeptBy: 'command',
    params: CaseId,
    body: z.strictObject({ seq: z.int(), to: z.string().max(80), papers: z.array(Id).max(10).default([]) }),
    response: { 200: Accepted },
  }),
  route({
    method: 'GET',
    path: '/api/tasks',
    operationId: 'myTasks',
    tag,
    summary: 'My inbox: what waits for me, earliest due day first',
    auth: 'session',
    query: z.object({
      ...page,
      procedure: z.string().max(40).optional(),
      step: z.string().max(16).optional(),
      overdue: z.literal('true').optional(),
      ...format,
    }),
    table: taskTable,
    response: { 200: pageOf(TaskLine) },
  }),
  route({
    method: 'GET',
    path: '/api/procedures/:name',
    operationId: 'getProcedure',
    tag,
    summary: 'Steps, acts and figures of a procedure, open to all',
    auth: 'public',
    params: z.object({ name: z.string().max(40) }),
    response: {
      200: z.object({
        name: z.string(),
        title: Text,
        edition: z.string(),
        stages: z.array(z.object({ id: z.string(), title: Text })).describe('In their order'),
        steps: z.array(z.record(z.string(), z.unknown())),
        acts: z.array(
          z.object({
            kind: z.string(),
            title: Text,
            seats: z.array(z.string()),
            via: z.array(z.string()),
            fact: z.string().describe('Kind of the fact that it leaves in the ledger'),
            anywhere: z.boolean().describe('Lawful in any open step, not only where a step lists it'),
            phases: z.array(z.string()),
            body: z.record(z.string(), z.unknown()),
          }),
        ),
        figures: z.array(
          z.object({
            key: z.string(),
            value: z.unknown(),
            unit: z.string(),
            since: z.string(),
            certainty: z.string(),
            verified: z.boolean(),
            citation: z.string(),
            note: z.string().optional(),
          }),
        ),
      }),
    },
  }),
] as const;
