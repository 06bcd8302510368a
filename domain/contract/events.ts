import { z } from 'zod';
import { route } from './route';

export const eventRoutes = [
  route({
    method: 'GET',
    path: '/api/events',
    operationId: 'listen',
    tag: 'events',
    summary: 'Server-sent events: that something changed within my reach, never what',
    description:
      'Needs `Accept: text/event-stream`. `hello {inbox, messages}` first; then `changed {cases, inbox, messages}`: ids of cases that I may read at that moment, and how many tasks (a thousand: or more) and unread messages I have; `resync {inbox, messages}`: more has changed than is named. `Last-Event-ID` goes on where it was left. At most six for an account (429). It ends with the session, which it does not keep alive.',
    auth: 'session',
    produces: ['text/event-stream'],
    response: { 200: z.string() },
  }),
] as const;
