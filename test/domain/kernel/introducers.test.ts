import { cameTo, type Deed, deeds, lawful, who } from '../../harness/given';

const { given } = lawful();
const form = (body: Record<string, string>, on: string) =>
  deeds.form(on, { body: { number: '202665000001', wishOn: '2026-04-29', introducersOn: '2026-04-30', ...body } });

describe('the introducers’ opinion is given by who is an introducer', () => {
  const later = [
    ...cameTo('A10', { confirmIntroducers: [deeds.introducers('2026-05-04')] }),
    deeds.consent('faith-declaration', '2026-05-04'),
  ];

  it('not before they were confirmed, whatever the ledger could tell', () => {
    given(...later)
      .when(form({ introducersOn: '2026-05-03' }, '2026-05-06'))
      .refused('date-order', { earliest: '2026-05-04', pointer: '/body/introducersOn', clause: 'admission.form' });
    given(...later)
      .when(form({ introducersOn: '2026-05-04' }, '2026-05-06'))
      .gives({ steps: ['A11'] });
  });

  it('not before the newest of them took another’s place, also when the form is voided afterwards', () => {
    const replaced: Deed = {
      kind: 'replaceIntroducer',
      on: '2026-05-06',
      body: { introducers: [who('first'), who('third')] },
      evidence: { eligible: [who('first'), who('third')] },
    };
    const again = (introducersOn: string, number = '202665000001') => ({
      ...form({ introducersOn, number }, '2026-05-07'),
      evidence: { introducedOn: '2026-05-06' },
    });
    given(...cameTo('A11'), replaced)
      .when(again('2026-05-05'))
      .refused('date-order', { earliest: '2026-05-06', pointer: '/body/introducersOn', clause: 'admission.form' });
    given(...cameTo('A11'), replaced)
      .when(again('2026-05-06'))
      .gives({ steps: ['A11'], book: { form: { introducersOn: '2026-05-06' } } });
    const voided: Deed = { kind: 'voidForm', on: '2026-05-07', body: { why: 'spoiled' } };
    given(...cameTo('A11'), replaced, voided)
      .when(again('2026-05-05', '202665000092'))
      .refused('date-order', { earliest: '2026-05-06' });
    given(...cameTo('A11'), replaced, voided)
      .when(again('2026-05-06', '202665000092'))
      .gives({ steps: ['A11'] });
  });
});
