import fc from 'fast-check';
import { addDays } from '../../../domain/calendar/day';
import { factOf, fold } from '../../../domain/case/fold';
import { judge } from '../../../domain/case/judge';
import { momentsOf } from '../../../domain/case/moments';
import { type MachineState, openSteps } from '../../../domain/case/state';
import { tasksOf } from '../../../domain/case/tasks';
import type { CandidacyBook } from '../../../domain/procedures/candidacy/book';
import { ANSWERS, commandFor, type Deed, lawful, who } from '../../harness/given';
import { parent, person, personAt } from '../../harness/selection-deeds';
import { free, verdict } from '../../harness/stages';

type State = MachineState<CandidacyBook>;
const { procedure, statute, given } = lawful({ procedure: 'candidacy', parent });
const STAGES = ['C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'];
const recused = { conflicts: ['kin'], substitute: true };
const dated = (deed: Deed, on: string): Deed => ({ ...deed, on });
const notice = who('occasion');

/** What anybody might try on a day, most of it sensible, in any order. */
const TRIES: readonly ((on: string, state: State, luck: number) => Deed)[] = [
  (on) => dated(person.group(), on),
  (on) => dated(person.preview(), on),
  (on) => dated(person.talks(), on),
  (on) => dated(person.appraisal(), on),
  (on, _, luck) => dated(person.musts()[luck % 4] as Deed, on),
  (on, _, luck) => dated(person.musts()[(luck + 1) % 4] as Deed, on),
  (on) => dated(person.integrity(), on),
  (on, _, luck) => dated(person.sign(luck % 2 ? 'officer' : 'second officer'), on),
  (on, _, luck) => dated(person.concluded({ body: { suitable: luck !== 7 } }), on),
  (on) => dated(person.consulted(), on),
  (on) => person.consultationOver({ on }),
  (on, _, luck) =>
    person.decided(
      { present: 5 + (luck % 5), for: luck % 2 ? 5 + (luck % 5) : 3, against: 0, defer: luck % 2 ? 0 : 2 + (luck % 5) },
      { on },
    ),
  (on) => person.posted(on),
  (on, state) => person.noticeOver(on, { body: { postedOn: state.book.notice?.postedOn ?? on, end: on } }),
  (on) => person.talk(on),
  (on) => person.appointed(on),
  (on, _, luck) => person.assessed(on, luck !== 5),
  (on) => ({ kind: 'holdForObjection', on, occasion: notice }),
  (on, _, luck) => ({ kind: 'settleObjection', on, occasion: notice, body: { ruling: ['go-on', 'go-back', 'end'][luck % 3] } }),
  (on, state, luck) => ({
    kind: 'returnTo',
    on,
    seat: 'committee-officer',
    body: { step: STAGES[luck % 7] ?? openSteps(state)[0] },
    papers: ['reason'],
  }),
  (on, state) => verdict(openSteps(state)[0] ?? 'C3', on),
  (on, state) => verdict(openSteps(state)[0] ?? 'C3', on),
  (on, _state, luck) => verdict(STAGES[luck % 7] ?? 'C3', on, 'pass', { evidence: luck % 3 ? free : recused }),
  (on, state, luck) => verdict(openSteps(state)[0] ?? 'C3', on, ['return', 'suspend', 'veto'][luck % 3]),
  (on, state) => verdict(openSteps(state)[0] ?? 'C3', on, 'pass', { actor: who('officer') }),
  (on) => ({
    kind: 'settleInvestigation',
    on,
    via: 'person',
    seat: 'inspector',
    actor: who('inspector'),
    body: { result: 'cleared' },
    papers: ['finding'],
    evidence: free,
  }),
  (on) => dated({ kind: 'resubmitObject', on, papers: ['object-reasons'], seat: 'committee-officer' }, on),
  (on) => ({ kind: 'suspend', on, seat: 'committee-officer', body: { why: 'other' } }),
  (on) => ({ kind: 'resume', on, seat: 'committee-officer' }),
];
/** What brings a stage on: a verdict, an appointment, the end of a notice, a decision, a conclusion. */
const CLOSING = [20, 16, 15, 13, 11, 10, 8];
const RARE = ['returnTo', 'suspend', 'holdForObjection'];

/** A verdict, an assessment or a vote that goes against the person. */
const rejects = ({ body }: Deed): boolean =>
  (body?.verdict !== undefined && body.verdict !== 'pass') || body?.suitable === false || body?.fit === false || Number(body?.defer) > 1;

