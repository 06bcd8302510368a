import { differencesOf, type GATES } from '../../../domain/case/compare';
import type { MachineState } from '../../../domain/case/state';
import type { Step } from '../../../domain/case/step';
import { schoolOverlay } from '../../../domain/law/packs/overlay-school';
import type { Statute } from '../../../domain/law/statute';
import { cameTo, deeds, lawful, rehashed, statuteOf } from '../../harness/given';

const { given, statute, procedure } = lawful();
const strict = statuteOf({ overlays: [schoolOverlay] });
const atA5 = given(...cameTo('A5'), deeds.hours(), deeds.volunteer()).state() as MachineState;
const differences = (next: Statute, state = atA5, old = statute) => differencesOf(procedure, state, old, next, '2026-05-20');
const withStep = (id: string, change: Partial<Step>): Statute =>
  rehashed({ ...statute, steps: statute.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) });

describe('the dry run of another law lists each gate that would differ', () => {
  it('none under the same law', () => expect(differences(statute)).toEqual([]));

  it('of the strict school: the figure, its paper, the inserted notices, and what would hold the case up where it stands', () => {
    const found = differences(strict);
    expect(found).toContainEqual({
      what: 'admission.volunteerHours',
      from: JSON.stringify(statute.figures['admission.volunteerHours']?.value),
      to: '20',
    });
    expect(found).toContainEqual(
      expect.objectContaining({ step: 'A6', gate: 'papers', to: expect.stringContaining('recommend: transcript') }),
    );
    expect(found).toContainEqual({ what: 'step of A3N', step: 'A3N', gate: 'step', from: '-', to: 'A3N' });
    expect(found).toContainEqual(expect.objectContaining({ what: 'leads-to of A3', passed: true }));
    expect(found).toContainEqual(expect.objectContaining({ what: 'leads-to of A13', to: expect.stringContaining('A13N') }));
    expect(found.find(({ what }) => what === 'leads-to of A13')).not.toHaveProperty('passed');
  });

  it('a changed minimum shows at every step that counts it, with the first lawful day where the case stands', () => {
    const key = statute.steps.find(({ id }) => id === 'A5')?.notBefore[0]?.figure ?? '';
    const figure = statute.figures[key];
    if (!figure) throw new Error('A5 has no minimum');
    const longer = rehashed({ ...statute, figures: { ...statute.figures, [key]: { ...figure, value: 9 } } });
    const at = differences(longer).filter(({ gate }) => gate === 'minimum');
    const counted = statute.steps.filter(({ notBefore }) => notBefore.some((span) => span.figure === key)).map(({ id }) => id);
    expect(at.map(({ step }) => step)).toEqual(counted);
    const here = at.find(({ step }) => step === 'A5');
    expect(here?.from).toMatch(/3 months from book.cultivationFrom .*: 2026-04-16$/);
    expect(here?.to).toMatch(/9 months from book.cultivationFrom .*: 2026-10-16$/);
    expect((here?.to ?? '').slice(-10) > (here?.from ?? '').slice(-10)).toBe(true);
  });

  it.each<[(typeof GATES)[number], Partial<Step>]>([
    ['seat', { seat: 'branch-secretary' }],
    ['acts', { acts: ['preReview', 'withdraw'] }],
    ['papers', { papers: { preReview: ['another-paper'] } }],
    ['consent', { consent: 'transfer' }],
    ['minimum', { notBefore: [{ from: 'A6', figure: 'admission.publicityMin' }] }],
    ['due', { due: { from: 'A7', figure: 'admission.publicityMin' } }],
    ['leads-to', { then: ['A9'] }],
  ])('a changed %s at one step is one difference', (gate, change) => {
    expect(differences(withStep('A7', change))).toEqual([expect.objectContaining({ what: `${gate} of A7`, step: 'A7', gate })]);
  });

  it('a consent that the other law asks for here holds the case up: two differences', () => {
    expect(differences(withStep('A5', { consent: 'transfer' })).map(({ gate }) => gate)).toEqual(['consent', 'blocked-by']);
  });

  it('other days off are a difference, also under the same version', () => {
    const [year, days] = Object.entries(statute.calendar.years)[0] ?? ['2026', {}];
    const calendar = { ...statute.calendar, years: { ...statute.calendar.years, [year]: { ...days, [`${year}-07-15`]: 'off' as const } } };
    expect(differences(rehashed({ ...statute, calendar })).map(({ what }) => what)).toContain('calendar');
  });
});
