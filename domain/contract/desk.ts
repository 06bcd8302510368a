import { z } from 'zod';
import { flag, Id, page, pageOf, text } from './fields';
import { PersonLine } from './people';
import { route } from './route';
import { format } from './table';
import { myActTable } from './tables-own';

const tag = 'desk';
const Named = z.object({ id: Id, name: z.string() });

const CaseFound = z.object({
  id: Id,
  procedure: z.string(),
  subject: Named.optional(),
  unit: Named,
  phase: z.string(),
  number: z.string().optional().describe('The number that was looked for, where it is one of the case’s'),
});

export const MyAct = z.object({
  id: Id.describe('Of the command'),
  case: Id,
  procedure: z.string(),
  subject: Named.optional(),
  unit: Named,
  on: z.string(),
  sentence: z.object({ zh: z.string(), en: z.string() }),
  phase: z.string(),
  ending: z.string().optional(),
});

export const deskRoutes = [
  route({
    method: 'GET',
    path: '/api/me/acts',
    operationId: 'listMyActs',
    tag,
    summary: 'What I have done, newest first (已办); with `opened` only what I have opened (我发起)',
    description: 'Cases that I may no longer read are left out, so a page may hold fewer lines than asked for.',
    auth: 'session',
    query: z.strictObject({ ...page, opened: flag.optional(), ...format }),
    table: myActTable,
    response: { 200: pageOf(MyAct) },
  }),
  route({
    method: 'GET',
    path: '/api/search',
    operationId: 'search',
    tag,
    summary: 'People, cases and units within my reach by one word: name, pinyin or its initials, a number, a reference, a unit',
    auth: 'session',
    perMinute: 240,
    query: z.strictObject({ q: text(50) }),
    response: {
      200: z.object({
        people: z.array(PersonLine),
        cases: z.array(CaseFound),
        units: z.array(z.object({ id: Id, name: z.string(), code: z.string(), kind: z.string() })),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/phrases',
    operationId: 'readPhrases',
    tag,
    summary: 'My own phrases (常用语) for opinions and records',
    auth: 'session',
    response: { 200: z.object({ texts: z.array(z.string()) }) },
  }),
  route({
    method: 'PUT',
    path: '/api/me/phrases',
    operationId: 'keepPhrases',
    tag,
    summary: 'Keep my phrases: the whole list, thirty at most',
    auth: 'session',
    body: z
      .strictObject({
        texts: z.array(text(200), { error: '常用语应为一个列表' }).max(30, { error: '常用语最多 30 条, 请先删去一些' }),
      })
      .meta({ examples: [{ texts: ['经审查, 同意。', '材料不齐, 请补充后再报。'] }] }),
    response: { 200: z.object({ texts: z.array(z.string()) }) },
  }),
] as const;
