import { dayOf } from '../domain/calendar/day';
import { actMaking } from '../domain/case/acts';
import { contestedIn } from '../domain/case/common/contesting';
import type { Fact } from '../domain/case/fact';
import { openSteps, type MachineState } from '../domain/case/state';
import type { Declined, Told, Undo, Undone } from '../domain/case/undo';
import { procedureOf } from '../domain/procedures';
import type { Client, Lookup } from './lookup';
import { ledgerOf, stoodAround } from './refold';

const seqIn = (body: Readonly<Record<string, unknown>>, state: MachineState): number =>
  Number.isInteger(body.seq) && Number(body.seq) > 0 && Number(body.seq) <= state.seq ? Number(body.seq) : 0;

const toldOf = ({ kind, seq, on, body }: Fact): Told => ({ fact: kind, seq, on, body });

const undoOf = (state: MachineState, kind: string): Undo | undefined => actMaking(procedureOf(state.procedure), kind)?.undo as Undo | undefined;

/** Acts that a finding has taken back already. */
const takenBack = (ledger: readonly Fact[]): Set<number> =>
  new Set(
    ledger.flatMap(({ kind, body }) => {
      const undone = (body as { contested?: Undone }).contested;
      return kind === 'contestSettled' && body.stands === false && undone ? [undone.seq] : [];
    }),
  );

/** Everything before the refusal that it threw back: the steps that were closed then, and the one that it refused. */
const declinedBy = async (pool: Client, state: MachineState, ledger: readonly Fact[], seq: number): Promise<Declined | undefined> => {
  const { before, after } = await stoodAround(pool, state.id, ledger, seq);
  const step = openSteps(before)[0];
  if (!step || after.round === before.round) return undefined;
  const steps = Object.entries(before.steps).filter(([, { closedOn }]) => closedOn !== undefined);
  return { seq, step, steps: Object.fromEntries(steps) };
};

/** What taking the act back will need. */
const undoneOf = async (pool: Client, state: MachineState, ledger: readonly Fact[], seq: number): Promise<Undone | undefined> => {
  const fact = ledger.find((one) => one.seq === seq);
  if (!fact) return undefined;
  const told = toldOf(fact);
  const undo = undoOf(state, fact.kind);
  const gone = takenBack(ledger);
  const others = ledger.filter((one) => one.seq !== seq && !gone.has(one.seq)).map(toldOf);
  const instead = undo?.instead?.(others, told);
  const declined = undo?.declines?.(fact.body) ? await declinedBy(pool, state, ledger, seq) : undefined;
  return { ...told, ...(instead ? { instead } : {}), ...(declined ? { declined } : {}) };
};

interface Contested {
  at: Date;
  settled: boolean;
}

/** What the ledger says of an act that was recorded in somebody’s name. A finding of earlier releases names no act: it settled whatever waited. */
export const contestLookups: Readonly<Record<string, Lookup>> = {
  contestAct: async (pool, state, { body, actor }) => {
    const seq = seqIn(body, state);
    // An ending concerns also whom the case is about, in whosever name it was recorded.
    const concerned = state.ending?.seq === seq && state.subject === actor.id;
    const { rows } = await pool.query<Contested>(
      `SELECT f.at, EXISTS (SELECT 1 FROM fact c JOIN fact s ON s.case_id = c.case_id AND s.seq > c.seq WHERE c.case_id = f.case_id AND c.kind = 'actContested' AND (c.fact -> 'body' ->> 'seq')::int = f.seq AND s.kind = 'contestSettled' AND COALESCE((s.fact -> 'body' ->> 'seq')::int, f.seq) = f.seq) AS settled
       FROM fact f WHERE f.case_id = $1 AND f.seq = $2 AND (f.actor_id = $3 OR $4) AND f.recorder_id <> $3`,
      [state.id, seq, actor.id, concerned],
    );
    const contested = rows.length > 0 ? (await ledgerOf(pool, state.id)).find((fact) => fact.seq === seq) : undefined;
    return {
      contestable: rows.length > 0,
      recordedOn: dayOf(rows[0]?.at.getTime() ?? 0),
      settled: rows[0]?.settled ?? false,
      ...(contested ? { contested: toldOf(contested) } : {}),
    };
  },
  settleContest: async (pool, state, { body }) => {
    const waiting = contestedIn(state);
    const { rows } = await pool.query<{ seq: number; hands: string[] }>(
      `SELECT seq, array_remove(ARRAY[actor_id, recorder_id], NULL)::text[] AS hands FROM fact WHERE case_id = $1 AND seq = ANY($2)`,
      [state.id, waiting],
    );
    const seq = body.seq === undefined ? waiting[0] : seqIn(body, state);
    const undone = seq !== undefined && waiting.includes(seq) ? await undoneOf(pool, state, await ledgerOf(pool, state.id), seq) : undefined;
    return {
      hands: Object.fromEntries(rows.map(({ seq, hands }) => [String(seq), hands])),
      ...(undone ? { contested: undone } : {}),
    };
  },
  /** Of a decision that sent the case back: what it declined. */
  answerSecondLook: async (pool, state) => {
    const { declinedOn, refusedOn } = state.book as { declinedOn?: string; refusedOn?: string };
    if (state.secondLook?.about !== 'refused' || refusedOn || !declinedOn) return {};
    const ledger = await ledgerOf(pool, state.id);
    const refusal = ledger.filter(({ kind, body, on }) => on === declinedOn && undoOf(state, kind)?.declines?.(body)).at(-1);
    const declined = refusal && (await declinedBy(pool, state, ledger, refusal.seq));
    return declined ? { declined } : {};
  },
};
