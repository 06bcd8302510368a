import { randomUUID } from 'node:crypto';
import { dayOf } from '../domain/calendar/day';
import { SYSTEM } from '../domain/case/telling';
import { unnotedObjectors } from '../records/objections';
import { register } from '../records/register';
import type { ComplaintDeps } from './complaints';
import { commandOf } from './opener';

/**
 * Whoever objects with a name once the objections are examined is owed an answer of his own: the investigation is told, and nobody else. Neither the notice nor
 * the case that is examined may say it, which do not know that it exists.
 */
export const noteObjectors = async (
  { database: { pool }, courier, signer }: Pick<ComplaintDeps, 'database' | 'courier' | 'signer'>,
  now: number,
): Promise<void> => {
  for (const { objection, investigation, at } of await unnotedObjectors(pool)) {
    const body = { objection, receivedOn: dayOf(at.getTime()) };
    const asked = { kind: 'noteObjector', on: dayOf(now), actor: SYSTEM, recorder: SYSTEM, body, papers: [] };
    const command = commandOf(signer, investigation, asked, {}, randomUUID(), now);
    // The space keeps it apart from every key that a person can send.
    const registered = await register(pool, command, SYSTEM.id, `objector ${objection} ${investigation}`, now);
    if (registered.status === 'registered') await courier.deliver(registered.command, 'investigation');
  }
};
