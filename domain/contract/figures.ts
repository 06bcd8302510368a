import { z } from 'zod';
import { CASE_PROCEDURES } from './cases';
import { Id } from './fields';
import { route } from './route';
import { format } from './table';
import { figureTable } from './tables-law';

/** What an open case waits for now: nothing may be done yet; it lies at a desk in time; it stands still; it is suspended or on hold. */
const Waits = {
  rule: z.int().describe('Waits by rule: nothing may lawfully be done yet'),
  desk: z.int().describe('At a desk, and in time'),
  stalled: z.int().describe('Stands still: on the board'),
  paused: z.int().describe('Suspended, or on hold for a finding'),
};
const Text = z.object({ zh: z.string(), en: z.string() });

const StageFigures = z.object({
  stage: z.string(),
  title: Text,
  ages: z.array(z.int()).describe('Open cases in the stage by age, one count for each group of `ageDays`'),
  ...Waits,
  closed: z.int().describe('Cases that closed the stage during the last 365 days'),
  medianDays: z.number().optional().describe('Calendar days that they spent in it; absent when there were none'),
  ninthDecileDays: z.number().optional().describe('Nine of ten were through in so many days'),
});

export const FiguresView = z.object({
  procedure: z.string(),
  today: z.string(),
  ageDays: z.array(z.int()),
  stages: z.array(StageFigures),
  unitsAre: z.enum(['committees', 'branches']).describe('Committees; where there is but one, its branches'),
  units: z.array(z.object({ id: Id, name: z.string(), ...Waits })).describe('The thirty with the most open cases'),
});

export const figureRoutes = [
  route({
    method: 'GET',
    path: '/api/audit/figures',
    operationId: 'readFigures',
    tag: 'audit',
    summary: 'How many cases stand where, how old they are, how long a stage takes, and what they wait for, by stage and by unit',
    description:
      'Of the cases that the reader may see. Time in a stage runs from the opening of its first step to the closing of its last; what a return undid does not count.',
    auth: 'session',
    query: z.object({
      unit: Id.optional().describe('The unit and everything below it'),
      procedure: z.enum(CASE_PROCEDURES, { error: '没有这种程序, 请从名单中选择' }).default('admission'),
      ...format,
    }),
    table: figureTable,
    response: { 200: FiguresView },
  }),
] as const;
