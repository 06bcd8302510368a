import { actsOf } from '../../../domain/case/acts';
import { factOf, fold } from '../../../domain/case/fold';
import { judge } from '../../../domain/case/judge';
import type { Act } from '../../../domain/case/procedure';
import { closedOn, isAwaiting, type MachineState, openSteps } from '../../../domain/case/state';
import type { Seat, Step } from '../../../domain/case/step';
import { tasksOf } from '../../../domain/case/tasks';
import { stepOf } from '../../../domain/law/statute';
import { overlays, packs } from '../../../domain/procedures';
import { commandFor, type Deed, statuteOf, who } from '../../harness/given';
import { undo } from '../../harness/given-annulment';
import { free, verdict } from '../../harness/stages';
import { SUPERVISED, type SupervisedWay, type WayName } from '../../harness/supervised-ways';

/**
 * Each verdict at each stage of the tables, and nobody beside the inspector. The stages come out of the packs: one that is added there, or a procedure that is,
 * is tried here, and without deeds that lead to it this file fails.
 */
type Verdict = 'pass' | 'return' | 'suspend' | 'veto';
const WAYS: Readonly<Record<WayName, SupervisedWay>> = SUPERVISED;
const NAMES = Object.keys(WAYS) as WayName[];

const isChosen = (when: Step['when'], { book }: MachineState): boolean => !when || (book as Record<string, unknown>)[when.book] === when.is;
const after = (way: WayName, step: string): MachineState => WAYS[way].law.given(...WAYS[way].to(step)).state() as unknown as MachineState;

type Row = readonly [title: string, way: WayName, step: Step];
/** Stages that the table gives to the inspector: those of the way that are his, and those that in this case are not. */
const rows = (his: boolean): Row[] =>
  NAMES.flatMap((way) =>
    WAYS[way].law.statute.steps
      .filter(({ id, signOff }) => signOff && WAYS[way].all.some(([known]) => known === id))
      .filter(({ id, signOff }) => isChosen(signOff?.when, after(way, id)) === his)
      .map((step): Row => [`${way} ${step.id}`, way, step]),
  );
const placeOf = ([, way, { id }]: Row): string => `${WAYS[way].law.procedure.name} ${id}`;
/** What two routes of a post share is tried once. */
const once = (all: readonly Row[]): Row[] =>
  all.filter((row, index) => all.findIndex((other) => placeOf(other) === placeOf(row)) === index);
const STAGES = once(rows(true));
const EXEMPT = once(rows(false));

const asked = (is: (signOff: NonNullable<Step['signOff']>) => boolean): string[] =>
  Object.keys(packs).flatMap((procedure) =>
    [...statuteOf({ procedure }).steps, ...insertedInto(procedure)]
      .filter(({ signOff }) => signOff && is(signOff))
      .map(({ id }) => `${procedure} ${id}`),
  );
const insertedInto = (procedure: string): Step[] =>
  Object.values(overlays)
    .filter((overlay) => (overlay.procedure ?? 'admission') === procedure)
    .flatMap(({ insert }) => insert.map(({ step }) => step));

it('every stage of every procedure for which a verdict is asked is tried here, and where one is asked in some cases only, the others too', () => {
  expect(STAGES.map(placeOf).sort()).toEqual(asked(() => true).sort());
  expect(EXEMPT.map(placeOf).sort()).toEqual(asked(({ when }) => when !== undefined).sort());
});

const dayAt = (way: WayName, step: Step): string => WAYS[way].all.find(([id]) => id === step.id)?.[2] ?? '';
const awaiting = (way: WayName, step: Step) => {
  const { law, to } = WAYS[way];
  return law.given(...to(step.id));
};
const supplement = (way: WayName, step: Step): Deed => ({
  kind: 'askSupplement',
  on: dayAt(way, step),
  actor: who('inspector'),
  body: { step: step.id },
  papers: ['supplement-request'],
  evidence: free,
});
const supplemented = (way: WayName, step: Step): MachineState =>
  WAYS[way].law.given(...WAYS[way].to(step.id), supplement(way, step)).state() as unknown as MachineState;
