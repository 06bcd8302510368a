import { generateKeyPairSync, sign } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { checkSignature } from '../../worker/case-worker';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const inJavaScript = (text: string, signature: string, key: string): boolean => {
  try {
    return ed25519.verify(Buffer.from(signature, 'hex'), Buffer.from(text), Buffer.from(key, 'hex'));
  } catch {
    return false;
  }
};
const natively = (text: string, signature: string, key: string): boolean => {
  try {
    return checkSignature(text, signature, key);
  } catch {
    return false;
  }
};

describe('the native check of a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = hex(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const other = hex(ed25519.keygen().publicKey);
  const text = '{"id":"团员","kind":"giveConsent"}';
  const good = hex(sign(null, Buffer.from(text), privateKey));

  it('takes what the curve in JavaScript takes', () => {
    expect([natively(text, good, key), inJavaScript(text, good, key)]).toEqual([true, true]);
  });

  it('refuses, as it does, another text, another key, a changed signature and what is none', () => {
    const bad: [string, string, string][] = [
      [`${text} `, good, key],
      [text, good, other],
      [text, good.replace(/^../, (pair) => (pair === '00' ? '01' : '00')), key],
      [text, good.replace(/..$/, 'ff'), key],
      [text, '', key],
      [text, good.slice(2), key],
      [text, 'zz'.repeat(64), key],
      [text, good, ''],
      [text, good, 'ff'.repeat(32)],
    ];
    for (const [said, signature, by] of bad)
      expect([natively(said, signature, by), inJavaScript(said, signature, by)]).toEqual([false, false]);
  });

  it('takes nothing beside the 64 bytes', () => {
    expect(natively(text, `${good}zz`, key)).toBe(false);
    expect(natively(text, good.toUpperCase(), key)).toBe(false);
  });
});
