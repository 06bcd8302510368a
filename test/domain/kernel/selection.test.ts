import { clear } from '../../../demo/lawful-selection';
import { momentsOf } from '../../../domain/case/moments';
import { NEGATIVE } from '../../../domain/procedures/selection/negative-list';
import { type Deed, lawful, who } from '../../harness/given';

import { post, postAt, tallyOf } from '../../harness/selection-deeds';
import { verdict } from '../../harness/stages';

const { given, procedure } = lawful({ procedure: 'selection' });

describe('K0 and K1: the post', () => {
  it('never exceeds the headcount', () => {
    given()
      .when(post.analyse({ body: { title: '团委副书记', approved: 2, incumbents: 1, openings: 2 } }))
      .refused('over-headcount', {
        pointer: '/body/openings',
        clause: 'cadre.analysis',
      });
    given(...postAt('K1'))
      .when(post.move({ posts: 3 }))
      .refused('over-headcount', { pointer: '/body/posts' });
  });

  it('for a change of term talks come first; competition needs its reason', () => {
    given(...postAt('K1'))
      .when(post.move({ occasion: 'term', order: 'meeting-first' }))
      .refused('talks-first', { pointer: '/body/order' });
    given(...postAt('K1'))
      .when(post.move({ route: 'competition' }))
      .refused('paper-missing', { clause: 'cadre.competition' });
    given(...postAt('K1'))
      .when(post.move({ occasion: 'single', order: 'meeting-first' }))
      .gives({ steps: ['K1'] });
  });
});

describe('K2: democratic recommendation', () => {
  const at = (plan = {}) => given(...postAt('K2', plan));

  it('keeps the two tallies apart, in the order of the rule', () => {
    at().when(post.meeting()).refused('talks-first', { clause: 'cadre.talks' });
    at({ order: 'meeting-first' }).when(post.talks()).refused('meeting-first');
    given(...postAt('K2'), post.talks(['one']), post.meeting(['two']))
      .when(post.conclude())
      .gives({
        book: { nominees: [who('one'), who('two')].sort(), talks: { votes: { [who('one')]: 9 } }, meeting: { votes: { [who('two')]: 9 } } },
      });
  });

  it('is not concluded with half of it missing', () => {
    at().when(post.conclude()).refused('recommendation-incomplete');
    given(...postAt('K2'), post.talks())
      .when(post.conclude())
      .refused('recommendation-incomplete');
  });

  it('the meeting is left out only in a single promotion, where unit, circles and talks say so', () => {
    const skip: Deed = {
      kind: 'skipRecommendationMeeting',
      on: '2026-01-14',
      body: { smallUnit: true, sameCircle: true, concentrated: true },
      papers: ['reason'],
    };
    at().when(skip).refused('talks-first');
    given(...postAt('K2', { occasion: 'term' }), post.talks())
      .when(skip)
      .refused('meeting-needed', { clause: 'cadre.single' });
    given(...postAt('K2'), post.talks())
      .when({ ...skip, body: { smallUnit: true, sameCircle: false, concentrated: true } })
      .refused('bad-field');
    given(...postAt('K2'), post.talks(), skip)
      .when(post.conclude())
      .gives({ book: { meetingSkipped: true } });
  });

  it('counts are counts, and people exist', () => {
    at()
      .when(post.talks(['one', 'one']))
      .refused('duplicate');
    at()
      .when(post.talks(['one'], { evidence: { known: [] } }))
      .refused('unknown-person', { pointer: '/body/tally/0/person' });
    at()
      .when(post.talks(['one'], { body: { talked: 3, tally: tallyOf(['one'], 4) } }))
      .refused('counts-do-not-add-up');
    const meeting = (body: Record<string, number>) =>
      given(...postAt('K2'), post.talks()).when(
        post.meeting(['one'], {
          body: { entitled: 12, present: 11, issued: 11, returned: 11, invalid: 0, tally: tallyOf(['one']), ...body },
        }),
      );
    meeting({ present: 13 }).refused('more-present-than-entitled');
    meeting({ issued: 12 }).refused('more-issued-than-present');
    meeting({ returned: 12 }).refused('more-returned-than-issued');
    meeting({ invalid: 12 }).refused('counts-do-not-add-up');
    meeting({ invalid: 3 }).refused('counts-do-not-add-up', { pointer: '/body/tally/0/votes' });
    meeting({ invalid: 2 }).gives({});
  });

  it('for a change of term the list holds more names than posts', () => {
    given(...postAt('K2', { occasion: 'term', posts: 2 }), post.talks())
      .when(post.meeting(['one', 'two']))
      .refused('list-too-short', { clause: 'cadre.talks' });
  });

  it('is valid for one year; then it goes back and is held again, unless the objects were fixed in time', () => {
    const at = given(...postAt('K3'));
    expect(momentsOf(procedure, at.state(), at.statute()).find(({ kind }) => kind === 'recommendationExpired')?.body).toMatchObject({
      until: '2027-01-14',
    });
    at.when(post.fix(undefined, { on: '2027-01-14' })).gives({ steps: ['KC'] });
    at.when(post.fix(undefined, { on: '2027-01-15' })).refused('recommendation-expired', { clause: 'cadre.recommendation' });
    const lapsed = { event: 'recommendationExpired', on: '2027-01-15', body: { until: '2027-01-14', step: 'K2' } };
    given(...postAt('K3'), lapsed)
      .when(post.talks(undefined, { on: '2027-01-15' }))
      .gives({ steps: ['K2'], book: { nominees: [] } });
    given(...postAt('KC'), lapsed)
      .when(verdict('K2', '2027-01-15'))
      .refused('not-awaiting');
  });
});

