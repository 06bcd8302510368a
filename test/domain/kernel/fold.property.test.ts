import fc from 'fast-check';
import { addDays } from '../../../domain/calendar/day';
import { actsOf } from '../../../domain/case/acts';
import { copy } from '../../../domain/case/copy';
import type { Fact } from '../../../domain/case/fact';
import { fold } from '../../../domain/case/fold';
import type { MachineState } from '../../../domain/case/state';
import { SEATS } from '../../../domain/case/step';
import { procedures } from '../../../domain/procedures';
import { cameTo, deeds, lawful, statuteOf, who } from '../../harness/given';

/** Values as a body may hold them: right kinds of JSON, senseless contents. */
const word = fc.constantFrom(
  '',
  'A5',
  'A12',
  'go-back',
  'end',
  'filed',
  'passed',
  'failed',
  'refused',
  'reason',
  '2026-02-30',
  '2026-03-01',
  '__proto__',
  who('one'),
  who('the case'),
  '𠮷·x',
);
const value: fc.Arbitrary<unknown> = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    word,
    fc.integer({ min: -3, max: 12 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(again('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('id', 'on', 'units', 'case', 'ok', 'witness', 'key', 'hours'), again('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;
const KEYS = [
  'key',
  'round',
  'year',
  'line',
  'number',
  'step',
  'due',
  'seq',
  'why',
  'cases',
  'hours',
  'contacts',
  'introducers',
  'consent',
  'version',
  'ruling',
  'case',
  'objection',
  'backTo',
  'stands',
  'answer',
  'about',
  'result',
  'chosen',
  'suitable',
  'recommended',
  'entitled',
  'present',
  'for',
  'against',
  'abstain',
  'results',
  'command',
  'rows',
  'kind',
  'attended',
  'workingDays',
  'toUnit',
  'toCommittee',
  'from',
  'to',
  'registeredOn',
  'fileComplete',
  'cultivationCountsFrom',
  'substantive',
  'plannedOn',
] as const;
const body = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 10, noNullPrototype: true });

const CLOCK = ['deadlineReminded', 'deadlineLapsed', 'placeReleased', 'noSuchFact', 'toString', 'constructor'];
const facts = (name: string) => {
  const procedure = procedures[name];
  if (!procedure) throw new Error(name);
  const kinds = [...new Set([...actsOf(procedure).map((act) => act.fact), ...Object.keys(procedure.happenings), ...CLOCK])];
  return fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      body,
      days: fc.nat(30),
      actor: fc.option(fc.record({ id: fc.constantFrom(who('one'), who('two')), seat: fc.constantFrom(...SEATS) }), { nil: undefined }),
    }),
    { maxLength: 25 },
  );
};

const lives: Readonly<Record<string, MachineState>> = {
  'a case before its first act': lawful().given().state(),
  'a case in its notice': lawful()
    .given(...cameTo('A8'), deeds.consent('publication', '2026-04-17'), deeds.post())
    .state(),
  'a case before the vote': lawful()
    .given(...cameTo('A11'))
    .state(),
  'a case after its approval': lawful()
    .given(...cameTo('A14'))
    .state(),
  ...Object.fromEntries(
    ['notice', 'meeting', 'session', 'ceremony'].map((name) => [
      `a new ${name}`,
      lawful({ procedure: name }).given().state() as MachineState,
    ]),
  ),
};

describe('the fold is total', () => {
  it('copies a state as JSON would', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (made) => {
        const given = JSON.parse(JSON.stringify({ made, of: [made] }));
        expect(JSON.stringify(copy({ ...given, none: undefined }))).toBe(JSON.stringify(given));
      }),
    );
    const state = JSON.parse('{"a":{"__proto__":{"b":[1]}}}');
    expect(JSON.stringify(copy(state))).toBe('{"a":{"__proto__":{"b":[1]}}}');
    expect(copy(state).a).not.toBe(state.a);
  });

  it.each(Object.entries(lives))('%s takes any list of facts, and seq grows by one', (_, start) => {
    const procedure = procedures[start.procedure];
    if (!procedure) throw new Error(start.procedure);
    const statute = statuteOf({ procedure: start.procedure });
    fc.assert(
      fc.property(facts(start.procedure), (list) => {
        let state = start;
        let on = start.lastOn;
        for (const one of list) {
          on = addDays(on, one.days);
          const fact: Fact = {
            v: 1,
            seq: state.seq + 1,
            kind: one.kind,
            on,
            at: 0,
            body: one.body,
            papers: [],
            ...(one.actor ? { actor: one.actor, recorder: one.actor } : {}),
          };
          const next = fold(procedure, state, fact, statute);
          expect(next.seq).toBe(state.seq + 1);
          if (state.phase === 'ended') expect(next.ended).toEqual(state.ended);
          state = next;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an act’s fact out of place changes nothing but seq', () => {
    const { given, procedure, statute } = lawful();
    const before = given(...cameTo('A5')).state();
    const votes = { entitled: 3, present: 3, for: 3, against: 0, abstain: 0 };
    for (const [kind, content] of [
      ['voteHeld', votes],
      ['approvalDecided', votes],
      ['preReviewed', { result: 'passed' }],
      ['objectionSettled', { ruling: 'go-back' }],
      ['noticePosted', {}],
      ['introducersConfirmed', { introducers: [] }],
    ] as const) {
      const after = fold(
        procedure,
        before,
        { v: 1, seq: before.seq + 1, kind, on: '2026-02-01', at: 0, body: content, papers: [] },
        statute,
      );
      expect({ ...after, seq: before.seq }).toEqual(before);
    }
  });

  it('facts out of order are a broken ledger, and loud', () => {
    const { procedure, statute } = lawful();
    const state = lives['a case in its notice'] as MachineState;
    expect(() =>
      fold(procedure, state, { v: 1, seq: state.seq + 2, kind: 'withdrawn', on: '2026-05-01', at: 0, body: {}, papers: [] }, statute),
    ).toThrow('cannot follow');
  });

  it('the same facts make the same state, to the byte', () => {
    const make = () =>
      JSON.stringify(
        lawful()
          .given(...cameTo('A14'))
          .state(),
      );
    expect(make()).toBe(make());
  });
});
