import { dayOf } from '../domain/calendar/day';
import { contestedIn } from '../domain/case/common/contesting';
import type { Fact } from '../domain/case/fact';
import { declineOn, toldOf, undoneOf } from '../domain/case/ledger';
import type { MachineState } from '../domain/case/state';
import type { Lookup } from './lookup';
import { ledgerOf } from './refold';

const seqIn = (body: Readonly<Record<string, unknown>>, state: MachineState): number =>
  Number.isInteger(body.seq) && Number(body.seq) > 0 && Number(body.seq) <= state.seq ? Number(body.seq) : 0;

interface Contested {
  at: Date;
  fact: Fact;
  settled: boolean;
}

/** What the ledger says of an act that was recorded in somebody’s name. A finding of earlier releases names no act: it settled whatever waited. */
export const contestLookups: Readonly<Record<string, Lookup>> = {
  contestAct: async (pool, state, { body, actor }) => {
    const seq = seqIn(body, state);
    // An ending concerns also whom the case is about, in whosever name it was recorded.
    const concerned = state.ending?.seq === seq && state.subject === actor.id;
    const { rows } = await pool.query<Contested>(
      `SELECT f.at, f.fact, EXISTS (SELECT 1 FROM fact c JOIN fact s ON s.case_id = c.case_id AND s.seq > c.seq WHERE c.case_id = f.case_id AND c.kind = 'actContested' AND (c.fact -> 'body' ->> 'seq')::int = f.seq AND s.kind = 'contestSettled' AND COALESCE((s.fact -> 'body' ->> 'seq')::int, f.seq) = f.seq) AS settled
       FROM fact f WHERE f.case_id = $1 AND f.seq = $2 AND (f.actor_id = $3 OR $4) AND f.recorder_id <> $3`,
      [state.id, seq, actor.id, concerned],
    );
    const [found] = rows;
    return {
      contestable: found !== undefined,
      recordedOn: dayOf(found?.at.getTime() ?? 0),
      settled: found?.settled ?? false,
      ...(found ? { contested: toldOf(found.fact) } : {}),
    };
  },
  settleContest: async (pool, state, { body }) => {
    const waiting = contestedIn(state);
    const { rows } = await pool.query<{ seq: number; hands: string[] }>(
      `SELECT seq, array_remove(ARRAY[actor_id, recorder_id], NULL)::text[] AS hands FROM fact WHERE case_id = $1 AND seq = ANY($2)`,
      [state.id, waiting],
    );
    const seq = body.seq === undefined ? waiting[0] : seqIn(body, state);
    const contested = seq !== undefined && waiting.includes(seq) ? undoneOf(await ledgerOf(pool, state.id), seq) : undefined;
    return { hands: Object.fromEntries(rows.map((row) => [String(row.seq), row.hands])), ...(contested ? { contested } : {}) };
  },
  /** Of a decision that sent the case back: what it declined. */
  answerSecondLook: async (pool, state) => {
    const { declinedOn, refusedOn } = state.book as { declinedOn?: string; refusedOn?: string };
    if (state.secondLook?.about !== 'refused' || refusedOn || !declinedOn) return {};
    const declined = declineOn(await ledgerOf(pool, state.id), declinedOn);
    return declined ? { declined } : {};
  },
};
