import { z } from 'zod';
import { route } from './route';

const tag = 'service';

export const serviceRoutes = [
  route({
    method: 'GET',
    path: '/healthz',
    operationId: 'health',
    tag,
    summary: 'The process answers',
    auth: 'public',
    response: { 200: z.object({ status: z.literal('ok') }) },
  }),
  route({
    method: 'GET',
    path: '/readyz',
    operationId: 'ready',
    tag,
    summary: 'Everything that a request may need is reachable; otherwise 503',
    auth: 'public',
    response: {
      200: z.object({ status: z.literal('ready'), postgres: z.literal('ok'), schema: z.string(), temporal: z.enum(['ok', 'not used']) }),
    },
  }),
  route({
    method: 'GET',
    path: '/version',
    operationId: 'version',
    tag,
    summary: 'Which release answers',
    auth: 'public',
    response: {
      200: z.object({
        name: z.string(),
        version: z.string(),
        mode: z.enum(['production', 'rehearsal']),
        node: z.string(),
        calendar: z.string(),
        demo: z.boolean().describe('Filled with invented people, who may be tried without a password'),
      }),
    },
  }),
] as const;