const move = fc.record({
  pick: fc.nat(TRIES.length - 1),
  luck: fc.nat(11),
  days: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.integer({ min: 90, max: 400 }) },
  ),
  bold: fc.nat(9),
});

it('no order of acts reaches an appointment, or its confirmation, without the pass of every stage by an inspector without an interest', () => {
  let appointed = 0;
  let confirmed = 0;
  fc.assert(
    fc.property(fc.constantFrom('C3', 'C4', 'C6', 'C7', 'C8', 'C9'), fc.array(move, { minLength: 40, maxLength: 110 }), (start, moves) => {
      // Begun on the lawful way at different stages: from the first alone few walks would come far enough.
      let state = given(...(start === 'C3' ? [person.open()] : personAt(start as 'C4'))).state() as unknown as State;
      let today = state.lastOn;
      /** Passes since the stage was last opened, kept beside the kernel. */
      const passes = new Map(STAGES.slice(0, STAGES.indexOf(start)).map((id) => [id, today]));
      for (const { pick, luck, days, bold } of moves) {
        // A probation takes a year of days that nobody acts on.
        today = addDays(today, state.steps.C9 ? days * 20 : days);
        for (const moment of momentsOf(procedure, state, statute)) {
          if (moment.at > new Date(`${today}T01:00:00Z`).getTime()) break;
          state = fold(
            procedure,
            state,
            { v: 1, seq: state.seq + 1, kind: moment.kind, on: today, at: state.seq, body: moment.body, papers: [] },
            statute,
          ) as State;
        }
        // Half of what is tried is anything at all; the other half is what the law lets through, or nobody would ever get anywhere.
        const rest = [...TRIES.slice(pick), ...TRIES.slice(0, pick)];
        const tries = bold % 2 ? [TRIES[pick]] : [...(bold > 3 ? CLOSING.map((index) => TRIES[index]) : []), ...rest];
        const lawfulTry = tries
          .map((attempt) => attempt?.(today, state, luck))
          .filter((deed) => deed && !(RARE.includes(deed.kind) && bold > 1) && !(rejects(deed) && bold !== 1))
          .map((deed) => ({ deed: deed as Deed, command: commandFor(procedure, state, deed as Deed) }))
          .find(({ command }) => !judge({ procedure, state, command, statute, today }));
        if (!lawfulTry) continue;
        const { deed, command } = lawfulTry;
        const fact = factOf(procedure, state, command, state.seq);
        state = fold(procedure, state, fact, statute) as State;
        if (deed.kind === 'giveVerdict' && deed.body?.verdict === 'pass') {
          expect(deed.evidence).toEqual(free);
          expect(fact.actor?.seat).toBe('inspector');
          expect(state.signed[fact.actor?.id ?? '']).toBe('inspection');
          passes.set(String(deed.body.step), today);
        }
        // A stage that is open again must be passed again.
        for (const id of STAGES) if (!state.steps[id]?.closedOn) passes.delete(id);
        for (let next = state.asks[0]; next; next = state.asks[0]) {
          const answer = ANSWERS[next.kind]?.(next);
          if (!answer) throw new Error(`nobody answers ${next.kind}`);
          state = fold(procedure, state, { v: 1, seq: state.seq + 1, ...answer, on: today, at: state.seq, papers: [] }, statute) as State;
        }
        for (const id of STAGES) if (state.steps[id]?.closedOn) expect([id, passes.has(id)]).toEqual([id, true]);
        if (state.book.approvedOn) {
          expect(STAGES.slice(0, 5).filter((id) => !passes.has(id))).toEqual([]);
          appointed += 1;
        }
        if (state.ended?.how === 'completed') {
          expect(STAGES.filter((id) => !passes.has(id))).toEqual([]);
          confirmed += 1;
        }
        // Whatever happens, somebody has it: an open case is never at nobody's desk.
        if (state.phase === 'open' || state.phase === 'held') expect(tasksOf(procedure, state, statute).length).toBeGreaterThan(0);
        if (state.phase === 'ended') break;
      }
    }),
    { numRuns: 40, seed: 20260112, endOnFailure: true },
  );
  expect(appointed).toBeGreaterThan(0);
  expect(confirmed).toBeGreaterThan(0);
});
