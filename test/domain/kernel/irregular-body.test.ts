import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, lawful } from '../../harness/given';

const clause = 'project.irregular';
const over = { irregular: true };
const confirm = (on: string, papers = ['confirmation']): Deed => ({ kind: 'confirmIrregular', on, papers });

describe('a body whose term is over', () => {
  const { given, procedure, statute } = lawful();
  const decided: readonly [string, string, Deed][] = [
    ['decideActivist', 'activistDecided', deeds.decide('2026-01-14', { evidence: { hasCommittee: true, ...over } })],
    ['recommend', 'recommended', deeds.recommend('2026-04-16', { evidence: over })],
    ['recordVote', 'voteHeld', deeds.vote('2026-05-06', undefined, { evidence: { ...(deeds.vote().evidence ?? {}), ...over } })],
    ['decideApproval', 'approvalDecided', deeds.approve('2026-05-11', undefined, { evidence: over })],
  ];

  it.each(decided)(
    'what it decided by %s is flagged, and goes into no archive before the committee above confirms it',
    (kind, fact, deed) => {
      const flagged = cameTo('A15', { [kind]: [deed] });
      expect(given(...flagged).state().book.irregular).toEqual({ [fact]: deed.on });
      given(...flagged)
        .when(deeds.archive())
        .refused('irregular-body', { clause });
      given(...flagged)
        .when(confirm('2026-05-13', []))
        .refused('paper-missing', { clause });
      given(...flagged, confirm('2026-05-13'))
        .when(deeds.archive())
        .gives({ phase: 'ended', ended: 'completed', book: { irregularConfirmedOn: '2026-05-13' } });
    },
  );

  it('the committee above finds it among its tasks until it has confirmed', () => {
    const flagged = cameTo('A13', { decideActivist: [decided[0]?.[2] as Deed] });
    const tasks = (...deeds: Deed[]) =>
      tasksOf(procedure, given(...deeds).state(), statute)
        .filter(({ step }) => step === 'irregular')
        .map(({ seat, since }) => [seat, since]);
    expect(tasks(...flagged)).toEqual([['higher-officer', '2026-01-14']]);
    expect(tasks(...flagged, confirm('2026-05-13'))).toEqual([]);
  });

  it('the vote that it took is counted as any other', () => {
    const flagged = cameTo('A13', { recordVote: [(decided[2] as (typeof decided)[number])[2]] });
    expect(given(...flagged).state().book.vote).toEqual(given(...cameTo('A13')).state().book.vote);
  });

  it('decided once more by a regular body, nothing is left to confirm', () => {
    const declined = deeds.recommend('2026-04-16', { body: { recommended: false }, evidence: over });
    const again = [...cameTo('A6'), declined, deeds.assess('2026-04-17'), deeds.recommend('2026-04-17')];
    expect(given(...again).state().book).not.toHaveProperty('irregular');
    given(...cameTo('A15'))
      .when(confirm('2026-05-13'))
      .refused('nothing-irregular', { clause });
  });
});
