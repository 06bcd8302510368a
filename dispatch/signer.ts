import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonical } from '../domain/case/canonical';
import type { Command } from '../domain/case/command';
import type { SignerKey } from '../workflows/messages';

/** Signs commands for one process. What is not signed by a key that a case trusts is refused by the case itself, however it was sent. */
export interface Signer {
  readonly key: SignerKey;
  sign(command: Omit<Command, 'signature' | 'signer'>): Command;
}

const publicHex = (key: KeyObject): string =>
  Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');

const load = (file: string): KeyObject => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    try {
      writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error; // the other process was quicker; its key is the key
    }
  }
  return createPrivateKey(readFileSync(file));
};

/** Key of a process role from its file, made on first use (0600). The id carries the key's digest, so a new key is another signer. */
export const signerFrom = (role: 'api' | 'worker', file: string): Signer => {
  const key = load(file);
  const publicKey = publicHex(key);
  const id = `${role}:${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
  return {
    key: { id, publicKey },
    sign: (command) => {
      const whole = { ...command, signer: id };
      return { ...whole, signature: sign(null, Buffer.from(canonical(whole)), key).toString('hex') };
    },
  };
};
