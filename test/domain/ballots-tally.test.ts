import fc from 'fast-check';
import { BallotRule, type Count, tally } from '../../domain/ballots/majority';
import { HALF_OR_MORE, MORE_THAN_HALF, TWO_THIRDS } from '../../domain/ballots/quorum';

const admission: BallotRule = { quorum: MORE_THAN_HALF, majority: MORE_THAN_HALF, base: 'eligible' };
const ofPresent: BallotRule = { ...admission, base: 'present' };
const cadreDecision: BallotRule = { quorum: TWO_THIRDS, majority: MORE_THAN_HALF, base: 'eligible' };
const recommendation: BallotRule = { quorum: HALF_OR_MORE, majority: MORE_THAN_HALF, base: 'eligible' };

/** Seven of ten there, six for, one against, unless told otherwise. */
const aCount = (over: Partial<Count> = {}): Count => ({ entitled: 10, present: 7, for: 6, against: 1, abstain: 0, ...over });

describe('the law table', () => {
  it.each([
    // ballot                                    rule           E   P   for  against abstain  result
    ['admission, six of ten for', admission, 10, 7, 6, 1, 0, 'passed'],
    ['admission, exactly half of those entitled: a tie', admission, 10, 10, 5, 5, 0, 'not-passed'],
    ['admission, all present for but only half of those entitled', admission, 12, 7, 6, 0, 1, 'not-passed'],
    ['admission, exactly half present', admission, 10, 5, 5, 0, 0, 'no-quorum'],
    ['admission, one more than half present, all for', admission, 10, 6, 6, 0, 0, 'passed'],
    ['older text: majority of those present', ofPresent, 12, 7, 4, 2, 1, 'passed'],
    ['older text: half of those present', ofPresent, 12, 8, 4, 0, 4, 'not-passed'],
    ['abstention counts as not for', admission, 9, 9, 4, 1, 4, 'not-passed'],
    ['five of nine is more than half', admission, 9, 9, 5, 4, 0, 'passed'],
    ['cadre decision, exactly two thirds present', cadreDecision, 9, 6, 5, 1, 0, 'passed'],
    ['cadre decision, less than two thirds present', cadreDecision, 10, 6, 6, 0, 0, 'no-quorum'],
    ['cadre decision, 7 of 10 present, half of ten for', cadreDecision, 10, 7, 5, 2, 0, 'not-passed'],
    ['推优, half present suffices', recommendation, 10, 5, 5, 0, 0, 'not-passed'],
    ['推优, six of ten present and for', recommendation, 10, 6, 6, 0, 0, 'passed'],
    ['one member alone', admission, 1, 1, 1, 0, 0, 'passed'],
    ['nobody entitled', admission, 0, 0, 0, 0, 0, 'no-quorum'],
  ] as const)('%s', (_, rule, entitled, present, votesFor, against, abstain, result) => {
    expect(tally({ entitled, present, for: votesFor, against, abstain }, rule).result).toBe(result);
  });
  it('says how many were needed', () => {
    expect(tally(aCount(), admission)).toEqual({ result: 'passed', votesFor: 6, base: 10, needed: 6 });
    expect(tally(aCount(), ofPresent)).toEqual({ result: 'passed', votesFor: 6, base: 7, needed: 4 });
    expect(tally(aCount({ present: 3, for: 0, against: 0 }), cadreDecision)).toMatchObject({ code: 'no-quorum', needed: 7, present: 3 });
  });
  it('defer, other names, invalid papers and papers kept back are not for', () => {
    const count = aCount({ present: 10, issued: 10, returned: 9, for: 5, against: 0, abstain: 1, defer: 1, other: 1, invalid: 1 });
    expect(tally(count, admission).result).toBe('not-passed');
    expect(tally({ ...count, for: 6, defer: 0 }, admission).result).toBe('passed');
  });
});

