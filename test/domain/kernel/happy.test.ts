import { cameTo, deeds, lawful } from '../../harness/given';

const { given } = lawful();

describe('the lawful way, without servers', () => {
  it('ends in a certificate', () => {
    given(...cameTo('A15'))
      .when(deeds.archive())
      .gives({
        phase: 'ended',
        ended: 'completed',
        book: { certificate: 'T2026000001', resolvedOn: '2026-05-06', approvedOn: '2026-05-11' },
      });
  });
});
