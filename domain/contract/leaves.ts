/** Leave of the staff, simulated before it is entered; and what taking a role away would leave without anybody. */
import { z } from 'zod';
import { Day } from '../calendar/day';
import { SEATS } from '../case/step';
import { Id, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { staffLeaveTable, vacancyTable } from './tables-staff';

const tag = 'roles';
const params = z.object({ id: Id });
const Named = z.object({ id: Id, name: z.string() });

export const StaffLeave = z.object({ id: Id, person: Named, since: Day, until: Day.optional() }).meta({ id: 'StaffLeave' });

/** Cases that would have nobody who may do what they wait for. */
export const Vacancies = z
  .object({
    total: z.int().describe('Cases, each counted once'),
    sentence: z.object({ zh: z.string(), en: z.string() }),
    cases: z
      .array(
        z.object({
          case: Id,
          procedure: z.string(),
          subject: Named.optional(),
          unit: Named,
          step: z.string(),
          seat: z.enum(SEATS),
          at: Named.optional().describe('The desk at which nobody would sit'),
          from: Day.describe('First day on which it would be so'),
        }),
      )
      .describe('The first two hundred'),
  })
  .meta({ id: 'Vacancies' });

export const leaveRoutes = [
  route({
    method: 'GET',
    path: '/api/leaves',
    operationId: 'listStaffLeaves',
    tag,
    summary: 'Leave of today and of days to come, within my reach, and my own',
    auth: 'session',
    query: z.strictObject({ ...page, person: Id.optional(), ...format }),
    table: staffLeaveTable,
    response: { 200: pageOf(StaffLeave) },
  }),
  route({
    method: 'POST',
    path: '/api/leaves',
    operationId: 'enterStaffLeave',
    tag,
    summary: 'Enter the leave of somebody who holds a role; with `preview` only say which cases would have nobody',
    description:
      'By the person, or an administrator at or above every unit where the person holds a role. The leave of inspectors is entered by the head of their office. While it lasts, whoever acts in the role at the same unit sees what was assigned to the person, and the board calls a desk vacant at which nobody else sits.',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({
        personId: Id,
        since: Day,
        until: Day.optional().describe('Last day; absent: until further notice'),
        preview: z.boolean().default(true),
      })
      .refine(({ since, until }) => until === undefined || since <= until, { error: '结束日期不能早于开始日期', path: ['until'] }),
    response: { 200: z.object({ result: z.enum(['would', 'done']), leave: StaffLeave.optional(), vacant: Vacancies }) },
  }),
  route({
    method: 'POST',
    path: '/api/leaves/:id/end',
    operationId: 'endStaffLeave',
    tag,
    summary: 'End a leave: yesterday was its last day',
    auth: 'session',
    idempotent: true,
    params,
    response: { 200: StaffLeave },
  }),
  route({
    method: 'GET',
    path: '/api/holdings/:id/vacancies',
    operationId: 'simulateEndRole',
    tag,
    summary: 'Cases that would have nobody if the role ended; nothing is changed',
    auth: 'session',
    params,
    query: z.strictObject({ until: Day.optional().describe('Last day in force; default yesterday'), ...format }),
    table: vacancyTable,
    response: { 200: Vacancies },
  }),
] as const;
