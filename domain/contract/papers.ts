import { z } from 'zod';
import { Id, text } from './fields';
import { route } from './route';

const tag = 'papers';

/** What a paper may be, and how its file's name ends. Content decides, not the name it came with: the first bytes must fit. */
export const PAPER_TYPES = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain': 'txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
} as const;
export type PaperType = keyof typeof PAPER_TYPES;
/** The official system takes one PDF of at most 20 MB. */
export const PAPER_MAX_BYTES = 20 * 1024 * 1024;

const Kind = z.string({ error: '请写明材料种类' }).regex(/^[a-z][a-z0-9-]{1,39}$/, { error: '材料种类为小写英文, 例如 talk-record' });
const PaperView = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  mime: z.string(),
  size: z.int(),
  sha256: z.string(),
  status: z.string(),
  case: Id.optional(),
});

export const paperRoutes = [
  route({
    method: 'POST',
    path: '/api/papers',
    operationId: 'writePaper',
    tag,
    summary: 'Enter a paper as text; its id then goes with an act',
    description: 'A paper is a draft until an act names it; a draft that no act names is dropped after a day.',
    auth: 'session',
    idempotent: true,
    body: z
      .strictObject({ kind: Kind, title: text(200).optional(), text: text(20_000) })
      .meta({ examples: [{ kind: 'talk-record', text: '2026年2月3日与申请人谈话, 了解入团动机……' }] }),
    response: { 201: PaperView },
  }),
  route({
    method: 'POST',
    path: '/api/papers/files',
    operationId: 'uploadPaper',
    tag,
    summary: 'Upload a paper as a file: fields kind, title; file. PDF, JPEG, PNG, text or docx, at most 20 MB',
    auth: 'session',
    idempotent: true,
    keyKeptBy: 'command',
    consumes: 'multipart',
    form: {
      type: 'object',
      required: ['kind', 'file'],
      properties: {
        kind: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$', examples: ['talk-record'] },
        title: { type: 'string', maxLength: 200 },
        file: { type: 'string', format: 'binary', minLength: 1, maxLength: PAPER_MAX_BYTES },
      },
    },
    bodyLimit: PAPER_MAX_BYTES + 64 * 1024,
    response: { 201: PaperView },
  }),
  route({
    method: 'GET',
    path: '/api/papers/:id',
    operationId: 'getPaper',
    tag,
    summary: 'What a paper is; its content under /content',
    auth: 'session',
    params: z.object({ id: Id }),
    response: { 200: PaperView },
  }),
  route({
    method: 'GET',
    path: '/api/papers/:id/content',
    operationId: 'getPaperContent',
    tag,
    summary: 'The content of a paper, as a download',
    auth: 'session',
    params: z.object({ id: Id }),
    produces: Object.keys(PAPER_TYPES),
    response: { 200: z.any() },
  }),
] as const;
