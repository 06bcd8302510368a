import type { Statute } from '../../../domain/law/statute';
import type { OccasionBook } from '../../../domain/occasions/tell';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf, who } from '../../harness/given';

const one = who('case one');
const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(who);
const withSwitch = (procedure: string, key: string, on: unknown = true): Statute => {
  const base = statuteOf({ procedure });
  return rehashed({ ...base, figures: { ...base.figures, [key]: { ...base.figures[key], value: on } as never } });
};
const convene = (kind = 'branch'): Deed => ({
  kind: 'conveneMeeting',
  on: '2026-05-06',
  seat: kind === 'approval' ? 'committee-officer' : 'branch-secretary',
  body: { kind, cases: [one] },
});
const roll = (present: readonly string[], more: Record<string, unknown> = {}): Deed => ({
  kind: 'takeRoll',
  on: '2026-05-06',
  body: { present, chair: present[0], ...more },
  evidence: { entitled: people },
});
const opinion = (member: string, says = 'for', rest: Partial<Deed> = {}): Deed => ({
  kind: 'enterOpinion',
  on: '2026-05-06',
  body: { case: one, member, says },
  papers: ['written-opinion'],
  evidence: { entitled: people },
  ...rest,
});
const item = (votes: Record<string, number>): Deed => ({
  kind: 'recordItem',
  on: '2026-05-06',
  body: { case: one, ...votes },
  evidence: {},
});
const [a, b, c, d, e, f] = people as [string, string, string, string, string, string];

describe('written opinions of absent members', () => {
  const off = lawful({ procedure: 'meeting' });
  const on = lawful({ statute: withSwitch('meeting', 'admission.absenteeOpinions') });
  const counts = (...done: readonly Deed[]) => (on.given(...done).state().book as unknown as OccasionBook).entries[one]?.counts;

  it('count only where the pack says so, and only at a branch meeting', () => {
    const refused = ['opinions-not-admitted', { clause: 'admission.meeting' }] as const;
    off
      .given(convene())
      .when(opinion(e))
      .refused(...refused);
    on.given(convene('approval'))
      .when(opinion(e))
      .refused(...refused);
  });

  it('come before the meeting, from somebody with a vote, each once and with a paper of its own', () => {
    on.given(convene())
      .when(opinion(who('a stranger')))
      .refused('not-on-roll', { pointer: '/body/member' });
    on.given(convene())
      .when(opinion(e, 'for', { body: { case: who('other'), member: e, says: 'for' } }))
      .refused('not-on-it');
    on.given(convene(), opinion(e)).when(opinion(e, 'against')).refused('duplicate', { pointer: '/body/member' });
    for (const papers of [[], ['written-opinion', 'written-opinion']])
      on.given(convene())
        .when(opinion(e, 'for', { papers }))
        .refused('paper-missing', { pointer: '/papers' });
    on.given(convene(), roll([a, b, c, d]))
      .when(opinion(e))
      .refused('opinion-late');
  });

  it('are counted beside the votes; of whoever came after all nothing is; they make no quorum', () => {
    const written = [convene(), opinion(d), opinion(e), opinion(f, 'against')];
    const votes = { for: 3, against: 1, abstain: 0 };
    expect(counts(...written, roll([a, b, c, d]), item(votes))).toEqual({
      entitled: 7,
      present: 4,
      ...votes,
      writtenFor: 1,
      writtenAgainst: 1,
      writtenAbstain: 0,
    });
    expect(counts(convene(), roll([a, b, c, d]), item(votes))).toEqual({ entitled: 7, present: 4, ...votes });
    expect(on.given(...written, roll([a, b, c])).state().ended?.how).toBe('adjourned');
  });

  it('the case judges them by its own law', () => {
    const body = { entitled: 7, present: 4, for: 3, against: 1, abstain: 0, writtenFor: 1, writtenAgainst: 0, writtenAbstain: 0 };
    lawful()
      .given(...cameTo('A11'))
      .when(deeds.vote('2026-05-06', body))
      .refused('written-opinions-not-admitted');
    // Three in the room and one from afar: four of seven.
    lawful({ statute: withSwitch('admission', 'admission.absenteeOpinions') })
      .given(...cameTo('A11'))
      .when(deeds.vote('2026-05-06', body))
      .gives({ steps: ['A12'], book: { vote: { result: 'passed', writtenFor: 1 } } });
    lawful({ statute: withSwitch('admission', 'admission.absenteeOpinions') })
      .given(...cameTo('A12'))
      .when(deeds.approve('2026-05-11', body))
      .refused('written-opinions-not-admitted');
  });
});

describe('members who attend from elsewhere', () => {
  const on = lawful({ statute: withSwitch('meeting', 'admission.onlineMeeting') });
  const online = [{ person: d, check: 'face' }];

  it('only where the pack allows it, at a branch meeting, with a check of identity', () => {
    lawful({ procedure: 'meeting' })
      .given(convene())
      .when(roll([a, b, c, d], { online }))
      .refused('online-not-allowed', { pointer: '/body/online', clause: 'admission.meeting' });
    on.given(convene('approval'))
      .when({ ...roll([a, b, c, d], { online }), seat: 'committee-officer' })
      .refused('online-not-allowed');
    on.given(convene())
      .when(roll([a, b, c, d], { online: [{ person: d }] }))
      .refused('bad-field', { pointer: '/body/online/0/check' });
    on.given(convene())
      .when(roll([a, b, c, d], { online }))
      .gives({ phase: 'open' });
    lawful({ procedure: 'decision' })
      .given({ kind: 'conveneDecision', on: '2026-05-06', seat: 'committee-officer', body: { cases: [one] } })
      .when(roll([a, b, c, d, e], { online }))
      .refused('bad-field', { pointer: '/body/online' });
  });

  it('vote in secret from there only where the pack allows it, at a branch meeting', () => {
    const remote = lawful({ statute: withSwitch('meeting', 'admission.remoteBallot') });
    const detail = (world: typeof on, kind?: string) => (world.given(convene(kind)).state().book as unknown as OccasionBook).detail;
    expect(detail(remote)).toMatchObject({ remoteBallot: true });
    expect(detail(remote, 'approval')).not.toHaveProperty('remoteBallot');
    expect(detail(lawful({ procedure: 'meeting' }))).not.toHaveProperty('remoteBallot');
  });

  it('are among those present, each once', () => {
    on.given(convene())
      .when(roll([a, b, c], { online }))
      .refused('not-on-roll', { pointer: '/body/online/0/person' });
    on.given(convene())
      .when(roll([a, b, c, d], { online: [...online, ...online] }))
      .refused('duplicate', { pointer: '/body/online/1/person' });
  });
});
