import { createHash, sign } from 'node:crypto';
import { canonical } from '../domain/case/canonical';
import type { Command } from '../domain/case/command';
import { ed25519File, rawPublicKey } from '../records/ed25519-file';
import type { SignerKey } from '../workflows/messages';

/** Signs commands for one process. What is not signed by a key that a case trusts is refused by the case itself, however it was sent. */
export interface Signer {
  readonly key: SignerKey;
  sign(command: Omit<Command, 'signature' | 'signer'>): Command;
}

/** Key of a process role from its file, made on first use (0600). The id carries the key's digest, so a new key is another signer. */
export const signerFrom = (role: 'api' | 'worker', file: string): Signer => {
  const key = ed25519File(file);
  const publicKey = rawPublicKey(key).toString('hex');
  const id = `${role}:${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
  return {
    key: { id, publicKey },
    sign: (command) => {
      const whole = { ...command, signer: id };
      return { ...whole, signature: sign(null, Buffer.from(canonical(whole)), key).toString('hex') };
    },
  };
};
