import type { Statute } from '../law/statute';
import { actMaking } from './acts';
import type { Fact } from './fact';
import { fold, lawOf } from './fold';
import type { Procedure } from './procedure';
import { type MachineState, openSteps } from './state';
import type { Declined, Told, Undo, Undone } from './undo';

/** All that a case’s facts say of it: as it began, and under which law each of them stands. */
export interface Ledger {
  readonly procedure: Procedure;
  readonly origin: MachineState;
  readonly facts: readonly Fact[];
  readonly law: (hash: string) => Statute;
}

export const toldOf = ({ kind, seq, on, body }: Fact): Told => ({ fact: kind, seq, on, body });

const undoOf = ({ procedure }: Pick<Ledger, 'procedure'>, kind: string): Undo | undefined =>
  actMaking(procedure, kind)?.undo as Undo | undefined;

/** How the case stood before one of its facts, and right after it. */
const stoodAround = ({ procedure, origin, facts, law }: Ledger, seq: number): { before: MachineState; after: MachineState } => {
  let [before, after, hash] = [origin, origin, origin.statute];
  for (const fact of facts.filter((one) => one.seq <= seq)) {
    hash = lawOf(fact, hash);
    before = after;
    after = fold(procedure, before, fact, law(hash));
  }
  return { before, after };
};

/** What a fact threw back by refusing the step at which the case stood: that step, and those that were closed until then. */
const declinedBy = (ledger: Ledger, seq: number): Declined | undefined => {
  const { before, after } = stoodAround(ledger, seq);
  const step = openSteps(before)[0];
  if (!step || after.round === before.round) return undefined;
  const closed = Object.entries(before.steps).filter(([, { closedOn }]) => closedOn !== undefined);
  return { seq, step, steps: Object.fromEntries(closed) };
};

/** Acts that a finding has taken back already. */
const takenBack = (facts: readonly Fact[]): Set<number> =>
  new Set(
    facts.flatMap(({ kind, body }) => {
      const undone = (body as { contested?: Undone }).contested;
      return kind === 'contestSettled' && body.stands === false && undone ? [undone.seq] : [];
    }),
  );

/** What taking the act back will need. */
export const undoneOf = (ledger: Ledger, seq: number): Undone | undefined => {
  const fact = ledger.facts.find((one) => one.seq === seq);
  if (!fact) return undefined;
  const told = toldOf(fact);
  const undo = undoOf(ledger, fact.kind);
  const gone = takenBack(ledger.facts);
  const others = ledger.facts.filter((one) => one.seq !== seq && !gone.has(one.seq)).map(toldOf);
  const instead = undo?.instead?.(others, told);
  const declined = undo?.declines?.(fact.body) ? declinedBy(ledger, seq) : undefined;
  return { ...told, ...(instead ? { instead } : {}), ...(declined ? { declined } : {}) };
};

/** The newest decision of a day that sent the case back. */
export const declineOn = (ledger: Ledger, day: string): Declined | undefined => {
  const refusal = ledger.facts.filter(({ kind, body, on }) => on === day && undoOf(ledger, kind)?.declines?.(body)).at(-1);
  return refusal && declinedBy(ledger, refusal.seq);
};
