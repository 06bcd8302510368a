import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { canonical } from '../domain/case/canonical';
import { type Command, unsigned } from '../domain/case/command';
import type { SignerKey, SignerRole } from '../domain/case/signers';
import { ed25519File, keepFirst, rawPublicKey } from '../records/ed25519-file';

/** Signs commands for one process. What is not signed by a key that a case trusts is refused by the case itself, however it was sent. */
export interface Signer {
  readonly key: SignerKey;
  sign(command: Omit<Command, 'signature' | 'signer'>): Command;
}

/** The id carries the key's digest, so a new key is another signer. */
const idOf = (role: SignerRole, publicKey: string): string =>
  `${role}:${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;

/** Key of a role from its file, made on first use (0600). */
export const signerFrom = (role: SignerRole, file: string): Signer => {
  const key = ed25519File(file);
  const publicKey = rawPublicKey(key).toString('hex');
  const id = idOf(role, publicKey);
  return {
    key: { id, publicKey },
    sign: (command) => {
      const whole = { ...command, signer: id };
      return { ...whole, signature: sign(null, Buffer.from(canonical(whole)), key).toString('hex') };
    },
  };
};

/** Public half of a key that may lie elsewhere: beside it in `file.pub`, made together with it. */
export const publicPartOf = (role: SignerRole, file: string): SignerKey => {
  if (!existsSync(`${file}.pub`)) keepFirst(`${file}.pub`, `${signerFrom(role, file).key.publicKey}\n`);
  const publicKey = readFileSync(`${file}.pub`, 'utf8').trim();
  return { id: idOf(role, publicKey), publicKey };
};

/** Whether one of these keys signed it. */
export const signedByOneOf = (command: Command, keys: readonly SignerKey[]): boolean => {
  const signer = keys.find(({ id }) => id === command.signer);
  if (!signer) return false;
  const x = Buffer.from(signer.publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(canonical(unsigned(command))), key, Buffer.from(command.signature, 'hex'));
};