describe('K3: inspection objects', () => {
  const fix = (names: readonly string[], rest: Partial<Deed> = {}, plan = {}) => given(...postAt('K3', plan)).when(post.fix(names, rest));

  it('more candidates than posts; an equal number only in a single promotion, with its reason', () => {
    fix(['one']).refused('equal-reason-missing', { pointer: '/papers', clause: 'cadre.objects' });
    fix(['one'], { papers: ['object-reasons', 'equal-reason'] }).gives({ steps: ['KC'] });
    fix(['one'], {}, { posts: 2 }).refused('too-few-objects');
    fix(['one', 'two'], { papers: ['object-reasons', 'equal-reason'] }, { posts: 2 }).gives({ steps: ['KC'] });
    given(...postAt('K2', { occasion: 'term' }), post.talks(), post.meeting(), post.conclude(), verdict('K2', '2026-01-14'))
      .when(post.fix(['one'], { papers: ['object-reasons', 'equal-reason'] }))
      .refused('too-few-objects');
  });

  it('nor whom a tally names and nobody recommended', () => {
    const [none, some] = ['none', 'some'].map(who) as [string, string];
    const tally = (votes: number) => [
      { person: none, votes: 0 },
      { person: some, votes },
    ];
    const evidence = { known: [none, some] };
    given(
      ...postAt('K2'),
      post.talks([], { body: { talked: 12, tally: tally(9) }, evidence }),
      post.meeting([], { body: { entitled: 12, present: 11, issued: 11, returned: 11, invalid: 0, tally: tally(8) }, evidence }),
      post.conclude(),
      verdict('K2', '2026-01-14'),
    )
      .when(post.fix(['some', 'none']))
      .refused('not-recommended', { pointer: '/body/objects/1/person', clause: 'cadre.objects' });
  });

  it('only whom somebody recommended, each once', () => {
    fix(['one', 'stranger']).refused('not-recommended', { pointer: '/body/objects/1/person' });
    fix(['one', 'one']).refused('duplicate');
  });

  it('nobody who is on the way to another post, or on probation in the League', () => {
    const at = { pointer: '/body/objects/1/person', clause: 'cadre.objects' };
    fix(['one', 'two'], { evidence: { elsewhere: [{ person: who('two'), post: '办公室主任' }] } }).refused('duplicate', at);
    fix(['one', 'two'], { evidence: { elsewhere: [{ person: who('two') }] } }).refused('duplicate', at);
    fix(['one', 'two'], { evidence: { probation: [who('two')] } }).refused('on-negative-list', at);
    fix(['one', 'two'], { evidence: { elsewhere: [{ person: who('three') }], probation: [who('three')] } }).gives({ steps: ['KC'] });
  });

  it.each(Object.keys(NEGATIVE))('nobody to whom the negative list applies: %s', (line) => {
    const one = clear(who('one'));
    fix([], { body: { objects: [clear(who('two')), { ...one, negative: { ...one.negative, [line]: true } }] } }).refused(
      'on-negative-list',
      {
        pointer: `/body/objects/1/negative/${line}`,
      },
    );
  });

  it('nobody inside the influence period of a measure; of several the longest rules', () => {
    const of = (measures: { kind: string; since: string }[]) =>
      fix([], { body: { objects: [clear(who('two')), { ...clear(who('one')), measures }] } });
    of([{ kind: 'sanction-warning', since: '2025-07-15' }]).refused('influence-period', {
      earliest: '2026-01-16',
      clause: 'measure.sanction',
    });
    of([{ kind: 'sanction-warning', since: '2025-07-14' }]).gives({ steps: ['KC'] });
    of([
      { kind: 'sanction-warning', since: '2025-12-01' },
      { kind: 'party-removal', since: '2025-06-01' },
    ]).refused('influence-period', { earliest: '2027-06-02', clause: 'measure.party' });
    of([{ kind: 'invented', since: '2025-06-01' }]).refused('bad-field');
  });

  it('opens a candidacy for each; those proposed read nothing of it', () => {
    fix(['one', 'two']).gives({
      steps: ['KC'],
      asks: [{ kind: 'openChildren', args: { procedure: 'candidacy' } }],
      book: { recused: [who('one'), who('two')].sort(), candidates: { [who('one')]: { case: who(`case of ${who('one')}`) } } },
    });
  });
});

