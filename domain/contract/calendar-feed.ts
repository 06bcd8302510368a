import { z } from 'zod';
import { Id, Instant, Nothing, text } from './fields';
import { route } from './route';
import { format } from './table';
import { feedTable } from './tables-own';

const tag = 'calendar';

export const FeedView = z
  .object({ id: Id, name: z.string(), createdAt: Instant, readAt: Instant.optional().describe('To the hour') })
  .meta({ id: 'CalendarFeed' });

export const calendarFeedRoutes = [
  route({
    method: 'GET',
    path: '/api/calendar/feeds',
    operationId: 'listCalendarFeeds',
    tag,
    summary: 'Addresses under which calendars read my due days',
    auth: 'session',
    query: z.object(format),
    table: feedTable,
    response: { 200: z.object({ items: z.array(FeedView) }) },
  }),
  route({
    method: 'POST',
    path: '/api/calendar/feeds',
    operationId: 'createCalendarFeed',
    tag,
    summary: 'A new address for a calendar; shown once',
    description:
      'Whoever has the address reads the days, without signing in, until it is revoked. Five at most. Repeated, it makes another one.',
    auth: 'session',
    body: z.strictObject({ name: text(40) }).meta({ examples: [{ name: '办公电脑' }] }),
    response: { 201: FeedView.extend({ token: z.string(), path: z.string().describe('Behind the address of this server') }) },
  }),
  route({
    method: 'DELETE',
    path: '/api/calendar/feeds/:id',
    operationId: 'revokeCalendarFeed',
    tag,
    summary: 'Revoke an address of mine',
    auth: 'session',
    params: z.object({ id: Id }),
    response: { 204: Nothing },
  }),
  route({
    method: 'GET',
    path: '/api/calendar/feed/:file',
    operationId: 'calendarFeed',
    tag,
    summary: 'Due days of a desk as iCalendar (RFC 5545): `{token}.ics`',
    description: 'Step, number of the case and unit; no person, and nothing of cases that only offices or inspectors read.',
    auth: 'public',
    perMinute: 60,
    unlogged: true,
    produces: ['text/calendar'],
    params: z.object({ file: z.string().max(100, { error: '日历地址不对, 请重新复制' }) }),
    response: { 200: z.string() },
  }),
] as const;
