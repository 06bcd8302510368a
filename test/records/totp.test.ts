import { base32, codeAt, newSecret, otpauth, stepAt, stepOf } from '../../records/totp';

/** RFC 6238, appendix B: the ASCII key of the SHA-1 rows, eight digits. */
const KEY = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %d s it is %s, as RFC 6238 says', (seconds, code) => {
    expect(codeAt(KEY, stepAt(seconds * 1000), 8)).toBe(code);
  });

  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %p in base 32 as RFC 4648 does, without padding', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });

  it('takes the codes of a minute and a half, and nothing else', () => {
    const now = 1_700_000_010_000;
    const step = stepAt(now);
    for (const off of [-1, 0, 1]) expect(stepOf(KEY, codeAt(KEY, step + off), now)).toBe(step + off);
    for (const off of [-3, -2, 2, 3]) expect(stepOf(KEY, codeAt(KEY, step + off), now)).toBeUndefined();
    for (const typed of ['', '12345', '1234567', 'abcdef', '一二三四五六', '------']) expect(stepOf(KEY, typed, now)).toBeUndefined();
  });

  it('names issuer and account for the authenticator, with 160 bits of secret', () => {
    const uri = new URL(otpauth(newSecret(), '团务', 'li.ming'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/团务:li.ming']);
    expect(uri.searchParams.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
    expect([uri.searchParams.get('digits'), uri.searchParams.get('period')]).toEqual(['6', '30']);
  });
});
