import { tasksOf } from '../../../domain/case/tasks';
import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given, statute, procedure } = lawful();
const reason = { papers: ['reason'] };

describe('a second look', () => {
  const ask = (about: string, on: string): Deed => ({ kind: 'requestSecondLook', on, body: { about } });
  const answer = (on: string): Deed => ({ kind: 'answerSecondLook', on, body: { answer: 'upheld' }, ...reason });

  it('for silence, from the day after the due day', () => {
    given(deeds.apply('2026-01-12')).when(ask('ignored', '2026-02-12')).refused('nothing-to-look-at', { pointer: '/body/about' });
    given(deeds.apply('2026-01-12'))
      .when(ask('ignored', '2026-02-13'))
      .gives({ steps: ['A2'] });
    given(deeds.apply('2026-01-12'), ask('ignored', '2026-02-13')).when(ask('ignored', '2026-02-14')).refused('already-asked');
    given(deeds.apply('2026-01-12')).when(answer('2026-02-14')).refused('nothing-asked');
  });

  it('has an answer due, at the committee above', () => {
    const [task] = tasksOf(procedure, given(deeds.apply('2026-01-12'), ask('ignored', '2026-02-27')).state(), statute);
    expect(task).toMatchObject({ step: 'second-look', seat: 'higher-officer', org: who('county'), due: '2026-03-19' });
  });

  it('one refusal, one look', () => {
    const declined = [...cameTo('A3'), deeds.nominate(), deeds.decide('2026-01-14', { body: { chosen: false, body: 'committee' } })];
    given(...cameTo('A3'))
      .when(ask('refused', '2026-01-14'))
      .refused('nothing-to-look-at');
    given(...declined, ask('refused', '2026-01-15'), answer('2026-01-16'))
      .when(ask('refused', '2026-01-17'))
      .refused('nothing-to-look-at');
  });

  it('a refusal that comes while the silence is looked at may be asked about too', () => {
    const silent = [
      ...cameTo('A12'),
      ask('ignored', '2026-06-10'),
      deeds.approve('2026-06-11', { entitled: 5, present: 5, for: 0, against: 5, abstain: 0 }),
    ];
    given(...silent)
      .when(ask('refused', '2026-06-12'))
      .gives({ steps: ['A12R'] });
    given(...silent, ask('refused', '2026-06-12'))
      .when(answer('2026-06-15'))
      .gives({ ended: 'refused' });
  });
});
