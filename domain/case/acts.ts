import { commonActs, machineActs } from './common';
import type { Act, Procedure } from './procedure';

type AnyAct = Act<unknown, never, never>;

interface Acts {
  readonly byKind: ReadonlyMap<string, AnyAct>;
  /** By the fact that they make, also those that the procedure no longer knows: what is in a ledger is folded for ever. */
  readonly byFact: ReadonlyMap<string, AnyAct>;
}

/** A procedure's acts are looked up several times a fact, and never change while a process runs. */
const known = new WeakMap<Procedure, Acts>();

const acts = (procedure: Procedure): Acts => {
  const before = known.get(procedure);
  if (before) return before;
  const made = gather(procedure);
  known.set(procedure, made);
  return made;
};

/** Acts that the procedure has from every case, or from every machine, less those that it does not know; its own come first where two share a name. */
const gather = (procedure: Procedure): Acts => {
  const shared = Object.entries(procedure.subject === 'case' ? commonActs : machineActs);
  const byKind = new Map<string, AnyAct>(shared.filter(([kind]) => !procedure.without?.includes(kind)));
  const byFact = new Map<string, AnyAct>();
  for (const [kind, act] of Object.entries(procedure.acts)) byKind.set(kind, act);
  for (const act of [...Object.values(procedure.acts), ...Object.values(commonActs)]) if (!byFact.has(act.fact)) byFact.set(act.fact, act);
  return { byKind, byFact };
};

export const actOf = (procedure: Procedure, kind: string): AnyAct | undefined => acts(procedure).byKind.get(kind);

export const actsOf = (procedure: Procedure): AnyAct[] => [...acts(procedure).byKind.values()];

/** The act that makes facts of this kind. */
export const actMaking = (procedure: Procedure, fact: string): AnyAct | undefined => acts(procedure).byFact.get(fact);
