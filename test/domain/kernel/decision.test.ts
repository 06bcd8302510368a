import { type Deed, lawful, who } from '../../harness/given';

const { given } = lawful({ procedure: 'decision' });
const MEMBERS = ['head', 'second', 'third', 'fourth', 'fifth'];
const ids = (names: readonly string[]) => names.map(who);
const kase = who('a candidacy');

const convened: Deed = { kind: 'conveneDecision', on: '2026-01-20', body: { cases: [kase] } };
const roll = (present: readonly string[] = MEMBERS, rest: Partial<Deed> = {}): Deed => ({
  kind: 'takeRoll',
  on: '2026-01-20',
  body: { present: ids(present), chair: who('head') },
  evidence: { entitled: ids(MEMBERS) },
  ...rest,
});
const says = (names: readonly string[], what = 'agree') => names.map((name) => ({ member: who(name), says: what }));
const statements = (body: Record<string, unknown>, mustLeave: readonly string[] = []): Deed => ({
  kind: 'recordStatements',
  on: '2026-01-20',
  body: { case: kase, ...body },
  evidence: { mustLeave: ids(mustLeave) },
});
const all = ['second', 'third', 'fourth', 'fifth', 'head'];
const close: Deed = { kind: 'closeDecision', on: '2026-01-20', papers: ['minutes'] };
const at = (...more: Deed[]) => given(convened, roll(), ...more);

it('tells each candidacy what was said, one by one, by name', () => {
  at(statements({ statements: [...says(all.slice(0, 4)), ...says(['head'], 'defer')] }))
    .when(close)
    .gives({
      asks: [
        {
          kind: 'tellCases',
          args: { command: 'recordDecision', rows: [{ case: kase, body: { entitled: 5, present: 5, for: 4, against: 0, defer: 1 } }] },
        },
      ],
    });
});

it('a case once, a quorum of two thirds, a chair who is there', () => {
  given()
    .when({ ...convened, body: { cases: [kase, kase] } })
    .refused('duplicate');
  given(convened)
    .when(statements({ statements: says(all) }))
    .refused('roll-missing');
  given(convened).when(close).refused('roll-missing');
  given(convened)
    .when(roll(['second', 'third', 'fourth', 'fifth']))
    .refused('no-chair');
  given(convened)
    .when(roll(['head', 'second', 'third']))
    .gives({ ended: 'adjourned' });
});

it('everybody in the room states a position once, nobody else does', () => {
  at()
    .when(statements({ statements: says(all.slice(1)) }))
    .refused('statement-missing', { clause: 'cadre.decision' });
  at()
    .when(statements({ statements: says([...all, 'head']) }))
    .refused('duplicate');
  at()
    .when(statements({ statements: says([...all, 'stranger']) }))
    .refused('not-on-roll');
  at()
    .when(statements({ statements: says(all), left: ids(['fifth']) }))
    .refused('not-on-roll');
  at()
    .when(statements({ statements: says(all), left: ids(['stranger']) }))
    .refused('not-on-roll', { pointer: '/body/left/0' });
  at()
    .when({ ...statements({ statements: says(all) }), body: { case: who('another'), statements: says(all) } })
    .refused('not-on-it');
  at(statements({ statements: says(all) }))
    .when(statements({ statements: says(all) }))
    .refused('voted-already');
});

it('a member who is the person, or kin, leaves the room; E does not shrink, and a quorum lost by it is lost', () => {
  at()
    .when(statements({ statements: says(all) }, ['third']))
    .refused('recused', { pointer: '/body/statements/1/member' });
  const others = all.filter((name) => name !== 'third');
  at()
    .when(statements({ statements: says(others) }, ['third']))
    .refused('recused', { pointer: '/body/recused' });
  at()
    .when(statements({ statements: says(others), recused: ids(['third']) }, ['third']))
    .gives({
      book: { entries: { [kase]: { counts: { entitled: 5, present: 4, for: 4 } } } },
    });
  at()
    .when(statements({ statements: says(['fourth', 'fifth', 'head']), recused: ids(['second', 'third']) }, ['second', 'third']))
    .refused('no-quorum');
});

it('who was decided on is decided on again only when more than half agree to it, and the room hears so at once', () => {
  const again = (reconsider?: number): Deed => ({
    ...statements({ statements: says(all), ...(reconsider === undefined ? {} : { reconsider }) }),
    evidence: { mustLeave: [], decidedBefore: true },
  });
  at().when(again()).refused('no-reconsideration', { pointer: '/body/reconsider', clause: 'cadre.decision' });
  at().when(again(2)).refused('no-reconsideration');
  at()
    .when(again(3))
    .gives({ book: { entries: { [kase]: { status: 'voted', counts: { reconsider: 3 } } } } });
});

it('of a lower committee it decides only whom that one cannot: without the recused no quorum is left there', () => {
  const voted = (entitled: number, recused: number): Deed => ({
    ...statements({ statements: says(all) }),
    evidence: { mustLeave: [], above: { body: who('county'), passed: [{ body: who('town'), entitled, recused }] } },
  });
  at().when(voted(3, 0)).refused('lower-body-decides', { pointer: '/body/case', clause: 'cadre.decision' });
  at().when(voted(3, 1)).refused('lower-body-decides');
  at().when(voted(0, 0)).refused('lower-body-decides');
  at()
    .when(voted(3, 2))
    .gives({ book: { entries: { [kase]: { status: 'voted' } } } });
});

it('the head speaks last; otherwise the minutes carry a warning', () => {
  at()
    .when(statements({ statements: says(MEMBERS) }))
    .gives({ book: { entries: { [kase]: { warnings: ['head-not-last'] } } } });
});

it('the minutes close it', () => {
  at()
    .when({ ...close, papers: [] })
    .refused('paper-missing');
  at().when(close).gives({ ended: 'completed' });
});

describe('no more are agreed to than there are posts', () => {
  const [kases, other] = [[kase, who('a second candidacy')], who('a second candidacy')];
  const posts = (of: number, taken: readonly string[] = []) => ({ of, taken, beside: [kase] });
  const both = (...more: Deed[]) => given({ ...convened, body: { cases: kases } }, roll(), ...more);
  const second = (what: string, evidence: Record<string, unknown>): Deed => ({
    ...statements({ case: other, statements: says(all, what) }),
    evidence: { mustLeave: [], ...evidence },
  });
  const first = (what = 'agree'): Deed => ({
    ...statements({ statements: says(all, what) }),
    evidence: { mustLeave: [], posts: { of: 1, taken: [], beside: [other] } },
  });

  it('of one meeting, and of an earlier one', () => {
    both(first())
      .when(second('agree', { posts: posts(1) }))
      .refused('posts-filled', { pointer: '/body/case', clause: 'cadre.analysis' });
    both()
      .when(second('agree', { posts: posts(1, [who('decided before')]) }))
      .refused('posts-filled');
    both(first())
      .when(second('disagree', { posts: posts(1) }))
      .gives({ steps: ['O1'] });
    both(first())
      .when(second('defer', { posts: posts(1) }))
      .gives({ steps: ['O1'] });
    both(first())
      .when(second('agree', { posts: posts(2) }))
      .gives({ steps: ['O1'] });
  });

  it('on whom this meeting has voted, its vote says whether he holds a post', () => {
    both(first('disagree'))
      .when(second('agree', { posts: posts(1, [kase]) }))
      .gives({ steps: ['O1'] });
    both(first())
      .when(second('agree', { posts: posts(1, [kase]) }))
      .refused('posts-filled');
  });
});
