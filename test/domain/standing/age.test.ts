import { startOf } from '../../../domain/calendar/day';
import type { Fact } from '../../../domain/case/fact';
import { factOf, fold, newState } from '../../../domain/case/fold';
import { ageOf } from '../../../domain/standing/age';
import { cameTo, commandFor, type Deed, deeds, lawful, who } from '../../harness/given';

const { procedure, statute } = lawful();
const HOUR = 3_600_000;
const place = { id: who('the case'), unit: who('branch'), committee: who('committee'), higher: who('county'), subject: who('applicant') };
const at = (day: string, hours = 9): number => startOf(day) + hours * HOUR;

/** The ledger of what is done, each act at nine o'clock of its day unless said otherwise. */
const ledger = (acts: readonly (Deed & { readonly at?: number; readonly imported?: boolean })[]): Fact[] => {
  let state = newState(procedure, place, statute, acts[0]?.on ?? '2026-01-12');
  return acts.map((deed) => {
    const fact: Fact = {
      ...factOf(procedure, state, commandFor(procedure, state, deed), deed.at ?? at(deed.on)),
      ...(deed.imported ? { imported: true } : {}),
    };
    state = fold(procedure, state, fact, statute);
    return fact;
  });
};
const age = (facts: readonly Fact[], now: number) =>
  ageOf(procedure, newState(procedure, place, statute, facts[0]?.on ?? '2026-01-12'), facts, () => statute, now);
const sum = (parts: object): number => Object.values(parts).reduce((all: number, part: number) => all + part, 0);

describe('a case’s age is split by who held it', () => {
  it('from desk to desk, to the second', () => {
    const facts = ledger([deeds.apply(), deeds.talk('2026-01-13', { on: '2026-01-13' })]);
    const { parts, seconds } = age(facts, at('2026-01-15') + 1999);
    expect(parts).toEqual({ branch: 3 * 86_400 + 1 });
    expect(seconds).toBe(sum(parts));
  });

  it('a lawful wait ends at 00:00 of the first lawful day, though nothing happens then', () => {
    const facts = ledger(cameTo('A5'));
    const before = age(facts, at('2026-04-15'));
    const after = age(facts, at('2026-04-16', 2));
    expect(before.spans.at(-1)).toMatchObject({ holder: 'rule' });
    expect(after.spans.at(-1)).toMatchObject({ from: startOf('2026-04-16') / 1000, until: at('2026-04-16', 2) / 1000, step: 'A5' });
    expect(after.spans.at(-1)?.holder).not.toBe('rule');
    expect((after.parts.rule ?? 0) - (before.parts.rule ?? 0)).toBe(15 * 3600);
    expect(sum(after.parts)).toBe(after.seconds);
  });

  it('an act that is recorded late was with its desk until then; one from paper counts from its day', () => {
    const late = ledger([deeds.apply(), { ...deeds.talk(), at: at('2026-01-19') }]);
    expect(age(late, at('2026-01-19')).spans[0]).toMatchObject({ step: 'A2', until: at('2026-01-19') / 1000 });
    const paper = ledger([
      { ...deeds.apply(), imported: true, at: at('2026-03-01') },
      { ...deeds.talk(), imported: true, at: at('2026-03-01') },
    ]);
    expect(age(paper, at('2026-03-01'))).toMatchObject({ from: startOf('2026-01-12') / 1000, until: at('2026-03-01') / 1000 });
  });

  it('an investigation and a suspension are nobody’s desk, and time stops at the end', () => {
    const facts = ledger([
      deeds.apply(),
      { kind: 'holdForInvestigation', on: '2026-01-13', via: 'occasion' },
      { kind: 'suspend', on: '2026-01-14', seat: 'committee-officer', body: { why: 'illness' } },
      { kind: 'withdraw', on: '2026-01-16' },
    ]);
    const { parts, until, seconds } = age(facts, at('2026-06-01'));
    expect(parts).toEqual({ branch: 86_400, investigation: 86_400, suspended: 2 * 86_400 });
    expect([until, seconds]).toEqual([at('2026-01-16') / 1000, 4 * 86_400]);
  });

  it('the parts add up after every fact of the lawful way, at any second', () => {
    const facts = ledger(cameTo('end'));
    for (let n = 1; n <= facts.length; n += 1)
      for (const now of [facts[n - 1]?.at ?? 0, (facts[n - 1]?.at ?? 0) + 12_345_678]) {
        const found = age(facts.slice(0, n), now);
        expect(sum(found.parts)).toBe(found.seconds);
        expect(found.seconds).toBe(found.until - found.from);
        found.spans.forEach((span, index) => {
          expect(span.from).toBe(index === 0 ? found.from : found.spans[index - 1]?.until);
        });
      }
  });
});
