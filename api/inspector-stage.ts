import { actOf } from '../domain/case/acts';
import type { Fact } from '../domain/case/fact';
import { dueOf, verdictDueOf } from '../domain/case/moments';
import { openSteps } from '../domain/case/state';
import type { Step } from '../domain/case/step';
import { citation, figureCitation, type Statute, stepOf } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from '../records/places';
import { factView } from './case-view';
import type { namesOf } from './names';

type Names = Awaited<ReturnType<typeof namesOf>>;

/** Figures that the step names, and those of its clause. */
const figuresOf = (statute: Statute, step: Step) => {
  const named = [step.due?.figure, step.signOff?.due, ...step.notBefore.map(({ figure }) => figure)];
  return Object.entries(statute.figures)
    .filter(([key, figure]) => named.includes(key) || figure.clause === step.clause)
    .map(([key, { value, unit }]) => ({ key, value, unit, citation: figureCitation(statute, key) }));
};

/** The open stages of a case: what was done since they opened, and what the rule asks of them. */
export const stagesOf = ({ state, procedure }: CaseAt, statute: Statute, facts: readonly Fact[], names: Names) => {
  const machine = procedureOf(procedure);
  return openSteps(state).flatMap((id) => {
    const [step, here] = [stepOf(statute, id), state.steps[id]];
    if (!step || !here) return [];
    const kinds = new Set(step.acts.map((kind) => actOf(machine, kind)?.fact));
    // The opening fact opens its own step, so it is part of it.
    const since = facts.filter(({ seq }) => seq > here.openedSeq);
    const done = since.filter((fact) => kinds.has(fact.kind) || fact.body.step === id);
    const handedIn = new Set(done.flatMap(({ papers }) => papers.map(({ kind }) => kind)));
    const due = here.awaiting ? verdictDueOf(state, statute, id) : dueOf(state, statute, id);
    return [
      {
        step: id,
        title: step.title,
        citation: citation(statute, step.clause),
        since: here.awaiting?.since ?? here.openedOn,
        ...(here.awaiting ? { awaiting: here.awaiting.supplement ? ('supplement' as const) : ('verdict' as const) } : {}),
        ...(due ? { due: due.day } : {}),
        done: done.map((fact) => factView(procedure, fact, names, true)),
        asks: {
          acts: step.acts.flatMap((kind) => {
            const act = actOf(machine, kind);
            return act && (act.serves?.(state as never) ?? true)
              ? [{ kind, title: act.title, papers: [...(step.papers[kind] ?? [])], done: done.some((fact) => fact.kind === act.fact) }]
              : [];
          }),
          notHandedIn: [...new Set(Object.values(step.papers).flat())].filter((kind) => !handedIn.has(kind)),
          figures: figuresOf(statute, step),
        },
      },
    ];
  });
};

/** What ends the waiting for a supplement: its coming, its being taken back, or a verdict without it. */
const ENDS_WAITING = ['supplementGiven', 'supplementWithdrawn', 'verdictGiven'];

/** What was asked for in addition, and what came. */
export const supplementsIn = (facts: readonly Fact[], names: Names) =>
  facts
    .filter(({ kind }) => kind === 'supplementAsked')
    .map((asked) => {
      const over = facts.find(({ kind, seq, body }) => ENDS_WAITING.includes(kind) && seq > asked.seq && body.step === asked.body.step);
      const given = over?.kind === 'supplementGiven' ? over : undefined;
      return {
        step: String(asked.body.step),
        askedOn: asked.on,
        ...(asked.actor ? { by: names.person(asked.actor.id) } : {}),
        ...(given ? { givenOn: given.on } : {}),
        ...(over && !given ? { withdrawnOn: over.on } : {}),
        papers: [...asked.papers, ...(given?.papers ?? [])].map(({ id }) => id),
      };
    });
