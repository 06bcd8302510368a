import { z } from 'zod';
import { Instant, Nothing } from './fields';
import { route } from './route';

const tag = 'drafts';
const params = z.object({
  name: z.string().regex(/^[a-z0-9][A-Za-z0-9-]{0,119}$/, { error: '草稿名由字母、数字和短横组成, 最多 120 个' }),
});
const MAX_BYTES = 64 * 1024;

export const draftRoutes = [
  route({
    method: 'GET',
    path: '/api/drafts/:name',
    operationId: 'readDraft',
    tag,
    summary: 'What I have typed in a form and not yet sent',
    auth: 'session',
    params,
    response: { 200: z.object({ value: z.record(z.string(), z.unknown()).optional(), savedAt: Instant.optional() }) },
  }),
  route({
    method: 'PUT',
    path: '/api/drafts/:name',
    operationId: 'keepDraft',
    tag,
    summary: 'Keep what I have typed; sealed, for me alone, thirty days at most',
    auth: 'session',
    bodyLimit: MAX_BYTES,
    params,
    body: z
      .strictObject({ value: z.record(z.string(), z.unknown(), { error: '草稿应为一个对象' }) })
      .meta({ examples: [{ value: { text: '敬爱的团组织……' } }] }),
    response: { 200: z.object({ savedAt: Instant }) },
  }),
  route({
    method: 'DELETE',
    path: '/api/drafts/:name',
    operationId: 'dropDraft',
    tag,
    summary: 'Forget a draft',
    auth: 'session',
    params,
    response: { 204: Nothing },
  }),
] as const;