describe('written opinions of absent members', () => {
  const count = aCount({ for: 5, against: 2, writtenFor: 1 });
  it('are not admitted unless the pack says so', () => {
    expect(tally(count, admission)).toMatchObject({ result: 'void', code: 'written-opinions-not-admitted', repeat: false });
  });
  it('count among the votes, never towards the quorum', () => {
    const rule = { ...admission, writtenOpinions: true };
    expect(tally(count, rule)).toEqual({ result: 'passed', votesFor: 6, base: 10, needed: 6 });
    expect(tally(aCount({ present: 5, for: 5, against: 0, writtenFor: 5 }), rule).result).toBe('no-quorum');
    expect(tally(aCount({ writtenFor: 4 }), rule)).toMatchObject({ code: 'more-votes-than-entitled' });
    expect(tally(count, { ...rule, base: 'present' })).toMatchObject({ base: 8 });
  });
});

describe('counts that cannot be', () => {
  it.each([
    ['more-returned-than-issued', { present: 8, issued: 7, returned: 8, for: 7 }, true],
    ['more-issued-than-present', { issued: 8 }, false],
    ['more-present-than-entitled', { present: 11 }, false],
    ['counts-do-not-add-up', { for: 5 }, false],
    ['counts-do-not-add-up', { returned: 6 }, false],
    ['counts-do-not-add-up', { for: 8, against: 0 }, false],
    ['negative', { against: -1, for: 8 }, false],
    ['not-a-count', { for: 5.5, against: 1.5 }, false],
    ['not-a-count', { entitled: Number.NaN }, false],
  ] as const)('%s: %j', (code, over, repeat) => {
    const result = tally(aCount(over), admission);
    expect(result).toMatchObject({ result: 'void', code, repeat });
    expect('text' in result && result.text).toMatch(/[，。]?请|应重新投票/);
  });
  it('fewer returned than issued is valid', () => {
    expect(tally(aCount({ issued: 7, returned: 6, for: 6, against: 0 }), admission).result).toBe('passed');
  });
  it('without a quorum no papers are expected', () => {
    expect(tally(aCount({ present: 4, for: 0, against: 0 }), admission).result).toBe('no-quorum');
  });
});

describe('properties', () => {
  const counts = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(40))).map(
    ([f = 0, n = 0, a = 0, absent = 0]): Count => ({
      entitled: f + n + a + absent,
      present: f + n + a,
      for: f,
      against: n,
      abstain: a,
    }),
  );
  const share = fc.constantFrom(MORE_THAN_HALF, HALF_OR_MORE, TWO_THIRDS);
  const rules = fc.record({ quorum: share, majority: share, base: fc.constantFrom('eligible' as const, 'present' as const) });
  it('passed exactly when the votes for reach the number needed', () => {
    fc.assert(
      fc.property(counts, rules, (count, rule) => {
        const result = tally(count, rule);
        expect(result.result).not.toBe('void');
        if ('votesFor' in result) expect(result.result === 'passed').toBe(result.votesFor >= result.needed);
      }),
    );
  });
  it('one more vote for, taken from against, never turns passed into not passed', () => {
    fc.assert(
      fc.property(
        counts.filter((c) => c.against > 0),
        rules,
        (count, rule) => {
          const more = { ...count, for: count.for + 1, against: count.against - 1 };
          return tally(count, rule).result !== 'passed' || tally(more, rule).result === 'passed';
        },
      ),
    );
  });
  it('what passes among those entitled passes among those present', () => {
    fc.assert(
      fc.property(
        counts,
        rules,
        (count, rule) =>
          tally(count, { ...rule, base: 'eligible' }).result !== 'passed' || tally(count, { ...rule, base: 'present' }).result === 'passed',
      ),
    );
  });
  it('question and counter-question never both pass by more than half', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const both = [tally(count, ofPresent), tally({ ...count, for: count.against, against: count.for }, ofPresent)];
        return !both.every((one) => one.result === 'passed');
      }),
    );
  });
});

describe('BallotRule', () => {
  it('is read from a pack', () => expect(BallotRule.parse(admission)).toEqual(admission));
  it.each([
    [{ ...admission, base: 'all' }, '基数'],
    [{ ...admission, quorum: { num: 3, den: 2, strict: false } }, '不能大于 1'],
    [{ ...admission, majority: { num: 0, den: 2, strict: false } }, '分子'],
    [{ ...admission, majority: { num: 0.5, den: 1, strict: true } }, '分子应为整数'],
    [{ ...admission, majority: { num: 1, den: 2 } }, '超过'],
  ])('refuses %j', (rule, word) => expect(BallotRule.safeParse(rule).error?.issues[0]?.message).toContain(word));
});
