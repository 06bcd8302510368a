import { z } from 'zod';
import { Id } from './fields';
import { route } from './route';
import { format } from './table';
import { scoringTable } from './tables-own';

const Part = z.enum(['paper', 'interview']);

export const Scoring = z.object({
  case: Id,
  title: z.string(),
  unit: z.object({ id: Id, name: z.string() }),
  people: z.array(z.object({ id: Id, name: z.string() })).describe('All who qualified: each is given points once'),
  given: z.array(Part),
});

export const scoreRoutes = [
  route({
    method: 'GET',
    path: '/api/scores',
    operationId: 'listScoring',
    tag: 'cases',
    summary: 'Competitions that I score as an examiner now: whom, and which parts I have given; never what anybody gave',
    auth: 'session',
    query: z.object(format),
    table: scoringTable,
    response: { 200: z.object({ items: z.array(Scoring) }) },
  }),
  route({
    method: 'POST',
    path: '/api/cases/:id/scores',
    operationId: 'sealScores',
    tag: 'cases',
    summary: 'An examiner of a competition seals his points for all who qualified; nobody reads them before all are opened together',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    body: z.strictObject({
      part: Part,
      scores: z
        .array(
          z.strictObject({
            person: Id,
            points: z.int({ error: '分数以百分之一分为单位的整数填写, 例如 8650 表示 86.50 分' }).min(0).max(10_000),
          }),
        )
        .min(1)
        .max(200)
        .describe('Points in hundredths, 0 to 10000'),
    }),
    response: { 201: z.object({ part: z.string(), entries: z.int() }) },
  }),
] as const;
