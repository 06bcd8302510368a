import { sentence } from '../../../domain/case/explain';
import { procedureOf } from '../../../domain/procedures';
import { blockers } from '../../../domain/procedures/admission/blockers';
import { notFirst } from '../../../domain/procedures/admission/place-queue';
import { cameTo, deeds, lawful, statuteOf, who } from '../../harness/given';

const { given } = lawful();

describe('the queue for places', () => {
  const short = [
    ...cameTo('A7'),
    deeds.preReview('2026-04-17', { silent: true }),
    { event: 'placeShort', on: '2026-04-17', body: { why: 'no-place' } },
  ] as const;
  const behind = { queue: { rank: 3, of: 7, before: 2, free: 1 } };

  it('does not go past those who waited first: the refusal says its rank, and both ways out', () => {
    given(...short)
      .when({ kind: 'requestPlace', on: '2026-04-20', evidence: behind })
      .refused('not-first-in-line', { clause: 'admission.quota', pointer: '/papers' });
    const refusal = notFirst(behind.queue);
    for (const said of ['第 3 位', '共 7 件', '2 件', '空余指标 1 个']) expect(refusal.text.zh).toContain(said);
    expect(refusal.text.en).toContain('number 3 of 7');
    expect(refusal.remedy.en).toContain('place-order-decision');
    // A place for each of those before it too: they lose nothing.
    given(...short)
      .when({ kind: 'requestPlace', on: '2026-04-20', evidence: { queue: { rank: 3, of: 7, before: 2, free: 3 } } })
      .gives({ steps: ['A8'] });
    // Nobody before it could take one: it may ask, though none is free.
    given(...short)
      .when({ kind: 'requestPlace', on: '2026-04-20', evidence: { queue: { rank: 2, of: 7, before: 0, free: 0 } } })
      .gives({ steps: ['A8'] });
  });

  it('asks for no place of a year that is over: what was free at its end has lapsed', () => {
    const waits = [
      ...cameTo('A7'),
      deeds.preReview('2026-12-21', { silent: true }),
      { event: 'placeShort', on: '2026-12-21', body: { why: 'no-place' } },
    ] as const;
    given(...waits)
      .when({ kind: 'requestPlace', on: '2026-12-31', today: '2027-01-04' })
      .refused('places-lapsed', { pointer: '/on', clause: 'admission.quota' });
    given(...waits)
      .when({ kind: 'requestPlace', on: '2026-12-30', today: '2026-12-31', silent: true })
      .gives({ asks: [{ kind: 'reservePlace', args: { year: 2026 } }] });
    given(...waits)
      .when({ kind: 'requestPlace', on: '2027-01-04', silent: true })
      .gives({ asks: [{ kind: 'reservePlace', args: { year: 2027 } }] });
  });

  it('goes past them by the committee’s written decision, which its facts show', () => {
    const decided = { kind: 'requestPlace', on: '2026-04-20', papers: ['place-order-decision'], silent: true } as const;
    const asked = given(...short, { ...decided, evidence: behind }).state();
    expect(asked.asks).toMatchObject([{ kind: 'reservePlace', args: { ahead: true } }]);
    const state = given(
      ...short,
      { ...decided, evidence: behind },
      { event: 'placeReserved', on: '2026-04-20', body: { line: who('line'), round: 1, year: 2026, passed: 2 } },
    ).state();
    expect(state.book.place).toEqual({ line: who('line'), round: 1, year: 2026, passed: 2 });
    // A fact of an earlier release, which knew of no queue, folds as it did.
    expect(given(...short, decided).state().asks[0]?.args).not.toHaveProperty('ahead');
  });

  it('says in the timeline that a place went past others, or was theirs', () => {
    const said = (kind: string, body: Record<string, unknown>, papers: string[] = []) =>
      sentence(procedureOf('admission'), {
        v: 1,
        seq: 9,
        kind,
        on: '2026-04-20',
        at: 0,
        body,
        papers: papers.map((one) => ({ id: one, kind: one, sha256: '' })),
      });
    expect(said('placeReserved', { passed: 2 }).zh).toBe('2026-04-20 系统: 指标已预留 [经团委书面决定, 先于排在前面的 2 件]');
    expect(said('placeReserved', {}).zh).toBe('2026-04-20 系统: 指标已预留');
    expect(said('placeShort', { why: 'not-first-in-line', before: 4 }).en).toContain('[the free places are for the 4 before it]');
    expect(said('placeRequested', {}, ['place-order-decision']).zh).toContain('附团委关于先后的书面决定');
  });

  it('says what is short at the step that it holds up, and truly who must do what: nobody moves on by himself', () => {
    const whyNot = (state: ReturnType<ReturnType<typeof given>['state']>, step: string) =>
      blockers(state, statuteOf(), step, '2026-04-20').map(({ code, remedy }) => [code, remedy.en]);
    const at = (why: string) => given(...short.slice(0, -1), { event: 'placeShort', on: '2026-04-17', body: { why } }).state();
    for (const why of ['no-place', 'not-first-in-line', 'no-quota-line', 'no-number', 'no-booklet'])
      expect(whyNot(at(why), 'A7')).toEqual([[why, expect.stringContaining('gives requestPlace')]]);
    const placed = given(...cameTo('A8')).state();
    expect(whyNot({ ...placed, book: { ...placed.book, number: undefined as never, shortage: 'no-number' } }, 'A10')).toContainEqual([
      'no-number',
      expect.stringContaining('gives requestNumber'),
    ]);
    expect(whyNot({ ...placed, book: { ...placed.book, shortage: 'no-certificate' } }, 'A15')).toEqual([
      ['no-certificate', expect.stringContaining('give archive again')],
    ]);
    for (const elsewhere of ['A9', 'A14', 'guardian'])
      expect(whyNot({ ...placed, book: { ...placed.book, shortage: 'no-certificate' } }, elsewhere)).toEqual([]);
  });
});
