import { queueAt } from './place-queue';
import { LINE, type Line, lapseFree, leftOf } from './quota-lines';
import type { Client } from './quota-tree';
import { tellDesk } from './tell-desk';

/**
 * A line has places again (handed down, raised, given back) and somebody waits: the desk of whoever comes first is told, once for the change, and not while its
 * last word about that case lies unread. It names nobody; who waits stands in the list.
 */
export const tellFreed = async (
  client: Client,
  lineId: string,
  { on, at }: { readonly on: string; readonly at: number },
): Promise<void> => {
  const { rows } = await client.query<Line>(`SELECT ${LINE} FROM quota_line l WHERE l.id = $1`, [lineId]);
  const [line] = rows;
  if (!line || leftOf(line) < 1 || lapseFree(line.year, on)) return;
  const waiting = (await queueAt(client, line)).filter(({ able }) => able);
  const [first] = waiting;
  if (!first) return;
  await tellDesk(client, {
    caseId: first.caseId,
    kind: 'places-free',
    body: { line: line.id, year: line.year, free: leftOf(line), waiting: waiting.length },
    desk: { seat: 'committee-officer', org: first.committeeId },
    on,
    now: at,
    unlessUnread: true,
  });
};
