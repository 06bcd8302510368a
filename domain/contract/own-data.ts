import { z } from 'zod';
import { Id, Instant, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { readingTable } from './tables-own';

const tag = 'me';

export const Reading = z.object({
  id: Id,
  at: Instant,
  what: z.enum(['case', 'paper', 'export', 'guardian', 'record', 'numbers']),
  by: z.string().optional().describe('Absent for the guardian’s link'),
  as: z.string().optional().describe('The seat or role in which it was read'),
  case: Id.optional(),
  paper: z.string().optional().describe('The kind of paper'),
});

export const ownDataRoutes = [
  route({
    method: 'GET',
    path: '/api/me/readings',
    operationId: 'listReadings',
    tag,
    summary: 'Who looked at my cases, papers and record, newest first; of a file that stays open one line a day',
    description: 'What inspectors read while a complaint or an investigation is open is not shown before that has ended.',
    auth: 'session',
    query: z.strictObject({ ...page, ...format }),
    table: readingTable,
    response: { 200: pageOf(Reading) },
  }),
  route({
    method: 'GET',
    path: '/api/me/data',
    operationId: 'exportOwnData',
    tag,
    summary: 'Everything kept of me, as one file: a page to read, and inside it the same as JSON (id "data")',
    description:
      'Asks for the second factor where one is enrolled. The export is an entry of the log. What only inspectors read is not in it.',
    auth: 'session',
    stepUp: true,
    produces: ['text/html'],
    response: { 200: z.string() },
  }),
] as const;
