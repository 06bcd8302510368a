import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../config/problem';

/** Writes a file whole or not at all (0600), and never over another: of two processes that start at once one wins, and nobody reads half a key. */
export const keepFirst = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${randomUUID()}`;
  writeFileSync(aside, content, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
};

/** The private key of a file, made on first use. */
export const ed25519File = (file: string): KeyObject => {
  if (!existsSync(file)) keepFirst(file, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    throw new Problem(
      `The key file ${file} holds no private key that can be read (${(error as Error).message}). Restore it from the backup that belongs to this data.`,
    );
  }
};

/** The 32 bytes of its public half. */
export const rawPublicKey = (key: KeyObject): Buffer => Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
