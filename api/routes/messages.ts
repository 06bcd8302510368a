import { messageRoutes } from '../../domain/contract/messages';
import { cursorOf, DEFAULT_LIMIT, readInstantCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { notFound } from '../problem';

export const messages = ({ database: { prisma } }: ApiDeps) =>
  moduleOf(messageRoutes, {
    listMessages: async ({ query, who }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [before, last] = readInstantCursor(query.after);
      const rows = await prisma.message.findMany({
        where: {
          personId: who.personId,
          ...(query.unread === true && { readAt: null }),
          ...(query.unread === false && { readAt: { not: null } }),
          ...(before && { OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: last } }] }),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      });
      const tail = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map(({ id, kind, caseId, seq, body, createdAt, readAt }) => ({
          id,
          kind,
          caseId: caseId ?? undefined,
          seq: seq ?? undefined,
          body: body as Record<string, unknown>,
          createdAt: createdAt.toISOString(),
          readAt: readAt?.toISOString(),
        })),
        ...(tail && { next: cursorOf(tail.createdAt.toISOString(), tail.id) }),
      };
    },

    markMessageRead: async ({ params, who, now }) => {
      const message = await prisma.message.findFirst({ where: { id: params.id, personId: who.personId }, select: { readAt: true } });
      if (!message) throw notFound('没有这条消息', 'There is no such message');
      if (message.readAt === null)
        await prisma.message.updateMany({
          where: { id: params.id, personId: who.personId, readAt: null },
          data: { readAt: new Date(now) },
        });
      return undefined;
    },
  });
