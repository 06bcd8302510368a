/** A unit's dossier (全程纪实): its cases by procedure and year, what is missing in them, a sample that the team draws, ledgers, one file. */
import { z } from 'zod';
import { flag, Id, page, pageOf, whole } from './fields';
import { route } from './route';
import { format } from './table';
import { dossierTable } from './tables';

const tag = 'dossier';
const Named = z.object({ id: Id, name: z.string() });
const params = z.object({ id: Id });

/** Cases of a dossier at most: the index is read page by page, the set of their ids is held. */
export const MOST_CASES = 20_000;
/** Cases of a sample at most: each comes with its bundle. */
export const MOST_DRAWN = 200;

const SEED = /^[0-9A-Za-z-]{4,64}$/;
const SEED_FORM = '种子应为 4 至 64 个字母、数字或连字符, 由组内现场产生';
const Seed = z
  .string({ error: ({ input }) => (Array.isArray(input) ? '种子只填写一次' : SEED_FORM) })
  .regex(SEED, { error: SEED_FORM })
  .describe('Chosen by the team: 4 to 64 letters, digits or hyphens');
const Procedure = z.string({ error: '程序只填写一次' }).max(40, { error: '没有这个程序' });
const YEAR = { error: '年份应为 1990 至 2200 的整数' };
const Year = z.int(YEAR).min(1990, YEAR).max(2200, YEAR);
const DRAWN = { error: '件数应为 0 至 200 的整数' };
const year = (what: string) => whole(what, 1990, 2200);

const which = {
  procedure: Procedure.optional(),
  from: year('起始年份').optional().describe('First year of opening'),
  to: year('截止年份').optional().describe('Last year of opening'),
};

export const MISSING = ['absent', 'lost', 'altered'] as const;

export const DossierCase = z
  .object({
    case: Id,
    procedure: z.string(),
    year: z.int().describe('In which it was opened'),
    unit: Named,
    subject: z.string().optional().describe('Only where names were asked for'),
    numbers: z.array(z.string()).describe('Development, booklet and certificate numbers'),
    phase: z.string(),
    ending: z.string().optional(),
    stage: z.string(),
    openedOn: z.string(),
    endedOn: z.string().optional(),
    papers: z.int(),
    kinds: z.array(z.string()).describe('Kinds of papers that lie there'),
    missing: z
      .array(
        z.object({
          step: z.string(),
          kind: z.string(),
          seq: z.int(),
          why: z
            .enum(MISSING)
            .describe('`absent`: the act came without it; `lost`: named in the ledger, not in the store; `altered`: another lies there'),
        }),
      )
      .describe('Papers that the steps’ table asked for'),
    findings: z.array(
      z.object({
        seq: z.int(),
        on: z.string(),
        act: z.string(),
        code: z.string(),
        clause: z.string().optional(),
        due: z.string().optional().describe('The last lawful day, where it was missed'),
      }),
    ),
  })
  .meta({ id: 'DossierCase' });

const set = {
  cases: z.int(),
  set: z
    .string()
    .describe('SHA-256 over the ids of the cases in order, each with a line feed: two who see the same one draw from the same'),
};

export const dossierRoutes = [
  route({
    method: 'GET',
    path: '/api/organisations/:id/dossier',
    operationId: 'readDossier',
    tag,
    summary: 'An organisation’s dossier: its cases and those below it by procedure and year',
    description: 'Auditors and their teams, administrators, inspectors. What only inspectors read is in no dossier.',
    auth: 'session',
    params,
    response: {
      200: z.object({
        organisation: Named,
        asOf: z.string(),
        cases: z.int(),
        mostCases: z.int(),
        mostDrawn: z.int(),
        years: z.array(
          z.object({ procedure: z.string(), year: z.int(), cases: z.int(), open: z.int(), ended: z.int(), findings: z.int() }),
        ),
      }),
    },
  }),
  route({
    method: 'GET',
    path: '/api/organisations/:id/dossier/cases',
    operationId: 'listDossierCases',
    tag,
    summary: 'The index of a dossier, case by case: papers, missing papers, findings',
    auth: 'session',
    params,
    query: z.object({
      ...page,
      ...which,
      missing: flag.optional().describe('Of each page only the cases in which papers are missing'),
      names: flag.optional().describe('With the names of those whom they are about; said in the log'),
      ...format,
    }),
    table: dossierTable,
    response: { 200: pageOf(DossierCase) },
  }),
  route({
    method: 'GET',
    path: '/api/organisations/:id/dossier/sample',
    operationId: 'drawDossierSample',
    tag,
    summary: 'A sample of the cases, drawn by a seed that the team gives',
    description:
      'The same seed over the same cases draws the same ones, for anybody, from the index alone: docs/evidence.md. Each drawing is an entry of the log, so that nobody tries seeds unseen.',
    auth: 'session',
    params,
    query: z.object({ ...which, seed: Seed, size: whole('件数', 1, MOST_DRAWN).optional().describe('Default 10') }),
    response: {
      200: z.object({
        method: z.string(),
        seed: z.string(),
        ...set,
        drawn: z.array(z.object({ key: z.string(), case: Id, procedure: z.string(), unit: Named, openedOn: z.string() })),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/organisations/:id/dossier/export',
    operationId: 'exportDossier',
    tag,
    summary: 'The dossier as one file (zip): index.html, index and findings, ledgers, the log’s checkpoint, the bundles of the sample',
    description:
      'It opens without this system; each bundle is checked by verify/tuanwu-verify.mjs. Names are left out unless asked for. The export is an entry of the log, and what was handed over another, with the digest of its manifest.',
    auth: 'session',
    perMinute: 20,
    params,
    body: z
      .strictObject({
        procedure: Procedure.optional(),
        from: Year.optional(),
        to: Year.optional(),
        seed: Seed,
        size: z.int(DRAWN).min(0, DRAWN).max(MOST_DRAWN, DRAWN).default(10),
        names: z.boolean({ error: '应为 true 或 false' }).default(false),
      })
      .meta({ examples: [{ seed: '20261127-4-2-6', size: 10, from: 2025, to: 2026 }] }),
    produces: ['application/zip'],
    response: { 200: z.string() },
  }),
] as const;
