import { dayOf } from '../domain/calendar/day';
import { contestedIn } from '../domain/case/common/contesting';
import type { Lookup } from './lookup';
import { untoldOf } from './lookups-meeting';

interface Contested {
  at: Date;
  settled: boolean;
}

/** What the ledger says of an act that was recorded in somebody’s name. A finding of earlier releases names no act: it settled whatever waited. */
export const contestLookups: Readonly<Record<string, Lookup>> = {
  contestAct: async (pool, state, { body, actor }) => {
    const { rows } = await pool.query<Contested>(
      `SELECT f.at, EXISTS (SELECT 1 FROM fact c JOIN fact s ON s.case_id = c.case_id AND s.seq > c.seq WHERE c.case_id = f.case_id AND c.kind = 'actContested' AND (c.fact -> 'body' ->> 'seq')::int = f.seq AND s.kind = 'contestSettled' AND COALESCE((s.fact -> 'body' ->> 'seq')::int, f.seq) = f.seq) AS settled
       FROM fact f WHERE f.case_id = $1 AND f.seq = $2 AND f.actor_id = $3 AND f.recorder_id <> $3`,
      [state.id, Number.isInteger(body.seq) && Number(body.seq) > 0 && Number(body.seq) <= state.seq ? body.seq : 0, actor.id],
    );
    return { contestable: rows.length > 0, recordedOn: dayOf(rows[0]?.at.getTime() ?? 0), settled: rows[0]?.settled ?? false };
  },
  settleContest: async (pool, state) => {
    const { rows } = await pool.query<{ seq: number; hands: string[] }>(
      `SELECT seq, array_remove(ARRAY[actor_id, recorder_id], NULL)::text[] AS hands FROM fact WHERE case_id = $1 AND seq = ANY($2)`,
      [state.id, contestedIn(state)],
    );
    return { hands: Object.fromEntries(rows.map(({ seq, hands }) => [String(seq), hands])), ...(await untoldOf(pool, state)) };
  },
};