describe('what the candidacies report', () => {
  const ended = (name: string, outcome: string): Deed => ({
    kind: 'noteCandidacy',
    on: '2026-03-02',
    occasion: who(`case of ${who(name)}`),
    body: { person: who(name), outcome },
  });

  it('the record follows when every candidacy has ended', () => {
    given(...postAt('KC'), ended('two', 'vetoed'))
      .when(ended('one', 'completed'))
      .gives({ steps: ['K10'], book: { filled: 1 } });
    // Of a candidacy whose end was recorded late, or told after an outage.
    given(...postAt('KC'), ended('two', 'vetoed'))
      .when({ ...ended('one', 'completed'), today: '2026-05-01' })
      .gives({ steps: ['K10'] });
    given(...postAt('KC'), ended('two', 'vetoed'))
      .when(ended('two', 'completed'))
      .gives({ steps: ['KC'], book: { filled: 0 } });
  });

  it('one that cannot be opened is noted, and the rest goes on', () => {
    given(
      ...postAt('K3'),
      { ...post.fix(), silent: true },
      {
        event: 'childrenOpened',
        on: '2026-01-15',
        body: {
          rows: [
            { subject: who('one'), code: 'duplicate' },
            { subject: who('two'), case: who('case two') },
          ],
        },
      },
    )
      .when({ ...ended('two', 'unsuitable'), occasion: who('case two') })
      .gives({ steps: ['K10'], book: { candidates: { [who('one')]: { outcome: 'refused', code: 'duplicate' } } } });
  });

  it('sent back before its objects, or ended, the list falls with all on it', () => {
    const back: Deed = { kind: 'returnTo', on: '2026-02-02', seat: 'committee-officer', body: { step: 'K2' }, papers: ['reason'] };
    given(...postAt('KC'))
      .when(back)
      .gives({ steps: ['K2'], asks: [{ kind: 'tellCases', args: { command: 'dropCandidacy' } }], book: { nominees: [] } });
    given(...postAt('KC'))
      .when({ kind: 'endCase', on: '2026-02-02', seat: 'committee-officer', body: { why: 'other' }, papers: ['reason'] })
      .gives({ ended: 'other', asks: [{ kind: 'tellCases', args: { command: 'dropCandidacy' } }] });
  });
});
