import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, randomBytes, sign } from 'node:crypto';
import type { Right } from '../../ballot-client/remote';

/*
 * The voter's side of RFC 9474 a second time, written from the RFC over Node's RSA and plain integers: a check on the library that browsers use,
 * and fast enough to draw a thousand rights in a test.
 */

const BYTES = 384;
const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(BYTES * 2, '0'), 'hex');

const inverse = (value: bigint, n: bigint): bigint => {
  let [a, b, x, y] = [value % n, n, 1n, 0n];
  while (b > 0n) {
    const q = a / b;
    [a, b, x, y] = [b, a - q * b, y, x - q * y];
  }
  if (a !== 1n) throw new RangeError('no inverse');
  return ((x % n) + n) % n;
};

const power = (base: bigint, exponent: bigint, n: bigint): bigint => {
  let [result, square, left] = [1n, base % n, exponent];
  while (left > 0n) {
    if (left & 1n) result = (result * square) % n;
    square = (square * square) % n;
    left >>= 1n;
  }
  return result;
};

/** A key of no meaning: what it signs and what then is taken back with its public half is the PSS encoding of the message. */
const mould = generateKeyPairSync('rsa', { modulusLength: BYTES * 8 });
const encoded = (message: Uint8Array): bigint => {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = sign('sha384', message, { key: mould.privateKey, ...padding });
  return toInteger(publicEncrypt({ key: mould.publicKey, padding: constants.RSA_NO_PADDING }, signature));
};

export const quickDraw = (booth: string, drawKey: Buffer) => {
  const { n: modulus = '', e = '' } = createPublicKey({ key: drawKey, format: 'der', type: 'spki' }).export({ format: 'jwk' });
  const [n, exponent] = [toInteger(Buffer.from(modulus, 'base64url')), toInteger(Buffer.from(e, 'base64url'))];
  const message = Buffer.concat([randomBytes(32), Buffer.from(booth), randomBytes(32)]);
  const r = toInteger(randomBytes(BYTES)) % n;
  return {
    blinded: toBytes((encoded(message) * power(r, exponent, n)) % n),
    finish: (blindSignature: Uint8Array): Right => ({ message, signature: toBytes((toInteger(blindSignature) * inverse(r, n)) % n) }),
  };
};
