import { CONTEST, clear } from '../../../demo/lawful-selection';
import { ranking, type Sheet, shortlisted } from '../../../domain/procedures/selection/ranking';
import { type Deed, lawful, who } from '../../harness/given';
import { contest, EXAMINERS, post, postAt, sheetsOf } from '../../harness/selection-deeds';
import { verdict } from '../../harness/stages';

const { given } = lawful({ procedure: 'selection' });
const COMPETES = { route: 'competition' } as const;
const three = ['one', 'two', 'three'].map((name) => contest.enter(name));
const begun = postAt('X1', COMPETES);
const opened = postAt('X2', COMPETES);
const scoring = postAt('X3', COMPETES);

describe('competition as a route of selection', () => {
  it('begins with a notice that fixes weights, mark, ties and shortlist; every stage waits for the inspector', () => {
    given(...begun)
      .when(contest.publish())
      .gives({ steps: ['X1'] });
    given(...begun)
      .when(contest.publish({ body: { ...CONTEST, shortlist: 1 } }))
      .refused('list-too-short', { pointer: '/body/shortlist' });
    given(...begun, contest.publish())
      .when(contest.enter('one'))
      .refused('out-of-step');
    given(...begun)
      .when(post.talks())
      .refused('out-of-step');
  });

  it('entries are checked against the rules, and stay open as long as was promised', () => {
    given(...opened)
      .when(contest.enter('one', true, { evidence: { known: [] } }))
      .refused('unknown-person');
    given(...opened)
      .when(contest.enter('one', true, { body: { person: who('one'), qualified: true, why: 'age' } }))
      .refused('bad-field');
    given(...opened, ...three)
      .when(contest.close({ on: '2026-01-21' }))
      .refused('too-early', { earliest: '2026-01-22' });
    given(...opened, ...three)
      .when(contest.close({ body: { examiners: EXAMINERS.slice(1) } }))
      .refused('group-too-small');
    given(...opened, ...three)
      .when(contest.close({ evidence: { eligible: EXAMINERS.slice(1) } }))
      .refused('examiner-not-eligible');
    given(...opened, ...three, contest.enter('first'))
      .when(contest.close())
      .refused('examiner-not-eligible', { pointer: '/body/examiners/0' });
    given(...opened, contest.enter('one'), contest.enter('two', false))
      .when(contest.close())
      .refused('too-few-objects');
    const crowd = Array.from({ length: 200 }, (_, index) => contest.enter(`entrant ${index}`));
    given(...opened, ...crowd)
      .when(contest.enter('one more'))
      .refused('too-many-entries');
  });

  it('scores are opened only when all are there, and all at once', () => {
    const most = sheetsOf({ one: 8000, two: 7000, three: 7000 });
    given(...scoring)
      .when(contest.reveal({}, { evidence: { sheets: most.slice(1) } }))
      .refused('scores-missing');
    given(...scoring)
      .when(contest.reveal({ one: 8000, two: 7000 }))
      .refused('scores-missing');
    given(...scoring)
      .when(contest.reveal({ one: 8000, two: 7000, three: 6500 }))
      .gives({
        steps: ['X3'],
        book: { nominees: [who('one'), who('two')], recused: [who('one'), who('two'), who('three')].sort() },
      });
    given(...scoring)
      .when(contest.reveal({ one: 8000, two: 5000, three: 5000 }))
      .refused('too-few-objects');
  });

  it('kin of an entrant is no examiner: not when he is named, and not when it comes up later; he is replaced, and his sheet stays shut', () => {
    const [first = '', ...rest] = EXAMINERS;
    const kin = { eligible: [...EXAMINERS, who('fourth')], interested: [first] };
    given(...opened, ...three)
      .when(contest.close({ evidence: kin }))
      .refused('recused-examiner', { pointer: '/body/examiners/0', clause: 'cadre.competition' });
    const sheets = sheetsOf({ one: 8000, two: 7000, three: 6500 });
    given(...scoring)
      .when(contest.reveal({}, { evidence: { sheets, interested: [first] } }))
      .refused('recused-examiner', { clause: 'cadre.competition' });
    const replace = (examiners: readonly string[], more: Partial<Deed> = {}): Deed => ({
      kind: 'replaceExaminers',
      on: '2026-01-26',
      body: { examiners },
      papers: ['reason'],
      evidence: kin,
      ...more,
    });
    const others = [...rest, who('fourth')];
    given(...scoring)
      .when(replace(EXAMINERS))
      .refused('already-so', { pointer: '/body/examiners' });
    given(...scoring)
      .when(replace([first, ...others]))
      .refused('recused-examiner', { pointer: '/body/examiners/0' });
    given(...scoring)
      .when(replace(rest))
      .refused('group-too-small');
    given(...scoring)
      .when(replace(others, { papers: [] }))
      .refused('paper-missing');
    given(...scoring)
      .when(replace(others))
      .gives({ steps: ['X3'], book: { competition: { examiners: others } } });
    const theirs = sheets.map((one) => (one.examiner === first ? { ...one, examiner: who('fourth') } : one));
    const replaced = given(...scoring, replace(others));
    replaced.when(contest.reveal({}, { evidence: { sheets, interested: [] } })).refused('scores-missing');
    replaced.when(contest.reveal({}, { evidence: { sheets: theirs, interested: [] } })).gives({ steps: ['X3'] });
    given(...opened, ...three)
      .when(replace(others))
      .refused('out-of-step');
  });

  it('then the inspection objects are fixed among the shortlisted', () => {
    const ranked = [...scoring, contest.reveal({ one: 8000, two: 7000, three: 6500 }), verdict('X3', '2026-01-26')];
    const fix = (names: string[]) => given(...ranked).when(post.fix(names, { on: '2026-01-27' }));
    fix(['one', 'two']).gives({ steps: ['KC'] });
    fix(['one', 'three']).refused('not-recommended');
    given(...ranked)
      .when(post.fix([], { on: '2026-01-27', body: { objects: [clear(who('one'))] } }))
      .refused('equal-reason-missing');
  });
});

describe('the tie rule, fixed before', () => {
  const tied: Sheet[] = [
    { part: 'paper', examiner: 'x', points: { a: 8000, b: 7000, c: 5000 } },
    { part: 'interview', examiner: 'x', points: { a: 7000, b: 8500, c: 9000 } },
  ];
  const ranks = (tieRule: 'interview-first' | 'paper-first' | 'both', passMark = 0) =>
    ranking(['a', 'b', 'c'], tied, { paperWeight: 60, passMark, tieRule, shortlist: 1 });

  it.each([
    ['interview-first', ['b']],
    ['paper-first', ['a']],
    ['both', ['a', 'b']],
  ] as const)('%s', (rule, list) => {
    expect(shortlisted(ranks(rule), { paperWeight: 60, passMark: 0, tieRule: rule, shortlist: 1 })).toEqual(list);
  });

  it('who stays below the mark is not ranked', () => {
    expect(ranks('both', 7000).map(({ entry }) => entry)).toEqual(['a', 'b']);
  });
});
