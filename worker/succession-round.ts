import { randomUUID } from 'node:crypto';
import { commandOf } from '../dispatch/opener';
import { dayOf } from '../domain/calendar/day';
import { SYSTEM } from '../domain/case/telling';
import { register } from '../records/register';
import { upward } from '../records/upward';
import type { RoundDeps } from './rounds';

/** A branch or committee was closed with a successor: open cases follow, as they stand. */
export const followSuccessors = async ({ database, courier, signer }: RoundDeps, now: number): Promise<void> => {
  const { rows } = await database.pool.query<{ id: string; procedure: string; unit_id: string; heir: string }>(
    `SELECT c.id, c.procedure, c.unit_id, COALESCE(u.successor_id, c.unit_id) AS heir FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
     WHERE c.subject_kind = 'case' AND c.phase <> 'ended' AND c.started AND (u.successor_id IS NOT NULL OR k.successor_id IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM command x WHERE x.sender_id = $1 AND x.key = 'succeed:' || c.id || ':' || c.unit_id || ':' || c.committee_id) LIMIT 100`,
    [SYSTEM.id],
  );
  for (const { id, procedure, unit_id, heir } of rows) {
    const above = await upward(database.pool, heir);
    const { rows: row } = await database.pool.query<{ committee_id: string }>('SELECT committee_id FROM case_row WHERE id = $1', [id]);
    if (!above?.committee || !row[0]) continue;
    const body = { unit: heir, committee: above.committee, ...(above.higher ? { higher: above.higher } : {}) };
    const command = commandOf(
      signer,
      id,
      { kind: 'succeed', on: dayOf(now), actor: SYSTEM, recorder: SYSTEM, body, papers: [] },
      {},
      randomUUID(),
      now,
    );
    const registered = await register(database.pool, command, SYSTEM.id, `succeed:${id}:${unit_id}:${row[0].committee_id}`, now);
    if (registered.status === 'registered') await courier.deliver(registered.command, procedure);
  }
};
