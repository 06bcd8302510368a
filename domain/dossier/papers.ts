import { actsOf } from '../case/acts';
import type { PaperRef } from '../case/command';
import { isVeiled } from '../case/confidential';
import type { Fact } from '../case/fact';
import { findingsOf } from '../case/findings';
import type { Procedure } from '../case/procedure';
import type { StepState } from '../case/state';
import type { Statute } from '../law/statute';

export interface MissingPaper {
  readonly step: string;
  readonly kind: string;
  /** The fact that should carry it, or does. */
  readonly seq: number;
  /** `absent`: the act came without it. `lost`: the ledger names it, the store has none. `altered`: the store has another. */
  readonly why: 'absent' | 'lost' | 'altered';
}

export interface CaseFinding {
  readonly seq: number;
  readonly on: string;
  readonly act: string;
  readonly code: string;
  readonly clause?: string;
  /** The last lawful day, where it was missed. */
  readonly due?: string;
}

export interface CasePapers {
  /** Kinds that lie there, in the order in which they were first handed in. */
  readonly kinds: readonly string[];
  readonly papers: number;
  readonly missing: readonly MissingPaper[];
  readonly findings: readonly CaseFinding[];
  /** Something in it is for inspectors alone: its bundle is made by their office. */
  readonly veiled: boolean;
}

export interface LedgerOfCase {
  readonly procedure: Procedure;
  readonly facts: readonly Fact[];
  /** Steps as they stand: what a return undid is no longer in them. */
  readonly steps: Readonly<Record<string, StepState>>;
  /** The law under which a fact was recorded. */
  readonly lawAt: (fact: Fact) => Statute;
  /** Digest of a paper in the store; undefined where there is none. */
  readonly stored: (id: string) => string | undefined;
}

/** What lies in the file of a case, what its steps asked for and is not there, and what was found about it. Of what only inspectors read: nothing. */
export const papersOfCase = (ledger: LedgerOfCase): CasePapers => {
  const open = ledger.facts.filter((fact) => !isVeiled(fact));
  const named = open.flatMap((fact) => fact.papers.map((paper) => ({ fact, paper, why: damage(paper, ledger.stored(paper.id)) })));
  const step = (fact: Fact): string => stepOf(ledger, fact) ?? '';
  return {
    kinds: [...new Set(named.filter(({ why }) => why === undefined).map(({ paper }) => paper.kind))],
    papers: named.filter(({ why }) => why === undefined).length,
    missing: [
      ...open.flatMap((fact) => absent(ledger, fact)),
      ...named.flatMap(({ fact, paper, why }) => (why ? [{ step: step(fact), kind: paper.kind, seq: fact.seq, why }] : [])),
    ].sort((a, b) => a.seq - b.seq),
    findings: open.flatMap((fact) =>
      findingsOf(fact).map(({ code, clause, overdue }) => ({
        seq: fact.seq,
        on: fact.on,
        act: fact.kind,
        code,
        ...(clause ? { clause } : {}),
        ...(overdue ? { due: overdue.due } : {}),
      })),
    ),
    veiled: open.length < ledger.facts.length,
  };
};

const damage = (paper: PaperRef, stored: string | undefined): 'lost' | 'altered' | undefined =>
  stored === undefined ? 'lost' : stored === paper.sha256 ? undefined : 'altered';

/** Whether the fact belongs to the step's present round: after what opened it, and no later than what closed it. */
const during = (state: StepState | undefined, { seq }: Fact): boolean =>
  state !== undefined && seq > state.openedSeq && (state.closedSeq === undefined || seq <= state.closedSeq);

const actsMaking = (procedure: Procedure, { kind }: Fact) => actsOf(procedure).filter((act) => act.fact === kind);

const stepOf = ({ procedure, steps, lawAt }: LedgerOfCase, fact: Fact): string | undefined => {
  const kinds = actsMaking(procedure, fact).map(({ kind }) => kind);
  return lawAt(fact).steps.find(({ id, acts }) => during(steps[id], fact) && acts.some((act) => kinds.includes(act)))?.id;
};

/** Papers that the table asked of the act, and that did not come with it. Where several acts make such a fact, of the one that lacks the least. */
const absent = ({ procedure, steps, lawAt }: LedgerOfCase, fact: Fact): MissingPaper[] => {
  const acts = actsMaking(procedure, fact);
  return lawAt(fact).steps.flatMap((step) => {
    if (!during(steps[step.id], fact)) return [];
    const lacks = acts
      .filter(({ kind }) => step.acts.includes(kind))
      .map(({ kind }) => (step.papers[kind] ?? []).filter((one) => !fact.papers.some((paper) => paper.kind === one)));
    const [least = []] = lacks.sort((a, b) => a.length - b.length);
    return least.map((kind) => ({ step: step.id, kind, seq: fact.seq, why: 'absent' as const }));
  });
};