const ruled = (way: WayName, step: Step, given: Verdict, backTo?: string, before: readonly Deed[] = []): MachineState => {
  const deed = verdict(step.id, dayAt(way, step), given, {
    body: { step: step.id, verdict: given, ...(given === 'return' ? { backTo: backTo ?? step.id } : {}) },
  });
  return WAYS[way].law.given(...WAYS[way].to(step.id), ...before, deed).state() as unknown as MachineState;
};
const holders = (way: WayName, state: MachineState): string[] => {
  const { procedure, statute } = WAYS[way].law;
  return tasksOf(procedure, state, statute).map(({ step, seat }) => `${step}: ${seat}`);
};
/** Whoever the table names, where the step is worked on. */
const holderOf = (way: WayName, id: string): string[] => {
  const step = stepOf(WAYS[way].law.statute, id);
  return !step || step.rests ? [] : [`${id}: ${step.seat}`];
};
/** The stages that lie behind it, and itself. */
const behind = (state: MachineState, way: WayName, step: Step): string[] => {
  const order = WAYS[way].law.statute.steps.map(({ id }) => id);
  return order.filter((id) => id === step.id || (closedOn(state, id) && order.indexOf(id) < order.indexOf(step.id)));
};
/** Whether any act of the stage may be done there on the day. */
const isWorkable = (way: WayName, state: MachineState, id: string, on: string): boolean => {
  const { procedure, statute } = WAYS[way].law;
  const acts = actsOf(procedure).filter(({ kind }) => stepOf(statute, id)?.acts.includes(kind));
  return acts.some((act) => !refusalOf(way, state, { ...attempt(way, act, state), kind: act.kind, on }));
};
const refusalOf = (way: WayName, state: MachineState, deed: Deed) => {
  const { procedure, statute } = WAYS[way].law;
  return judge({ procedure, state, command: commandFor(procedure, state, deed), statute, today: deed.on });
};

describe.each(STAGES)('%s', (_, way, step) => {
  const { procedure, statute } = WAYS[way].law;
  const waiting = () => after(way, step.id);

  it('waits at the inspector’s desk alone', () => {
    expect(isAwaiting(waiting(), step.id)).toBe(true);
    expect(holders(way, waiting())).toEqual([`${step.id}: inspector`]);
  });

  it('pass: it is closed with his day, and the next of the table is at its own desk', () => {
    const state = ruled(way, step, 'pass');
    expect(state.steps[step.id]).toMatchObject({ closedOn: dayAt(way, step), passedOn: dayAt(way, step) });
    const next = step.then.filter((id) => isChosen(stepOf(statute, id)?.when, state));
    expect(openSteps(state)).toEqual(next);
    expect(holders(way, state)).toEqual(next.flatMap((id) => holderOf(way, id)));
    expect(state.ended?.how).toBe(next.length > 0 ? undefined : 'completed');
  });

  it('return: to itself or any stage behind it, which is made anew; what followed is forgotten; to no other', () => {
    const before = waiting();
    // Of an appointment that is in force only the stage itself is made anew.
    const { inForceAfter } = WAYS[way];
    const inForce = inForceAfter !== undefined && closedOn(before, inForceAfter) !== undefined;
    const lawfulWays = inForce ? [step.id] : behind(before, way, step);
    for (const back of statute.steps.map(({ id }) => id)) {
      const deed = verdict(step.id, dayAt(way, step), 'return', { body: { step: step.id, verdict: 'return', backTo: back } });
      if (!lawfulWays.includes(back)) {
        const code = inForce ? 'already-approved' : 'no-way-back';
        awaiting(way, step).when(deed).refused(code, { pointer: '/body/backTo', clause: 'project.inspection' });
        continue;
      }
      const state = ruled(way, step, 'return', back);
      expect([back, openSteps(state), holders(way, state)]).toEqual([back, [back], holderOf(way, back)]);
      const order = statute.steps.map(({ id }) => id);
      expect(Object.keys(state.steps).filter((id) => order.indexOf(id) > order.indexOf(back))).toEqual([]);
      expect(state.steps[back]).toMatchObject({ again: true });
      expect(isAwaiting(state, back)).toBe(false);
      expect([back, stepOf(statute, back)?.rests ?? isWorkable(way, state, back, dayAt(way, step))]).toEqual([back, true]);
    }
  });

  it('suspend: held, at his office, an investigation asked for; the stage is as little passed as before', () => {
    const state = ruled(way, step, 'suspend');
    expect([state.phase, openSteps(state), holders(way, state)]).toEqual(['held', [step.id], ['held: inspector']]);
    expect(isAwaiting(state, step.id)).toBe(true);
    awaiting(way, step)
      .when({ ...verdict(step.id, dayAt(way, step), 'suspend'), silent: true })
      .gives({ asks: [{ kind: 'openChildren', args: { procedure: 'investigation' } }] });
  });

  it('veto: it ends the case; once a body has decided it goes to that body, whose second decision stands', () => {
    const state = ruled(way, step, 'veto');
    const to = step.signOff?.vetoTo;
    if (!to) {
      expect([state.phase, state.ended?.how, holders(way, state)]).toEqual(['ended', 'vetoed', []]);
      return;
    }
    expect([state.phase, openSteps(state), holders(way, state)]).toEqual(['open', [to], holderOf(way, to)]);
    expect(state.steps[to]).toMatchObject({ again: true, vetoed: { step: step.id } });
    const on = dayAt(way, step);
    const [, decided = []] = WAYS[way].all.find(([id]) => id === to) ?? [];
    const again = WAYS[way].law.given(...WAYS[way].to(step.id), verdict(step.id, on, 'veto'), ...decided.map((deed) => ({ ...deed, on })));
    again.when(verdict(to, on, 'veto')).refused('body-has-decided', { pointer: '/body/verdict', clause: 'project.inspection' });
    again
      .when(verdict(to, on))
      .gives({ steps: (stepOf(statute, to)?.then ?? []).filter((id) => isChosen(stepOf(statute, id)?.when, state)) });
  });

  it('a supplement that he waits for keeps no verdict from him: each does what it does without', () => {
    for (const given of ['pass', 'return', 'suspend', 'veto'] as const) {
      const [plain, waited] = [ruled(way, step, given), ruled(way, step, given, undefined, [supplement(way, step)])];
      const seen = ({ phase, ended, steps, hold }: MachineState) => [phase, ended?.how, openSteps({ steps } as MachineState), hold?.by];
      expect([given, ...seen(waited), holders(way, waited)]).toEqual([given, ...seen(plain), holders(way, plain)]);
    }
  });

  it.each(['awaiting', 'held', 'supplement'] as const)(
    '%s: whatever anybody else tries, no stage closes and nothing is completed',
    (phase) => {
      const before = { awaiting: waiting, held: () => ruled(way, step, 'suspend'), supplement: () => supplemented(way, step) }[phase]();
      const closed = (one: MachineState) => statute.steps.map(({ id }) => id).filter((id) => closedOn(one, id));
      const accepted = new Set<string>();
      expect(tries(way).some(([{ kind }]) => kind === 'giveVerdict')).toBe(true);
      for (const [act, seat, via] of tries(way)) {
        // On the day itself, and when every span of law is over.
        for (const on of [dayAt(way, step), '2030-01-02']) {
          const deed: Deed = { ...attempt(way, act, before), kind: act.kind, seat, via, on, actor: who(`a ${seat}`) };
          const command = commandFor(procedure, before, deed);
          if (judge({ procedure, state: before, command, statute, today: on })) continue;
          accepted.add(act.kind);
          // An administrator may remind the desk that owes a supplement; beyond that he touches nothing that lies with the inspector.
          if (seat === 'administrator' && via === 'person') expect([phase, act.kind]).toEqual(['supplement', 'urge']);
          const state = fold(procedure, before, factOf(procedure, before, command, 0), statute);
          const forward = closed(state).filter((id) => !closed(before).includes(id));
          expect([act.kind, seat, forward, state.ended?.how === 'completed']).toEqual([act.kind, seat, [], false]);
        }
      }
      const others = phase === 'supplement' ? [...BACKWARD, 'answerSupplement', 'urge'] : BACKWARD;
      expect([...accepted].filter((kind) => !others.includes(kind))).toEqual([]);
    },
  );
});

