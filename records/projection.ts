import { veiled } from '../domain/case/confidential';
import { factTitle } from '../domain/case/explain';
import type { Fact } from '../domain/case/fact';
import type { Procedure } from '../domain/case/procedure';
import { type MachineState, openSteps } from '../domain/case/state';
import { tasksOf } from '../domain/case/tasks';
import { type Statute, stepOf } from '../domain/law/statute';

/** What lists show of a case. Derived from state and statute only, so a rebuild from the ledger gives the same rows. */
export const readRow = (procedure: Procedure, state: MachineState, statute: Statute) => {
  const steps = statute.steps.map((step) => step.id).filter((id) => openSteps(state).includes(id));
  const tasks = tasksOf(procedure, state, statute);
  const dues = tasks.flatMap((task) => (task.due ? [task.due] : [])).sort();
  return { steps, stage: stepOf(statute, steps[0] ?? '')?.stage ?? 'ended', dueOn: dues[0] ?? null, tasks };
};

export interface Note {
  readonly personId: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Messages to the two people a fact concerns: the applicant, and whoever was acted for by another's hand. */
export const notesOf = (procedure: Procedure, before: MachineState, after: MachineState, fact: Fact): Note[] => {
  // What is brought in from paper is history to everybody concerned.
  if (fact.imported) return [];
  const notes: Note[] = [];
  const { kind } = veiled(fact);
  const about = { fact: kind, title: factTitle(procedure, kind).zh, on: fact.on, seq: fact.seq };
  if (fact.actor && fact.recorder && fact.actor.id !== fact.recorder.id)
    notes.push({ personId: fact.actor.id, kind: 'recorded-for-you', body: about });
  // In whose name it is, and whose case it ends: both may confirm or contest it.
  if (after.ending?.seq === fact.seq)
    for (const personId of new Set([after.ending.person, ...(after.subject ? [after.subject] : [])]))
      notes.push({ personId, kind: 'ending-waits', body: { ...about, due: after.ending.until } });
  const moved = JSON.stringify(openSteps(before)) !== JSON.stringify(openSteps(after)) || before.phase !== after.phase;
  // Of a case that its subject does not read, nothing is told.
  const reads = (procedure.readers ?? 'concerned') === 'concerned';
  if (procedure.subject === 'case' && reads && after.subject && moved && fact.recorder?.id !== after.subject)
    notes.push({ personId: after.subject, kind: 'progress', body: about });
  return notes;
};
