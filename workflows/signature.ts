import { ed25519 } from '@noble/curves/ed25519.js';
import { canonical } from '../domain/case/canonical';
import { type Command, unsigned } from '../domain/case/command';
import type { SignerKey } from './messages';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Given by the worker (worker/case-worker.ts); where it is missing (the bundle run by anybody else), the curve in JavaScript says the same. */
declare const checkSignature: ((text: string, signature: string, publicKey: string) => boolean) | undefined;

const inJavaScript = (text: string, signature: string, publicKey: string): boolean =>
  ed25519.verify(bytes(signature), new TextEncoder().encode(text), bytes(publicKey));

/** Is the command signed by a process that this case trusts? Synchronous and pure, so that a validator may ask. */
export const isSigned = (command: Command, signers: readonly SignerKey[]): boolean => {
  const signer = signers.find((one) => one.id === command.signer);
  if (!signer) return false;
  try {
    const check = typeof checkSignature === 'function' ? checkSignature : inJavaScript;
    return check(canonical(unsigned(command)), command.signature, signer.publicKey);
  } catch {
    return false;
  }
};
