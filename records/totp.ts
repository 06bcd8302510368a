import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/*
 * Time-based one-time codes: RFC 6238 over HMAC-SHA-1, 30 seconds, six digits, which is what every authenticator app takes. Ours, because it is one
 * HMAC: the kept library is nine packages, among them some that are ES modules only. Tested by the vectors of the RFC.
 */

const STEP_MS = 30_000;
const DIGITS = 6;
/** Phones are off by some seconds, and people type slowly: one step to each side. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, as RFC 4226 advises. */
export const newSecret = (): Buffer => randomBytes(20);

export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};

export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

export const codeAt = (secret: Uint8Array, step: number, digits = DIGITS): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
};

/** The step that a code belongs to, near `ms`; undefined when it belongs to none. Always compares all of them. */
export const stepOf = (secret: Uint8Array, code: string, ms: number): number | undefined => {
  const given = Buffer.from(/^\d{6}$/.test(code) ? code : '------');
  let found: number | undefined;
  for (let step = stepAt(ms) - DRIFT; step <= stepAt(ms) + DRIFT; step += 1)
    if (timingSafeEqual(Buffer.from(codeAt(secret, step)), given)) found = step;
  return found;
};

/** What a QR code tells an authenticator app. */
export const otpauth = (secret: Uint8Array, issuer: string, account: string): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`;
};
