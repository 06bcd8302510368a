import fc from 'fast-check';
import { addDays } from '../../domain/calendar/day';
import { checkDigit, maskId, readResidentId, residentId } from '../../domain/people/resident-id';

const TODAY = '2026-11-22';
/** A number nobody has: 320000 is a whole province, persons are registered in a county. The check digit is right. */
const anId = ({ region = '320000', birth = '20100228', order = '001' } = {}) => {
  const first17 = `${region}${birth}${order}`;
  return first17 + checkDigit(first17);
};
const fault = (text: string) => {
  const reading = readResidentId(text, TODAY);
  return reading.ok ? 'ok' : reading.code;
};

describe('check digit (GB 11643)', () => {
  it('agrees with the worked examples of the standard', () => {
    expect(checkDigit('11010519491231002')).toBe('X');
    expect(checkDigit('44052418800101001')).toBe('4');
  });
  it('agrees with the weights written out', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    fc.assert(
      fc.property(fc.stringMatching(/^\d{17}$/), (digits) => {
        const sum = weights.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
        expect(checkDigit(digits)).toBe('10X98765432'[sum % 11]);
      }),
    );
  });
});

describe('readResidentId', () => {
  it('reads birth, sex and region', () => {
    expect(readResidentId('11010519491231002X', TODAY)).toEqual({
      ok: true,
      identity: { id: '11010519491231002X', birth: '1949-12-31', sex: 'female', region: '110105' },
    });
    expect(readResidentId(anId({ order: '003' }), TODAY)).toMatchObject({ identity: { sex: 'male', birth: '2010-02-28' } });
  });
  it('takes a small x and spaces around', () => {
    expect(readResidentId(' 11010519491231002x ', TODAY)).toMatchObject({ ok: true, identity: { id: '11010519491231002X' } });
  });
  it.each(['810000', '820000', '830000', '650000', '710000'])('accepts region %s', (region) => expect(fault(anId({ region }))).toBe('ok'));
  it.each([
    ['length', '11010549123100'],
    ['length', ''],
    ['character', '1101051949123100２X'],
    ['character', 'X1010519491231002X'],
    ['region', anId({ region: '000000' })],
    ['region', anId({ region: '910000' })],
    ['date', anId({ birth: '20100229' })],
    ['date', anId({ birth: '20101301' })],
    ['date', anId({ birth: '18800101' })],
    ['future', anId({ birth: '20261123' })],
    ['ok', anId({ birth: '20261122' })],
    ['check-digit', '110105194912310021'],
  ])('%s: %s', (code, text) => expect(fault(text)).toBe(code));
  it('notices every single wrong digit and every swap of neighbours', () => {
    const id = anId({ birth: '20081017', order: '425' });
    for (let i = 0; i < 17; i++) {
      for (const digit of '0123456789') {
        if (digit !== id[i]) expect(fault(id.slice(0, i) + digit + id.slice(i + 1))).not.toBe('ok');
      }
      const swapped = id.slice(0, i) + id[i + 1] + id[i] + id.slice(i + 2);
      if (swapped !== id) expect(fault(swapped)).not.toBe('ok');
    }
  });
  it('any real birth date up to today reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.nat(999), (ago, order) => {
        const birth = addDays(TODAY, -ago);
        const id = anId({ birth: birth.replaceAll('-', ''), order: String(order).padStart(3, '0') });
        expect(readResidentId(id, TODAY)).toMatchObject({ ok: true, identity: { birth, sex: order % 2 === 1 ? 'male' : 'female' } });
      }),
    );
  });
});

it('as a schema names the fault in words and by code', () => {
  expect(residentId(TODAY).parse('11010519491231002x')).toBe('11010519491231002X');
  const issue = residentId(TODAY).safeParse('110105194912310021').error?.issues[0];
  expect(issue).toMatchObject({ message: expect.stringContaining('校验'), params: { code: 'check-digit' } });
  expect(residentId(TODAY).safeParse(1).error?.issues[0]?.message).toContain('应为文本');
});

it.each([
  ['320000199001011234', '3200**********1234'],
  ['11010519491231002X', '1101**********002X'],
  ['1234', '****'],
  ['', ''],
])('masks %s as %s', (id, masked) => expect(maskId(id)).toBe(masked));
