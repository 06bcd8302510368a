/** Who holds which role, where, from when until when. */
import { z } from 'zod';
import { ROLES } from '../authority/who';
import { Day } from '../calendar/day';
import { Id, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { holdingTable } from './tables';

const Named = z.object({ id: Id, name: z.string() });
const params = z.object({ id: Id });

export const HoldingView = z
  .object({
    id: Id,
    person: Named,
    organisation: Named,
    role: z.enum(ROLES),
    since: Day,
    until: Day.optional(),
    acting: z.boolean(),
    order: z.int().optional().describe('Of a substitute inspector'),
  })
  .meta({ id: 'Holding' });

export const holdingRoutes = [
  route({
    method: 'GET',
    path: '/api/holdings',
    operationId: 'listHoldings',
    tag: 'roles',
    summary: 'Roles held within my reach, and my own',
    auth: 'session',
    query: z.strictObject({
      ...page,
      organisation: Id.optional(),
      person: Id.optional(),
      role: z.enum(ROLES).optional(),
      on: Day.optional().describe('In force that day; default today'),
      ...format,
    }),
    table: holdingTable,
    response: { 200: pageOf(HoldingView) },
  }),
  route({
    method: 'POST',
    path: '/api/holdings',
    operationId: 'giveRole',
    tag: 'roles',
    summary: 'Give a role at an organisation, never to oneself',
    description:
      'League roles by an administrator or system administrator at the organisation or above; inspectors and their substitutes only by the head of their inspection office, whose own successor is given by himself or the head of the higher office. Slips that lie about become void; whoever comes to inspect begins the account anew.',
    auth: 'session',
    stepUp: true,
    idempotent: true,
    body: z
      .strictObject({
        personId: Id,
        organisationId: Id,
        role: z.enum(ROLES, { error: '没有这个岗位' }),
        since: Day.optional().describe('Default today'),
        until: Day.optional(),
        acting: z.boolean().default(false).describe('Stands in for the holder'),
        order: z
          .int()
          .min(1, { error: '顺序从 1 开始' })
          .max(99, { error: '顺序最大为 99' })
          .optional()
          .describe('Of a substitute inspector: 1 is asked first'),
      })
      .refine(({ role, acting, order }) => order === undefined || (role === 'inspector' && acting), {
        error: '顺序只用于替补监督员（role 为 inspector 且 acting 为 true）',
        path: ['order'],
      })
      .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
        error: '结束日期不能早于开始日期',
        path: ['until'],
      })
      .meta({
        examples: [
          {
            personId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a003',
            organisationId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001',
            role: 'branch-secretary',
            since: '2026-09-01',
          },
        ],
      }),
    response: { 201: HoldingView },
  }),
  route({
    method: 'POST',
    path: '/api/holdings/:id/end',
    operationId: 'endRole',
    tag: 'roles',
    summary: 'End a role; a head of inspection ends his own only with a successor',
    auth: 'session',
    stepUp: true,
    idempotent: true,
    params,
    body: z.strictObject({ until: Day.optional().describe('Last day in force; default yesterday, so that it ends at once') }),
    response: { 200: HoldingView },
  }),
] as const;
