import { ed25519 } from '@noble/curves/ed25519.js';
import { canonical } from '../domain/case/canonical';
import { type Command, unsigned } from '../domain/case/command';
import type { SignerKey } from './messages';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Is the command signed by a process that this case trusts? Synchronous and pure, so that a validator may ask. */
export const isSigned = (command: Command, signers: readonly SignerKey[]): boolean => {
  const signer = signers.find((one) => one.id === command.signer);
  if (!signer) return false;
  try {
    return ed25519.verify(bytes(command.signature), new TextEncoder().encode(canonical(unsigned(command))), bytes(signer.publicKey));
  } catch {
    return false;
  }
};
