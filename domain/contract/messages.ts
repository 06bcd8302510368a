import { z } from 'zod';
import { flag, Id, Instant, Nothing, page, pageOf } from './fields';
import { route } from './route';
import { format } from './table';
import { messageTable } from './tables-own';

const tag = 'messages';

export const MessageView = z.object({
  id: Id,
  kind: z.string(),
  caseId: Id.optional(),
  seq: z.int().optional(),
  body: z.record(z.string(), z.unknown()),
  createdAt: Instant,
  readAt: Instant.optional(),
});

export const messageRoutes = [
  route({
    method: 'GET',
    path: '/api/messages',
    operationId: 'listMessages',
    tag,
    summary: 'My messages, newest first',
    auth: 'session',
    query: z.strictObject({ ...page, unread: flag.optional(), ...format }),
    table: messageTable,
    response: { 200: pageOf(MessageView) },
  }),
  route({
    method: 'POST',
    path: '/api/messages/:id/read',
    operationId: 'markMessageRead',
    tag,
    summary: 'Mark a message of mine as read',
    auth: 'session',
    params: z.object({ id: Id }),
    response: { 204: Nothing },
  }),
] as const;
