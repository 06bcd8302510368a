import { refuse } from '../../domain/case/refusal';
import { eventRoutes } from '../../domain/contract/events';
import { Full, type Live } from '../live/live';
import { moduleOf } from '../module';
import { Refused, unavailable } from '../problem';

const notAsked = () =>
  new Refused(
    refuse('event-stream-only', '这里只提供事件流', 'This is an event stream', [
      '用请求头 Accept: text/event-stream 连接 (浏览器的 EventSource)',
      'Connect with Accept: text/event-stream (EventSource does)',
    ]),
    { status: 406 },
  );

const tooMany = () =>
  new Refused(
    refuse(
      'too-many-streams',
      '这个账号打开的页面过多, 本页改为定时刷新',
      'This account listens on too many pages; this one reads by the clock',
      ['关闭不用的页面', 'Close pages that you do not use'],
    ),
    { status: 429, headers: { 'retry-after': '60' } },
  );

export const events = (live: Live) =>
  moduleOf(eventRoutes, {
    listen: async ({ request, reply, session }) => {
      if (!session || !/(^|[,\s])text\/event-stream\b/.test(request.headers.accept ?? '')) throw notAsked();
      try {
        await live.admit(session);
      } catch (error) {
        if (error instanceof Full && error.whose === 'account') throw tooMany();
        throw unavailable('暂时不能接收实时更新', 'No live updates at the moment', 30);
      }
      const last = request.headers['last-event-id'];
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        // nginx: pass each event on as it comes.
        .header('x-accel-buffering', 'no');
      reply.hijack();
      reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
      request.raw.socket.setNoDelay(true);
      void live.open(session, reply.raw, typeof last === 'string' ? last : undefined);
      return undefined as never;
    },
  });
