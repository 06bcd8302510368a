/** Substitutes (代理): another person acts in a role of a unit, from a day until a day. */
import { z } from 'zod';
import { SUBSTITUTE_ROLES } from '../authority/substitute';
import { Day } from '../calendar/day';
import { Id, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { substituteTable } from './tables-staff';

const tag = 'audit';
const Named = z.object({ id: Id, name: z.string() });
const Role = z.enum(SUBSTITUTE_ROLES, { error: '该岗位不能由管理员指定代理' });

export const Substitute = z.object({
  holding: Id.describe('Ended early by POST /api/holdings/{id}/end'),
  unit: Named,
  role: z.string(),
  person: Named,
  from: Day,
  until: Day.optional(),
});

export const substituteRoutes = [
  route({
    method: 'GET',
    path: '/api/audit/substitutes',
    operationId: 'listSubstitutes',
    tag,
    summary: 'Who acts for whom today and in days to come, within my reach',
    auth: 'session',
    query: z.strictObject({ ...page, unit: Id.optional().describe('Exactly this unit'), ...format }),
    table: substituteTable,
    response: { 200: pageOf(Substitute) },
  }),
  route({
    method: 'POST',
    path: '/api/audit/substitutes',
    operationId: 'appointSubstitutes',
    tag,
    summary: 'Appoint substitutes for dates, one or many; with `preview` only say what would happen',
    description:
      'By an administrator at or above the unit, never himself, never in an inspector’s seat. Nobody substitutes in a role whose counterpart he holds: the second pair of eyes must be another person’s. Each row is judged by itself and logged; `barred` lists open cases in which the person could not act all the same. Repeated with the same Idempotency-Key the answer is the same.',
    auth: 'session',
    stepUp: true,
    idempotent: true,
    body: z
      .strictObject({
        items: z
          .array(z.strictObject({ unit: Id, role: Role, person: Id }))
          .min(1, { error: '至少填写一项代理' })
          .max(100, { error: '一次最多 100 项代理, 请分批办理' }),
        from: Day,
        until: Day,
        why: z.enum(['leave', 'vacancy', 'other']),
        preview: z.boolean().default(true),
      })
      .refine(({ from, until }) => from <= until, { error: '结束日期不能早于开始日期', path: ['until'] }),
    response: {
      200: z.object({
        items: z.array(
          z.object({
            unit: Id,
            role: z.string(),
            person: Id,
            result: z.enum(['would', 'done', 'refused']),
            holding: Id.optional(),
            tasks: z.int().optional().describe('Open tasks of the desk'),
            barred: z
              .array(z.object({ case: Id, code: z.enum(['already-signed', 'subject']) }))
              .optional()
              .describe('Cases of the desk in which the person signed at another level, or whom they are about'),
            refusal: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    },
  }),
] as const;