describe.each(EXEMPT)('%s', (_, way, step) => {
  it('is closed by its own acts where the table says so of such a case, and takes no verdict', () => {
    const { all, law, to } = WAYS[way];
    const state = after(way, step.id);
    expect([isAwaiting(state, step.id), closedOn(state, step.id)]).toEqual([false, state.lastOn]);
    expect(holders(way, state)).toEqual(step.then.flatMap((id) => holderOf(way, id)));
    const [, own = []] = all.find(([id]) => id === step.id) ?? [];
    // While it is worked on nobody attends it, and with the last of its acts the whole case may have ended.
    const before = law.given(...to(step.id).slice(0, -own.length));
    for (const kind of ['giveVerdict', 'attendStage'])
      before
        .when({ ...verdict(step.id, state.lastOn), kind, ...(kind === 'attendStage' ? { body: { step: step.id } } : {}) })
        .refused('not-awaiting');
  });
});

/** What others may do to a case that lies with the inspector: end it, pause it, send it back, contest a record, be heard, say that it fell. Nothing leads on. */
const BACKWARD = [
  'endCase',
  'suspend',
  'returnTo',
  'contestAct',
  'succeed',
  'holdForInvestigation',
  'noteCandidacy',
  'dropCandidacy',
  'endAnnulled',
  'leaveTrial',
  'stateCase',
  'requestSecondLook',
];

type AnyAct = Act<unknown, never, never>;
const WAYS_OF_ACTS = ['person', 'occasion', 'system'] as const;

/** Every act of the procedure from every seat and in every way, but the inspector's own. */
const tries = (way: WayName): [AnyAct, Seat, (typeof WAYS_OF_ACTS)[number]][] =>
  actsOf(WAYS[way].law.procedure).flatMap((act) => {
    const seats = act.seats.filter((seat) => seat !== 'inspector');
    return (seats.length > 0 ? seats : [...OUTSIDERS]).flatMap((seat) =>
      WAYS_OF_ACTS.map((via) => [act, seat, via] as [AnyAct, Seat, typeof via]),
    );
  });
