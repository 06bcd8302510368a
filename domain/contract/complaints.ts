import { z } from 'zod';
import { Day } from '../calendar/day';
import { Text } from './case-views';
import { Id, page, pageOf, ReceiptCode, text } from './fields';
import { route } from './route';
import { format } from './table';
import { complaintTable } from './tables';

const tag = 'complaints';

/** What it is about: the entry of a notice or the case, or the post, unit or person in words. */
const What = {
  entry: Id.optional().describe('The entry of a notice, or the case, where the complainant has its id'),
  about: text(300).optional().describe('Otherwise post, unit or person in words; an inspector finds the case'),
  text: text(4000),
  name: text(50).optional().describe('Whoever gives a name is answered on acceptance; nobody but inspectors sees it'),
  contact: text(100).optional(),
};
const aboutSomething = { error: '请填写公示条目编号 (entry), 或用文字说明职务、单位或人员 (about)', path: ['about'] };
const Receipt = z.object({ receipt: z.string().describe('Keep it: it is shown once'), status: z.string(), receivedOn: z.string() });
const COMPLAINT = { about: '团委副书记人选', text: '考察谈话前有人打招呼拉票, 时间地点见所附说明' };

export const ComplaintLine = z.object({
  id: Id,
  case: Id.optional(),
  organisation: Id.optional(),
  investigation: Id.optional().describe('Absent until somebody has said what it is about'),
  channel: z.string(),
  receivedOn: z.string(),
  named: z.boolean(),
  text: z.string(),
  about: z.string().optional(),
  name: z.string().optional(),
  contact: z.string().optional(),
  enteredBy: Id.optional(),
  status: z.string(),
});

export const complaintRoutes = [
  route({
    method: 'POST',
    path: '/api/public/complaints',
    operationId: 'complain',
    tag,
    summary: 'Complain at any time, with or without a name; the answer holds the receipt code',
    description:
      'Only inspectors read it. The answer is the same whether or not the entry exists. Of whoever is signed in a keyed digest is kept, by which he cannot become inspector of the matter; to stay unknown altogether, sign out first.',
    auth: 'public',
    idempotent: true,
    perMinute: 20,
    body: z
      .strictObject(What)
      .refine(({ entry, about }) => entry !== undefined || about !== undefined, aboutSomething)
      .meta({ examples: [COMPLAINT] }),
    response: { 201: Receipt },
  }),
  route({
    method: 'POST',
    path: '/api/public/complaints/status',
    operationId: 'complaintStatus',
    tag,
    summary: 'What became of a complaint, by receipt code',
    auth: 'public',
    perMinute: 20,
    body: z.strictObject({ receipt: ReceiptCode }),
    response: {
      200: z.object({
        status: z.enum(['received', 'accepted', 'closed']),
        receivedOn: z.string(),
        sentence: Text,
        answerDue: z.string().optional().describe('Until when whoever gave a name is answered on acceptance'),
        citation: z.string().optional(),
        answeredOn: z.string().optional(),
        closedOn: z.string().optional(),
        conclusion: z.enum(['unfounded', 'minor', 'founded', 'not-checkable']).optional(),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/complaints',
    operationId: 'enterComplaint',
    tag,
    summary: 'Enter a complaint by telephone, letter or visit, as the contact printed on the notice',
    description: 'The receipt is handed to the complainant. Whoever entered it never sees it again.',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({
        ...What,
        channel: z.enum(['phone', 'letter', 'visit']),
        receivedOn: Day.optional().describe('Day on which it came; today when left out'),
        onBehalfOf: Id.optional().describe(
          'The complainant, where a person here: kept as a keyed digest, he cannot become inspector of the matter',
        ),
      })
      .refine(({ entry, about }) => entry !== undefined || about !== undefined, aboutSomething)
      .meta({ examples: [{ ...COMPLAINT, channel: 'letter' }] }),
    response: { 201: Receipt },
  }),
  route({
    method: 'GET',
    path: '/api/inspection/complaints',
    operationId: 'listComplaints',
    tag,
    summary: 'Complaints to read, for inspectors of the place only',
    auth: 'session',
    query: z.object({ ...page, status: z.enum(['open', 'closed']).optional(), ...format }),
    table: complaintTable,
    response: { 200: pageOf(ComplaintLine) },
  }),
  route({
    method: 'POST',
    path: '/api/inspection/complaints/:id/attach',
    operationId: 'attachComplaint',
    tag,
    summary: 'Say what a complaint is about: its investigation opens',
    description: 'A case, or an organisation where no case is known.',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    body: z
      .strictObject({ case: Id.optional(), organisation: Id.optional() })
      .refine((body) => (body.case === undefined) !== (body.organisation === undefined), {
        error: '填写 case 或 organisation 其中一项',
        path: ['case'],
      })
      .meta({ examples: [{ case: '7c2e8d1f-5b0a-4a57-9d7f-0a4a3d0b6c33' }] }),
    response: { 200: z.object({ id: Id, attached: z.literal(true) }) },
  }),
  route({
    method: 'POST',
    path: '/api/inspection/complaints/:id/complainant',
    operationId: 'nameComplainant',
    tag,
    summary: 'Say which person here complained, once the office knows: he cannot inspect the matter, nor be of its pair',
    description: 'Kept as a keyed digest only. Given again, the later one holds.',
    auth: 'session',
    idempotent: true,
    params: z.object({ id: Id }),
    body: z.strictObject({ person: Id }).meta({ examples: [{ person: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a003' }] }),
    response: { 200: z.object({ id: Id, named: z.literal(true) }) },
  }),
] as const;
