import { z } from 'zod';
import { Day } from '../calendar/day';
import { Phone } from '../people/phone';
import { overlays } from '../procedures';
import { Id, page, pageOf, Region, text } from './fields';
import { route } from './route';
import { format } from './table';
import { organisationTable } from './tables';

const tag = 'organisations';

export const KINDS = ['committee', 'work-committee', 'general-branch', 'branch', 'inspection-office'] as const;
const Kind = z.enum(KINDS);
const Field = z.enum(['school', 'society']);

export const OrganisationView = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    kind: Kind,
    parent: z.object({ id: Id, name: z.string() }).optional(),
    region: z.string(),
    field: z.string(),
    schoolStage: z.string().optional(),
    approves: z.boolean().describe('May approve members: committees and work committees alone'),
    hasCommittee: z.boolean(),
    overlay: z.string().optional().describe('Local rules laid over the pack from here down'),
    inspects: Id.optional(),
    contact: z.string().optional(),
    closedOn: Day.optional(),
    successor: Id.optional(),
  })
  .meta({ id: 'Organisation' });

const fields = {
  name: text(100),
  region: Region,
  field: Field,
  schoolStage: text(40).nullable(),
  approves: z.boolean().describe('May approve members; of a committee or a work committee alone'),
  hasCommittee: z.boolean(),
  overlay: z
    .enum(Object.keys(overlays) as [string, ...string[]], { error: `没有这套细则，可选: ${Object.keys(overlays).join(', ')}` })
    .nullable(),
  contact: Phone.nullable(),
};

const NewOrganisation = z
  .strictObject({
    ...z.object(fields).partial().shape,
    name: fields.name,
    code: z.string({ error: '代码应为文本' }).regex(/^[A-Za-z0-9-]{1,40}$/, { error: '代码为 1 至 40 个字母、数字或短横' }),
    kind: Kind,
    parentId: Id.optional().describe('Of League organisations; an inspection office stands outside the tree'),
    inspectsId: Id.optional().describe('Of an inspection office: what it inspects'),
  })
  .superRefine(({ kind, parentId, inspectsId }, ctx) => {
    const office = kind === 'inspection-office';
    if (office && inspectsId === undefined) ctx.addIssue({ code: 'custom', path: ['inspectsId'], message: '监察机构须写明监督哪个组织' });
    if (!office && inspectsId !== undefined) ctx.addIssue({ code: 'custom', path: ['inspectsId'], message: '只有监察机构填写这一项' });
    if (office && parentId !== undefined)
      ctx.addIssue({ code: 'custom', path: ['parentId'], message: '监察机构不在团的组织树内，不填上级组织' });
    if (!office && parentId === undefined) ctx.addIssue({ code: 'custom', path: ['parentId'], message: '请填写上级组织' });
  });

const params = z.object({ id: Id });

/** Least data: what tells branches of the same name apart. */
const BranchLine = z.object({
  id: Id,
  name: z.string(),
  above: z.array(z.string()).describe('Names of what lies above it, nearest first: names of branches repeat'),
});

export const organisationRoutes = [
  route({
    method: 'GET',
    path: '/api/organisations',
    operationId: 'listOrganisations',
    tag,
    summary: 'Organisations within my reach, in order of code',
    auth: 'session',
    query: z.strictObject({
      ...page,
      kind: Kind.optional(),
      parent: Id.optional(),
      q: text(50).optional().describe('Part of the name, or the beginning of the code'),
      ...format,
    }),
    table: organisationTable,
    response: { 200: pageOf(OrganisationView) },
  }),
  route({
    method: 'GET',
    path: '/api/branches',
    operationId: 'findBranches',
    tag,
    summary: 'Open branches wherever they lie, by part of the name, of a name above or the beginning of the code',
    description:
      'For `requestTransfer`: whoever moves goes to a branch beyond his own reach. Several words narrow it: each is found somewhere.',
    auth: 'session',
    query: z.strictObject({
      q: text(50).describe('“高中 3班”: each word is part of its name or of one above, the beginning of its code, or its id'),
    }),
    response: { 200: z.object({ items: z.array(BranchLine), more: z.boolean().describe('There are more: narrow it') }) },
  }),
  route({
    method: 'GET',
    path: '/api/organisations/:id',
    operationId: 'readOrganisation',
    tag,
    summary: 'One organisation',
    auth: 'session',
    params,
    response: { 200: OrganisationView },
  }),
  route({
    method: 'POST',
    path: '/api/organisations',
    operationId: 'createOrganisation',
    tag,
    summary: 'Found an organisation below another',
    auth: 'session',
    idempotent: true,
    body: NewOrganisation,
    example: { code: '654322-YZ-G2-03', name: '高二（3）班团支部', kind: 'branch', parentId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001' },
    response: { 201: OrganisationView },
  }),
  route({
    method: 'PATCH',
    path: '/api/organisations/:id',
    operationId: 'changeOrganisation',
    tag,
    summary: 'Correct an organisation, or close it with a successor',
    description:
      'Closing moves its people and its open cases to the successor and ends the roles held in it; it is refused while lower units are open, and without a successor while it has cases or people. A changed region reaches the units below that had the same one; cases opened before keep their calendar.',
    auth: 'session',
    idempotent: true,
    params,
    body: z
      .strictObject({ ...z.object(fields).partial().shape, closedOn: Day.optional(), successorId: Id.optional() })
      .refine((body) => body.successorId === undefined || body.closedOn !== undefined, {
        error: '填写接续单位时须同时填写撤销日期',
        path: ['closedOn'],
      }),
    example: { closedOn: '2026-07-15', successorId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a002' },
    response: { 200: OrganisationView },
  }),
] as const;
