import { ranking, type Sheet, shortlisted } from '../../../domain/procedures/selection/ranking';
import { type Deed, lawful, who } from '../../harness/given';
import { clear } from '../../harness/selection';
import { post, postAt, verdict } from '../../harness/selection-deeds';

const { given } = lawful({ procedure: 'selection' });
const OFFICER = { seat: 'committee-officer', actor: who('officer') } as const;
const LAW = { paperWeight: 60, passMark: 6000, tieRule: 'interview-first', shortlist: 2 } as const;
const EXAMINERS = ['first', 'second', 'third'].map(who);

const published = (rest: Partial<Deed> = {}): Deed => ({
  ...OFFICER,
  kind: 'publishCompetition',
  on: '2026-01-14',
  body: { ...LAW },
  papers: ['competition-notice'],
  ...rest,
});
const entered = (name: string, qualified = true, rest: Partial<Deed> = {}): Deed => ({
  ...OFFICER,
  kind: 'enterCompetitor',
  on: '2026-01-15',
  body: { person: who(name), qualified, why: qualified ? 'meets' : 'age' },
  papers: ['entry-form'],
  evidence: { known: [who(name)] },
  ...rest,
});
const closed = (rest: Partial<Deed> = {}): Deed => ({
  ...OFFICER,
  kind: 'closeEntries',
  on: '2026-01-22',
  body: { examiners: EXAMINERS },
  papers: ['qualification-report'],
  evidence: { eligible: EXAMINERS },
  ...rest,
});
const sheets = (points: Record<string, number>): Sheet[] =>
  (['paper', 'interview'] as const).flatMap((part) => EXAMINERS.map((examiner) => ({ part, examiner, points })));
const of = (points: Record<string, number>) => Object.fromEntries(Object.entries(points).map(([name, value]) => [who(name), value]));
const revealed = (points: Record<string, number>, rest: Partial<Deed> = {}): Deed => ({
  ...OFFICER,
  kind: 'revealScores',
  on: '2026-01-26',
  papers: ['score-sheets'],
  evidence: { sheets: sheets(of(points)) },
  ...rest,
});
const begun = [
  ...postAt('K1'),
  post.move({ route: 'competition' }, { papers: ['motion-plan', 'competition-reason'] }),
  verdict('K1', '2026-01-13'),
];
const opened = [...begun, published(), verdict('X1', '2026-01-14')];
const three = ['one', 'two', 'three'].map((name) => entered(name));
const scoring = [...opened, ...three, entered('four', false), closed(), verdict('X2', '2026-01-22')];

describe('competition as a route of selection', () => {
  it('begins with a notice that fixes weights, mark, ties and shortlist; every stage waits for the inspector', () => {
    given(...begun)
      .when(published())
      .gives({ steps: ['X1'] });
    given(...begun)
      .when(published({ body: { ...LAW, shortlist: 1 } }))
      .refused('list-too-short', { pointer: '/body/shortlist' });
    given(...begun, published())
      .when(entered('one'))
      .refused('out-of-step');
    given(...begun)
      .when(post.talks())
      .refused('out-of-step');
  });

  it('entries are checked against the rules, and stay open as long as was promised', () => {
    given(...opened)
      .when(entered('one', true, { evidence: { known: [] } }))
      .refused('unknown-person');
    given(...opened)
      .when(entered('one', true, { body: { person: who('one'), qualified: true, why: 'age' } }))
      .refused('bad-field');
    given(...opened, ...three)
      .when(closed({ on: '2026-01-21' }))
      .refused('too-early', { earliest: '2026-01-22' });
    given(...opened, ...three)
      .when(closed({ body: { examiners: EXAMINERS.slice(1) } }))
      .refused('group-too-small');
    given(...opened, ...three)
      .when(closed({ evidence: { eligible: EXAMINERS.slice(1) } }))
      .refused('examiner-not-eligible');
    given(...opened, ...three, entered('first'))
      .when(closed())
      .refused('examiner-not-eligible', { pointer: '/body/examiners/0' });
    given(...opened, entered('one'), entered('two', false))
      .when(closed())
      .refused('too-few-objects');
    const crowd = Array.from({ length: 200 }, (_, index) => entered(`entrant ${index}`));
    given(...opened, ...crowd)
      .when(entered('one more'))
      .refused('too-many-entries');
  });

  it('scores are opened only when all are there, and all at once', () => {
    const most = sheets(of({ one: 8000, two: 7000, three: 7000 }));
    given(...scoring)
      .when(revealed({}, { evidence: { sheets: most.slice(1) } }))
      .refused('scores-missing');
    given(...scoring)
      .when(revealed({ one: 8000, two: 7000 }))
      .refused('scores-missing');
    given(...scoring)
      .when(revealed({ one: 8000, two: 7000, three: 6500 }))
      .gives({
        steps: ['X3'],
        book: { nominees: [who('one'), who('two')], recused: [who('one'), who('two'), who('three')].sort() },
      });
    given(...scoring)
      .when(revealed({ one: 8000, two: 5000, three: 5000 }))
      .refused('too-few-objects');
  });

  it('then the inspection objects are fixed among the shortlisted', () => {
    const ranked = [...scoring, revealed({ one: 8000, two: 7000, three: 6500 }), verdict('X3', '2026-01-26')];
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
