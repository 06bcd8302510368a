import type { Fact } from '../../../domain/case/fact';
import { countOf, findingsOf, overdueBy } from '../../../domain/case/findings';
import { overdueWord } from '../../../domain/contract/words';
import { papersOfCase } from '../../../domain/dossier/papers';
import { cameTo, type Deed, deeds, lawful, rehashed, statuteOf } from '../../harness/given';
import { poll, toApproval } from '../../harness/given-election';

/** What the last of the acts missed, as whoever brings a paper past in is told. */
const missed = (past: readonly Deed[], deed: Deed, setting: Parameters<typeof lawful>[0] = {}) => {
  const { given, statute } = lawful(setting);
  return overdueBy(given(...past).state(), given(...past, deed).state(), statute, deed.on, deed.kind);
};

describe('a step of the paper past that was done after its last lawful day', () => {
  it('a talk on the due day is in time, one on the next is not', () => {
    expect(missed([deeds.apply('2026-01-12')], deeds.talk('2026-02-12'))).toBeUndefined();
    expect(missed([deeds.apply('2026-01-12')], deeds.talk('2026-02-13'))).toEqual({
      step: 'A2',
      due: '2026-02-12',
      clause: 'admission.talk',
    });
  });

  it('a due day on a holiday moves to the next working day of the calendar', () => {
    // A month after 15 January lies in the Spring Festival, which ends on the 23rd.
    expect(missed([deeds.apply('2026-01-15')], deeds.talk('2026-02-24'))).toBeUndefined();
    expect(missed([deeds.apply('2026-01-15')], deeds.talk('2026-02-25'))).toMatchObject({ due: '2026-02-24' });
    // A year without its notice counts Monday to Friday, and the finding says so.
    expect(missed([deeds.apply('2001-01-15')], deeds.talk('2001-02-16'))).toMatchObject({ due: '2001-02-15', provisional: true });
  });

  it('a late approval is found whichever way it went; acts that leave the step open, and steps without a limit, are not', () => {
    const voted = cameTo('A12');
    expect(missed(voted, deeds.approve('2026-06-08'))).toBeUndefined();
    expect(missed(voted, deeds.approve('2026-06-09'))).toMatchObject({ step: 'A12', due: '2026-06-08' });
    const refused = { entitled: 5, present: 4, for: 0, against: 4, abstain: 0 };
    expect(missed(voted, deeds.approve('2026-06-09', refused))).toMatchObject({ step: 'A12', due: '2026-06-08' });
    expect(missed(voted, { kind: 'withdraw', on: '2026-08-01' })).toBeUndefined();
    expect(missed(cameTo('A9'), deeds.introducers('2026-12-01'))).toBeUndefined();
    expect(missed(voted.slice(0, -1), deeds.vote('2026-12-01'))).toBeUndefined();
  });

  it('the days on which the case was suspended are added', () => {
    const resumed: Deed[] = [
      deeds.apply('2026-03-02'),
      { kind: 'suspend', on: '2026-03-09', body: { why: 'illness' } },
      { kind: 'resume', on: '2026-03-19' },
    ];
    expect(missed(resumed, deeds.talk('2026-04-13'))).toBeUndefined();
    expect(missed(resumed, deeds.talk('2026-04-14'))).toMatchObject({ due: '2026-04-13' });
  });

  it('holds for every procedure: a result that was approved late', () => {
    expect(missed(toApproval(), poll.approve('2026-03-25'), { procedure: 'election' })).toBeUndefined();
    expect(missed(toApproval(), poll.approve('2026-12-01'), { procedure: 'election' })).toMatchObject({ step: 'E6' });
  });

  it('a limit younger than the act is a note, which counts against nobody', () => {
    const law = statuteOf();
    const talk = law.figures['admission.talkDeadline'];
    if (!talk) throw new Error('no limit for the talk');
    const statute = rehashed({ ...law, figures: { ...law.figures, 'admission.talkDeadline': { ...talk, since: '2026-06-01' } } });
    const overdue = missed([deeds.apply('2026-01-12')], deeds.talk('2026-02-13'), { statute });
    expect(overdue).toMatchObject({ due: '2026-02-12', note: true });
    const fact = { finding: { code: 'paper-missing' }, overdue } as Fact;
    expect(findingsOf(fact).map(({ code, note }) => [code, note])).toEqual([
      ['paper-missing', undefined],
      ['done-late', true],
    ]);
    expect(countOf(fact)).toBe(1);
  });

  it('stands in the dossier beside the breach of the same act', () => {
    const { procedure, statute } = lawful();
    const overdue = { step: 'A2', due: '2026-02-12', clause: 'admission.talk' };
    const fact: Fact = {
      v: 1,
      seq: 2,
      kind: 'talkHeld',
      on: '2026-02-13',
      at: 0,
      body: {},
      papers: [],
      finding: { code: 'paper-missing', clause: 'admission.talk' },
      overdue,
    };
    const { findings } = papersOfCase({ procedure, facts: [fact], steps: {}, lawAt: () => statute, stored: () => undefined });
    expect(findings).toEqual([
      { seq: 2, on: '2026-02-13', act: 'talkHeld', code: 'paper-missing', clause: 'admission.talk' },
      { seq: 2, on: '2026-02-13', act: 'talkHeld', code: 'done-late', clause: 'admission.talk', due: '2026-02-12' },
    ]);
  });

  it('is told with its step, both days and the clause, in both languages', () => {
    const overdue = { step: 'A2', due: '2026-02-12', clause: 'admission.talk' };
    expect(overdueWord('admission', overdue, '2026-02-13')).toEqual({
      zh: expect.stringMatching(/“A2 派人谈话”应不迟于 2026-02-12 办结, 实际于 2026-02-13 办理: .*细则/),
      en: '"A2 Talk with the applicant" was due by 2026-02-12 and was done on 2026-02-13 (admission.talk)',
    });
  });
});
