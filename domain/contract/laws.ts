/** The law in force at a unit, and what a change of it would do. Nothing here changes anything. */
import { z } from 'zod';
import { GATES } from '../case/compare';
import { overlays } from '../procedures';
import { CASE_PROCEDURES } from './cases';
import { Id, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { lawEffectTable, lawTable } from './tables-law';

const tag = 'cases';
const params = z.object({ id: Id });
const Named = z.object({ id: Id, name: z.string() });
const procedure = z.enum(CASE_PROCEDURES, { error: '没有这种程序, 请从名单中选择' }).default('admission');
const Change = z.object({
  what: z.string(),
  step: z.string().optional(),
  gate: z.enum(GATES).optional(),
  from: z.string(),
  to: z.string(),
});

export const TRIED = ['today', 'none', ...Object.keys(overlays)] as [string, ...string[]];

export const LawFigure = z.object({
  key: z.string(),
  value: z.unknown(),
  base: z.unknown().optional().describe('What the pack says, where an overlay says otherwise'),
  unit: z.string(),
  since: z.string(),
  certainty: z.string(),
  verified: z.boolean().describe('false: shown as to be verified (待核实)'),
  own: z.boolean().describe('A convention of this project: no clause says it'),
  citation: z.string(),
  gist: z.string(),
  note: z.string().optional(),
});

export const LawEffect = z.object({
  case: Id,
  subject: Named.optional(),
  unit: Named,
  seq: z.int(),
  to: z.string().describe('Hash of the law that it would take'),
  adoptable: z.boolean().describe('It is today’s law: POST /api/cases/{id}/pack/adopt takes it'),
  differences: z.array(Change).describe('What the case has passed is left out'),
});

export const lawRoutes = [
  route({
    method: 'GET',
    path: '/api/organisations/:id/law',
    operationId: 'readLaw',
    tag,
    summary: 'Pack and overlays in force at a unit: each figure with clause and certainty, and under which editions its open cases run',
    auth: 'session',
    params,
    query: z.strictObject({ procedure, ...format }),
    table: lawTable,
    response: {
      200: z.object({
        unit: Named,
        procedure: z.string(),
        edition: z.string(),
        calendar: z.string(),
        overlays: z
          .array(z.object({ id: z.string(), name: z.string(), edition: z.string(), at: Named }))
          .describe('From the topmost unit down'),
        offered: z.array(z.object({ id: z.string(), name: z.string() })).describe('Every overlay that there is for the procedure'),
        figures: z.array(LawFigure),
        editions: z
          .array(z.object({ edition: z.string(), calendar: z.string(), hash: z.string(), current: z.boolean(), count: z.int() }))
          .describe(
            'Of the open cases of the unit and below that the reader may see; `current`: what a case opened at the unit today would have',
          ),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/organisations/:id/law/effect',
    operationId: 'tryLaw',
    tag,
    summary: 'What would differ in the open cases of a unit, if they took today’s law, or the law with another overlay at the unit',
    description:
      'A page of the cases, each compared with its own law as `adoptPack`’s dry run does. `as`: `today`, `none` (without the unit’s own overlay), or the name of an overlay. A change never reaches an open case by itself: each adopts it by an act.',
    auth: 'session',
    params,
    query: z.strictObject({
      after: page.after,
      procedure,
      as: z.enum(TRIED, { error: `请填写 ${TRIED.join('、')} 之一` }).default('today'),
      ...format,
    }),
    table: lawEffectTable,
    response: {
      200: pageOf(LawEffect).extend({
        same: z.int().describe('Cases of the page for which nothing would differ; they are not listed'),
        changes: z.array(Change.extend({ cases: z.int() })).describe('The same, counted over the page'),
      }),
    },
  }),
] as const;
