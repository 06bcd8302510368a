/** An organisation's own bulletin (督查通报): what stood still in it, unit by unit and month by month. */
import { z } from 'zod';
import { REASONS } from '../standing/reasons';
import { Id, whole } from './fields';
import { route } from './route';
import { format } from './table';
import { bulletinTable } from './tables';

const tag = 'audit';

const sums = {
  open: z.int().describe('Cases open at the end of the month'),
  stalled: z.int(),
  overdue: z.int().describe('With a deadline of a clause passed, whatever reason leads'),
  longestDays: z.int().describe('Of the case that has stood longest'),
  reasons: z.partialRecord(z.enum(REASONS), z.int()).describe('By leading reason'),
};

export const BulletinLine = z
  .object({
    month: z.string(),
    unit: z
      .object({ id: Id, name: z.string() })
      .describe('A unit right below with everything below it; the organisation itself for its own cases'),
    ...sums,
  })
  .meta({ id: 'BulletinLine' });

const asked = z.object({ org: Id, months: whole('月数', 1, 12).optional().describe('The running month and those before it; default 6') });

export const bulletinRoutes = [
  route({
    method: 'GET',
    path: '/api/audit/bulletin',
    operationId: 'readBulletin',
    tag,
    summary: 'Bulletin of an organisation: open, stalled and overdue by unit, month by month',
    description:
      'Months that are over are counted from the facts as of 24:00 of their last day, by the worker, shortly after; the running month is the board’s. Faults of the system are in none of it, nor what only inspectors read. It names no person.',
    auth: 'session',
    query: asked.extend(format),
    table: bulletinTable,
    response: {
      200: z.object({
        organisation: z.object({ id: Id, name: z.string() }),
        asOf: z.string(),
        months: z.array(z.string()).describe('The oldest first; the last one runs'),
        pending: z.array(z.string()).describe('Months that the worker has not counted yet'),
        totals: z.array(z.object({ month: z.string(), ...sums })),
        items: z.array(BulletinLine).describe('By month, then unit'),
        checkpoint: z.object({ text: z.string(), qr: z.string() }).optional().describe('Of the log, as the printed paper carries it'),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/audit/bulletin/paper',
    operationId: 'printBulletin',
    tag,
    summary: 'The same as a paper of A4, with the newest checkpoint of the log at its foot',
    auth: 'session',
    produces: ['text/html'],
    query: asked,
    response: { 200: z.string() },
  }),
] as const;
