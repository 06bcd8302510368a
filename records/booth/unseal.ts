import { createDecipheriv, createECDH, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { unpadPaper } from '../../domain/ballots/paper';

/*
 * Opens what ballot-client/seal.ts sealed, with two of the three keys. Layout: version (1), ephemeral point (65), the content key wrapped for
 * the pairs 01, 02 and 12 (48 each), the paper (size + 16).
 */

const POINT = 65;
const WRAPPED = 48;
const TAG = 16;
const HEAD = 1 + POINT + 3 * WRAPPED;
const NONCE = Buffer.alloc(12);
const PAIRS = ['01', '02', '12'];

/** Bytes of a sealed paper whose text is padded to `size`. */
export const sealedSize = (size: number): number => HEAD + size + TAG;

export interface BoothKey {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** A fresh key; the private half goes to its holder and nowhere else. */
export const newBoothKey = (): BoothKey => {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return { publicKey: ecdh.getPublicKey(), privateKey: Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()]).subarray(-32) };
};

const coordinates = (point: Uint8Array) => ({
  kty: 'EC' as const,
  crv: 'P-256' as const,
  x: Buffer.from(point.subarray(1, 33)).toString('base64url'),
  y: Buffer.from(point.subarray(33, POINT)).toString('base64url'),
});

const publicOf = (point: Uint8Array): KeyObject => createPublicKey({ key: coordinates(point), format: 'jwk' });

/** Whether these bytes are a point of the curve that a paper can be sealed to. */
export const isPublicKey = (point: Uint8Array): boolean => {
  if (point.length !== POINT || point[0] !== 4) return false;
  try {
    return publicOf(point).type === 'public';
  } catch {
    return false;
  }
};

/** Whether the private half belongs to the public one. */
export const fitsKey = (privateKey: Uint8Array, publicKey: Uint8Array): boolean => {
  if (privateKey.length !== 32) return false;
  try {
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(Buffer.from(privateKey));
    return ecdh.getPublicKey().equals(publicKey);
  } catch {
    return false;
  }
};

const decrypt = (key: Uint8Array, aad: Buffer, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, NONCE, { authTagLength: TAG });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
};

export interface Opener {
  readonly booth: string;
  /** All three public keys, in the booth's order. */
  readonly keys: readonly Uint8Array[];
  /** Two private keys by their place in that order, ascending. */
  readonly held: readonly [{ index: number; key: Uint8Array }, { index: number; key: Uint8Array }];
}

/** Opens papers one after the other; undefined for one that was not sealed to these keys, or was altered. */
export const opener = ({ booth, keys, held }: Opener): ((sealed: Uint8Array) => string | undefined) => {
  const privates = held.map(({ index, key }) =>
    createPrivateKey({
      key: { ...coordinates(keys[index] ?? new Uint8Array()), d: Buffer.from(key).toString('base64url') },
      format: 'jwk',
    }),
  );
  const aad = Buffer.from(`tuanwu booth v1 ${booth}`);
  const pair = held.map(({ index }) => index).join('');
  const at = 1 + POINT + PAIRS.indexOf(pair) * WRAPPED;
  return (bytes) => {
    const sealed = Buffer.from(bytes);
    if (sealed.length <= HEAD + TAG || sealed[0] !== 1) return undefined;
    try {
      const point = sealed.subarray(1, 1 + POINT);
      const publicKey = publicOf(point);
      const shared = Buffer.concat(privates.map((privateKey) => diffieHellman({ privateKey, publicKey })));
      const wrapping = hkdfSync('sha256', shared, Buffer.concat([point, ...keys]), `tuanwu booth v1 ${booth} ${pair}`, 32);
      const content = decrypt(new Uint8Array(wrapping), aad, sealed.subarray(at, at + WRAPPED));
      return unpadPaper(decrypt(content, aad, sealed.subarray(HEAD)));
    } catch {
      return undefined;
    }
  };
};
