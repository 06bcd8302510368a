import { layered } from '../../../domain/calendar/calendar';
import { seedCalendar } from '../../../domain/calendar/seed';
import { actsOf } from '../../../domain/case/acts';
import { cite } from '../../../domain/law/clause';
import type { Overlay } from '../../../domain/law/pack';
import { admissionPack } from '../../../domain/law/packs/admission';
import { schoolOverlay } from '../../../domain/law/packs/overlay-school';
import { PackError, resolve, tightens } from '../../../domain/law/resolve';
import { citation, figureCitation, spanOf } from '../../../domain/law/statute';
import { citationOf, overlays, packs, procedures } from '../../../domain/procedures';
import { cameTo, deeds, lawful, statuteOf } from '../../harness/given';

const calendar = seedCalendar('CN');

describe('every figure is cited', () => {
  const laws = [
    ...Object.values(packs).map((pack) => resolve(pack, [], calendar)),
    ...Object.values(overlays).map((overlay) => resolve(admissionPack, [overlay], calendar)),
  ];

  it.each(laws.map((law) => [law.edition, law] as const))('%s: figures and steps cite clauses that exist', (_, law) => {
    for (const [key, { clause, since }] of Object.entries(law.figures)) {
      expect([key, law.clauses[clause]?.id]).toEqual([key, clause]);
      expect(since).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    for (const step of law.steps) {
      expect([step.id, law.clauses[step.clause]?.id]).toEqual([step.id, step.clause]);
      for (const span of [...step.notBefore, ...(step.due ? [step.due] : [])])
        expect(() => spanOf({ ...law, hash: '' }, span.figure)).not.toThrow();
      for (const kind of Object.keys(step.papers)) expect(step.acts).toContain(kind);
    }
  });

  it('every act of a table exists, and every act that is not lawful anywhere stands in the table', () => {
    for (const [name, pack] of Object.entries(packs)) {
      const procedure = procedures[name];
      if (!procedure) throw new Error(name);
      const known = new Map(actsOf(procedure).map((act) => [act.kind, act]));
      for (const step of pack.steps)
        for (const kind of step.acts) expect([step.id, known.has(kind) ? kind : undefined]).toEqual([step.id, kind]);
      for (const [kind, act] of known)
        if (!act.anywhere) expect([kind, pack.steps.some((step) => step.acts.includes(kind))]).toEqual([kind, true]);
    }
  });

  it('what acts cite exists too', () => {
    for (const procedure of Object.values(procedures))
      for (const act of actsOf(procedure))
        if (act.clause) expect([act.kind, citationOf(act.clause)]).toEqual([act.kind, expect.any(String)]);
  });
});

describe('what is printed', () => {
  const statute = statuteOf();

  it.each(admissionPack.clauses.map((clause) => [clause.id, clause] as const))('%s: an article only where it was read', (_, clause) => {
    const numbers =
      cite(clause)
        .slice(clause.instrument.length)
        .match(/第[一二三四五六七八九十百0-9]+条/g) ?? [];
    expect(numbers).toEqual(clause.article ? [clause.article] : []);
    if (!clause.article) expect(cite(clause)).toContain(clause.own ? '规则未作规定' : '条号待核实');
  });

  it.each(Object.entries(admissionPack.figures))('%s: marked unless certain', (key, { certainty, clause }) => {
    const text = figureCitation(statute, key);
    expect(text.startsWith(citation(statute, clause))).toBe(true);
    expect(text.includes('数字待核实')).toBe(certainty !== 'certain' && !statute.clauses[clause]?.own);
    if (statute.clauses[clause]?.own) expect(text).toContain('规则未作规定');
  });

  it('a refusal for the day prints the instrument and its doubt, never a guessed article', () => {
    const { given } = lawful();
    given(...cameTo('A5'), deeds.hours(), deeds.volunteer())
      .when(deeds.assess('2026-04-15'))
      .refused('too-early', { earliest: '2026-04-16' });
    expect(figureCitation(statute, 'admission.cultivationMin')).toBe('《发展团员工作细则 (中青发〔2023〕13号)》(条号待核实)');
    expect(figureCitation(statute, 'admission.publicityMin')).toBe('《发展团员工作细则 (中青发〔2023〕13号)》(条号待核实) (数字待核实)');
  });
});

describe('an overlay may tighten, never loosen', () => {
  const overlay = (rest: Partial<Overlay>): Overlay => ({
    id: 'local',
    edition: '1',
    name: 'local',
    clauses: [{ id: 'local.rule', instrument: '本地细则', gist: '…' }],
    figures: {},
    papers: {},
    insert: [],
    ...rest,
  });
  const change = (value: number | boolean | string) => ({
    value,
    since: '2026-01-01',
    clause: 'local.rule',
    certainty: 'certain' as const,
  });
  const faultsOf = (...laid: Overlay[]): readonly string[] => {
    try {
      resolve(admissionPack, laid, calendar);
      return [];
    } catch (error) {
      if (error instanceof PackError) return error.faults;
      throw error;
    }
  };

  it.each([
    ['a longer notice', 'admission.publicityMin', 7, true],
    ['a shorter notice', 'admission.publicityMin', 4, false],
    ['longer cultivation', 'admission.cultivationMin', 6, true],
    ['shorter cultivation', 'admission.cultivationMin', 2, false],
    ['more class hours', 'admission.leagueClassHoursMin', 12, true],
    ['fewer class hours', 'admission.leagueClassHoursMin', 7, false],
    ['an earlier talk deadline is another unit', 'admission.talkDeadline', 0, true],
    ['a later talk deadline', 'admission.talkDeadline', 2, false],
    ['a lower age limit', 'admission.ageUnder', 25, true],
    ['a higher age limit', 'admission.ageUnder', 29, false],
    ['no volunteer registration', 'admission.volunteer', false, false],
    ['three introducers', 'admission.introducers', 3, false],
    ['another base of the majority', 'admission.branchBase', 'present', false],
    ['the posting day counts', 'admission.countPostingDay', true, false],
    ['numbers at approval', 'admission.numberAt', 'approval', true],
    ['dating back further', 'record.backdateDays', 30, false],
    ['dating back less', 'record.backdateDays', 3, true],
    ['less time to contest', 'record.contestDays', 5, false],
    ['less time to ask for a second look', 'secondLook.askDays', 5, false],
    ['more time to answer it', 'secondLook.answerDays', 30, false],
    ['a word instead of a number', 'admission.publicityMin', '7', false],
  ])('%s', (_, key, value, lawfulChange) => {
    const base = admissionPack.figures[key];
    expect(base && tightens(base, value)).toBe(lawfulChange);
    expect(faultsOf(overlay({ figures: { [key]: change(value) } })).length).toBe(lawfulChange ? 0 : 1);
  });

  it('says everything that is wrong at once', () => {
    const A8 = admissionPack.steps.find(({ id }) => id === 'A8');
    if (!A8) throw new Error('no A8');
    const faults = faultsOf(
      overlay({
        clauses: [{ id: 'charter.age', instrument: '本地细则', article: '第九条', gist: '十二周岁' }],
        figures: { 'admission.publicityMin': change(3), 'admission.nothing': change(1) },
        papers: { 'A6/nothing': ['x'], 'A99/recommend': ['x'] },
        insert: [
          { after: 'A77', step: { ...A8, id: 'A77N' } },
          { after: 'A3', step: { ...A8, id: 'A4' } },
        ],
      }),
    );
    expect(faults).toEqual([
      expect.stringContaining('charter.age is given already'),
      expect.stringContaining('publicityMin may not go from 5 to 3'),
      expect.stringContaining('there is no figure admission.nothing'),
      expect.stringContaining('there is no act A6/nothing'),
      expect.stringContaining('there is no act A99/recommend'),
      expect.stringContaining('there is no step A77'),
      expect.stringContaining('insert A4: the id is taken'),
    ]);
  });

  it('of two, the lower one tightens what the upper one set', () => {
    const [province, school] = [
      overlay({ figures: { 'admission.publicityMin': change(7) } }),
      overlay({ id: 'school', clauses: [], figures: { 'admission.publicityMin': change(6) } }),
    ];
    expect(faultsOf(province)).toEqual([]);
    expect(faultsOf(province, school)).toHaveLength(1);
  });
});

describe('the strict school: three notices, twenty hours, a transcript', () => {
  const { given } = lawful({ statute: statuteOf({ overlays: [schoolOverlay] }) });
  const activistNotice = [deeds.consent('publication', '2026-01-15'), deeds.post('2026-01-16'), deeds.complete('2026-01-24')];
  const toA8 = [
    ...cameTo('A4'),
    ...activistNotice,
    deeds.contacts('2026-01-24'),
    deeds.hours('2026-01-26'),
    deeds.volunteer('2026-01-26', 20),
    deeds.assess(),
    deeds.recommend(),
    deeds.preReview(),
  ];
  const toA13N = [...toA8, deeds.post(), deeds.complete(), ...cameTo('A14').slice(cameTo('A9').length)];

  it('the first notice stands between filing and contacts', () => {
    given(...cameTo('A3'), deeds.nominate(), deeds.decide())
      .when(deeds.file())
      .gives({ steps: ['A3N'] });
    given(...cameTo('A4'))
      .when(deeds.contacts())
      .refused('out-of-step');
    given(...cameTo('A4'), ...activistNotice.slice(0, 2))
      .when(deeds.complete('2026-01-23'))
      .refused('too-early', { earliest: '2026-01-24' });
    given(...cameTo('A4'), ...activistNotice)
      .when(deeds.contacts('2026-01-24'))
      .gives({ steps: ['A5'] });
  });

  it('an objection to the first notice goes back to the activist step', () => {
    const held = [...cameTo('A4'), ...activistNotice.slice(0, 2), { kind: 'holdForObjection', on: '2026-01-20', seat: 'public' as const }];
    given(...held)
      .when({ kind: 'settleObjection', on: '2026-01-21', body: { ruling: 'go-back' } })
      .gives({ steps: ['A3'], phase: 'open' });
  });

  it('an objection to the second lets the third begin afresh', () => {
    const held = [
      ...toA8,
      deeds.post(),
      { kind: 'holdForObjection', on: '2026-04-21', seat: 'public' as const },
      { kind: 'settleObjection', on: '2026-04-22', body: { ruling: 'go-back' } },
    ];
    given(...held, deeds.recommend('2026-04-22'), deeds.preReview('2026-04-22'))
      .when(deeds.post('2026-04-23', { occasion: 'another' }))
      .gives({ steps: ['A8'] });
  });

  it('the third stands before ceremony and archive', () => {
    given(...toA13N.slice(0, -1))
      .when(deeds.deliver())
      .gives({ steps: ['A13N'] });
    given(...toA13N)
      .when(deeds.ceremony())
      .refused('out-of-step');
    given(...toA13N, deeds.post('2026-05-13'))
      .when(deeds.complete('2026-05-21'))
      .gives({ steps: ['A14', 'A15'] });
  });
});

it('a region’s own days off lengthen a notice', () => {
  const { given } = lawful({
    statute: statuteOf({ calendar: layered(calendar, { region: '65', version: 'x', years: { '2026': { '2026-04-24': 'off' } } }) }),
  });
  given(...cameTo('A8'), deeds.consent('publication', '2026-04-17'), deeds.post())
    .when(deeds.complete('2026-04-28'))
    .refused('too-early', { earliest: '2026-04-29' });
});