const OUTSIDERS: readonly Seat[] = ['committee-officer', 'administrator'];

/** What the act would take at its own stage; of those that every case knows, what fits most. */
const attempt = (way: WayName, act: AnyAct, state: MachineState): Partial<Deed> => {
  const known = WAYS[way].all.flatMap(([, deeds]) => deeds).find(({ kind }) => kind === act.kind) ?? LAWFUL[act.kind]?.(state);
  if (!known) throw new Error(`no body for ${act.kind}: say here what somebody might try`);
  return known;
};

const REASON = { papers: ['reason'] };
const at = (state: MachineState): string => openSteps(state)[0] ?? '';
const LAWFUL: Readonly<Record<string, (state: MachineState) => Partial<Deed>>> = {
  endCase: () => ({ ...REASON, body: { why: 'other' } }),
  suspend: () => ({ body: { why: 'other' } }),
  resume: () => ({}),
  returnTo: (state) => ({ ...REASON, body: { step: Object.keys(state.steps).findLast((id) => closedOn(state, id)) ?? at(state) } }),
  succeed: () => ({ body: { unit: who('successor'), committee: who('committee') } }),
  contestAct: () => ({ body: { seq: 1 }, evidence: { contestable: true, recordedOn: '2026-01-12' } }),
  settleContest: () => ({ ...REASON, body: { stands: true } }),
  adoptPack: (state) => ({ body: { from: state.statute, to: state.statute } }),
  adoptCalendar: (state) => ({ body: { from: state.statute, to: state.statute } }),
  giveVerdict: (state) => ({ body: { step: at(state), verdict: 'pass' }, papers: ['verdict-opinion'], evidence: free }),
  askSupplement: (state) => ({ body: { step: at(state) }, papers: ['supplement-request'], evidence: free }),
  withdrawSupplement: (state) => ({ body: { step: at(state) }, evidence: free }),
  answerSupplement: (state) => ({ body: { step: at(state) }, papers: ['supplement'] }),
  attendStage: (state) => ({ body: { step: at(state) }, evidence: free }),
  holdForInvestigation: () => ({}),
  settleInvestigation: () => ({ body: { result: 'cleared' }, papers: ['finding'], evidence: free }),
  urge: (state) => ({ body: { step: at(state) }, evidence: {} }),
  reassign: (state) => ({ body: { step: at(state), person: who('a friend') }, evidence: { seat: 'inspector' } }),
  escalate: (state) => ({ body: { step: at(state) }, evidence: { seat: 'inspector', to: who('county') } }),
  extendDeadline: (state) => ({ ...REASON, body: { step: at(state), days: 30 } }),
  trustSigner: () => ({ body: { key: { id: 'api:x', publicKey: 'ab'.repeat(32) }, alone: true } }),
  skipRecommendationMeeting: () => ({ ...REASON, body: {} }),
  // What belongs to another way of the same procedure.
  ...Object.fromEntries(
    (['recommendation', 'competition', 'annulled admission'] as const).flatMap((way) =>
      WAYS[way].all.flatMap(([, deeds]) => deeds.map((deed) => [deed.kind, () => deed])),
    ),
  ),
  resubmitObject: () => ({ papers: ['object-reasons'] }),
  askCoManager: () => ({ papers: ['co-manager-letter'] }),
  recordCoManagerReply: () => ({ body: { agreed: true }, papers: ['co-manager-reply'] }),
  askLeagueCommittee: () => ({ papers: ['league-letter'] }),
  recordLeagueReply: () => ({ body: { agreed: true }, papers: ['league-reply'] }),
  settleDisagreement: () => ({ body: { goesOn: true }, papers: ['mediation-record'] }),
  recordHigherReply: () => ({ body: { about: 'exceptional', agreed: true }, papers: ['higher-reply'] }),
  restartNotice: (state) => ({ body: { postedOn: state.lastOn } }),
  holdForObjection: () => ({}),
  settleObjection: () => ({ body: { ruling: 'go-on' } }),
  replaceExaminers: () => ({ ...REASON, body: { examiners: ['x', 'y', 'z'].map(who) }, evidence: { eligible: ['x', 'y', 'z'].map(who) } }),
  extendProbation: () => ({ papers: ['reason', 'minutes'], body: { until: '2031-01-01' } }),
  dropCandidacy: () => ({}),
  endAnnulled: () => ({}),
  leaveTrial: () => ({}),
  stateCase: () => undo.state(),
  requestSecondLook: () => undo.appeal(),
  answerSecondLook: () => undo.answer('reconsider'),
};
