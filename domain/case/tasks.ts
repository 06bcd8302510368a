import { deadline } from '../calendar/workdays';
import { type Statute, spanOf, stepOf } from '../law/statute';
import { contestOf, isContest } from './common/contesting';
import { isEnding } from './common/endings';
import { dueOf, earliestOf, verdictDueOf } from './moments';
import { isHeldBy } from './moves';
import type { Procedure } from './procedure';
import { type Awaiting, type Hold, type MachineState, openSteps, type StepState } from './state';
import type { Desk, Seat, Step } from './step';

/** One thing somebody must do: which seat, where, since when, until when, not before when. */
export interface OpenTask {
  readonly step: string;
  readonly seat: Seat;
  readonly desk: Desk;
  readonly org?: string;
  readonly person?: string;
  readonly since: string;
  readonly due?: string;
  readonly earliest?: string;
  /** What waits is a minimum that runs into a year whose national holiday notice is not entered: nothing ends before it is. */
  readonly unknownYear?: string;
  /** Passed up because it lapsed: the lower desk keeps its own task. */
  readonly escalated?: boolean;
  /** The step itself is done: its verdict is awaited, or what the inspector asked for in addition. */
  readonly awaits?: 'verdict' | 'supplement';
}

const placeOf = (state: MachineState, seat: Seat): string | undefined => {
  if (seat.startsWith('committee') || seat === 'inspector') return state.committee;
  if (seat === 'higher-officer') return state.higher ?? state.committee;
  return state.unit;
};

/** Who holds the case now. Empty when it is suspended or ended: then nobody has anything to do. */
export const tasksOf = (procedure: Procedure, state: MachineState, statute: Statute): OpenTask[] => {
  if (state.phase === 'ended' || state.phase === 'suspended') return [];
  const tasks: OpenTask[] = [];
  if (state.secondLook) {
    const due = deadline(statute.calendar, state.secondLook.askedOn, spanOf(statute, 'secondLook.answerDays')).end;
    tasks.push({
      step: 'second-look',
      seat: 'higher-officer',
      desk: 'higher',
      org: placeOf(state, 'higher-officer'),
      since: state.secondLook.askedOn,
      due,
    });
  }
  if (state.transfer)
    tasks.push({ step: 'transfer', seat: 'branch-secretary', desk: 'branch', org: state.transfer.to, since: state.transfer.since });
  if (state.phase === 'held') return [...tasks, ...heldTasks(state)];
  for (const id of openSteps(state)) tasks.push(...tasksAt(procedure, state, statute, id));
  for (const side of procedure.sideTasks?.(state) ?? []) tasks.push({ ...side, org: placeOf(state, side.seat) });
  return tasks;
};

/** The newest reason for which it is held; an ending that waits is for whoever it was recorded for, and for whom the case is about. */
const heldTasks = (state: MachineState): OpenTask[] => {
  const { ending } = state;
  const other = holdsOf(state).find(({ by }) => !isEnding(by));
  const tasks: OpenTask[] = [];
  if (ending && !isHeldBy(state, (by) => by === contestOf(ending.seq))) {
    const seat = ending.seat as Seat;
    const base = { step: 'ending', since: ending.on, due: ending.until };
    const desk: Desk = seat.startsWith('committee') ? 'committee' : 'applicant';
    tasks.push({ ...base, seat, desk, org: placeOf(state, seat), person: ending.person });
    if (seat === 'guardian' && state.subject)
      tasks.push({ ...base, seat: 'applicant', desk: 'applicant', org: state.unit, person: state.subject });
  }
  if (other || !ending) {
    const contest = other && isContest(other.by);
    tasks.push({
      step: 'held',
      seat: contest ? 'committee-officer' : 'inspector',
      desk: contest ? 'committee' : 'inspector',
      org: state.committee,
      since: other?.since ?? state.lastOn,
    });
  }
  return tasks;
};

const holdsOf = (state: MachineState): Hold[] => {
  const holds: Hold[] = [];
  for (let next = state.hold; next; next = next.under) holds.push(next);
  return holds;
};

const tasksAt = (procedure: Procedure, state: MachineState, statute: Statute, id: string): OpenTask[] => {
  const step = stepOf(statute, id);
  const here = state.steps[id];
  if (!step || !here) return [];
  if (step.rests) return [];
  if (here.awaiting) return awaited(state, statute, step, here.awaiting);
  const special = procedure.waitsFor?.(state, id, statute);
  if (special?.idle) return [];
  const { seat, desk } = { ...step, ...special };
  const times = {
    since: here.openedOn,
    due: special?.due ?? dueOf(state, statute, id)?.day,
    earliest: special?.earliest ?? earliestOf(state, statute, id)?.day,
    ...(special?.unknownYear ? { unknownYear: special.unknownYear } : {}),
  };
  const assigned = here.assigned?.seat === seat ? here.assigned : undefined;
  const base = { step: id, seat, desk, org: assigned?.unit ?? placeOf(state, seat), ...times };
  const people =
    seat === 'applicant' ? [state.subject] : seat === 'contact' ? ((state.book as { contacts?: string[] }).contacts ?? []) : [];
  const own: OpenTask[] =
    people.length > 0
      ? people.flatMap((person) => (person ? [{ ...base, person }] : []))
      : [assigned?.person ? { ...base, person: assigned.person } : base];
  // An inspector's time is the higher inspection office's business, never a League committee's.
  if (here.lapsedOn && seat === 'inspector') return [...own, { ...base, escalated: true }];
  return [...own, ...passedUp(state, here).map((org) => ({ ...base, ...deskAbove(state, org), org, escalated: true }))];
};

/** Committees that hold the step as well: the one above since its deadline lapsed, and the one to which it was escalated. */
const passedUp = (state: MachineState, { lapsedOn, escalatedTo }: StepState): string[] => [
  ...new Set([...(lapsedOn ? [placeOf(state, 'higher-officer') ?? state.committee] : []), ...(escalatedTo ? [escalatedTo] : [])]),
];

const deskAbove = (state: MachineState, org: string): Pick<OpenTask, 'seat' | 'desk'> =>
  org === state.committee && state.higher !== undefined
    ? { seat: 'committee-officer', desk: 'committee' }
    : { seat: 'higher-officer', desk: 'higher' };

/** Done, and now at the inspector's desk; or back at the step's own, while something he asked for is missing. */
const awaited = (state: MachineState, statute: Statute, step: Step, { since, supplement, lapsedOn }: Awaiting): OpenTask[] => {
  if (supplement)
    return [
      { step: step.id, seat: step.seat, desk: step.desk, org: placeOf(state, step.seat), since: supplement.askedOn, awaits: 'supplement' },
    ];
  const due = verdictDueOf(state, statute, step.id)?.day;
  const own: OpenTask = { step: step.id, seat: 'inspector', desk: 'inspector', org: state.committee, since, due, awaits: 'verdict' };
  return lapsedOn ? [own, { ...own, escalated: true }] : [own];
};
