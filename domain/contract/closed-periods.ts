/** Closed periods (school holidays, pasture season): days on which nobody is expected to act, so that a case is not idle. No clause's deadline stops for them. */
import { z } from 'zod';
import { Day } from '../calendar/day';
import { Id, text } from './fields';
import { route } from './route';
import { format } from './table';
import { closedPeriodTable } from './tables-staff';

const tag = 'organisations';
const params = z.object({ id: Id });
const Named = z.object({ id: Id, name: z.string() });

export const ClosedPeriod = z
  .object({
    id: Id,
    at: Named.describe('The unit that declared it'),
    closed: z.boolean().describe('false: the unit says that it works although a unit above is closed'),
    from: Day,
    until: Day,
    why: z.string(),
  })
  .meta({ id: 'ClosedPeriod' });

export const closedPeriodRoutes = [
  route({
    method: 'GET',
    path: '/api/organisations/:id/closed-periods',
    operationId: 'listClosedPeriods',
    tag,
    summary: 'Closed periods of a unit from today on: its own, inherited ones, and what holds in the end',
    auth: 'session',
    params,
    query: z.object(format),
    table: closedPeriodTable,
    response: {
      200: z.object({
        items: z.array(ClosedPeriod),
        effective: z.array(z.object({ from: Day, until: Day })).describe('Days on which the unit is closed, both included'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/organisations/:id/closed-periods',
    operationId: 'declareClosedPeriod',
    tag,
    summary: 'Declare a closed period; units below inherit it unless they say otherwise',
    description:
      'By the unit’s own secretary or officer, or an administrator at or above it; from today on, no longer than `closed.mostDays`. It stops `idle` on the board, never a deadline. `closed: false` says that the unit works on those days although a unit above is closed.',
    auth: 'session',
    idempotent: true,
    params,
    body: z
      .strictObject({ from: Day, until: Day, why: text(100), closed: z.boolean().default(true) })
      .refine(({ from, until }) => from <= until, { error: '结束日期不能早于开始日期', path: ['until'] })
      .meta({ examples: [{ from: '2027-01-18', until: '2027-02-28', why: '寒假' }] }),
    response: { 201: ClosedPeriod },
  }),
  route({
    method: 'POST',
    path: '/api/closed-periods/:id/cut',
    operationId: 'cutClosedPeriod',
    tag,
    summary: 'Cut a period short; one that has not begun is taken back',
    auth: 'session',
    idempotent: true,
    params,
    body: z.strictObject({ until: Day.optional().describe('New last day; default yesterday, so that it ends at once') }),
    response: { 200: ClosedPeriod },
  }),
] as const;
