import { base64Of, bytesOf, fromBase64, hexOf, joined, type Sha256, sameBytes } from './bytes';

/*
 * Signed notes as https://c2sp.org/signed-note has them: a text that ends in a newline, an empty line, signature lines "— <name> <base64(key id || signature)>".
 */

/** Signature type of the standard. */
const ED25519 = 1;

export interface NoteKey {
  readonly name: string;
  /** Four bytes. */
  readonly id: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const typed = (publicKey: Uint8Array): Uint8Array => joined(Uint8Array.of(ED25519), publicKey);

const idOf = (sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(joined(bytesOf(`${name}\n`), typed(publicKey))).slice(0, 4);

export const noteKey = (sha256: Sha256, name: string, publicKey: Uint8Array): NoteKey => ({
  name,
  publicKey,
  id: idOf(sha256, name, publicKey),
});

/** The text by which people and programs hand on a verifier key ("vkey"). */
export const vkeyOf = ({ name, id, publicKey }: NoteKey): string => `${name}+${hexOf(id)}+${base64Of(typed(publicKey))}`;

/** Undefined when the text is no Ed25519 verifier key, or its id is not its own. */
export const fromVkey = (sha256: Sha256, vkey: string): NoteKey | undefined => {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  const key = noteKey(sha256, name, bytes.slice(1));
  return hexOf(key.id) === id ? key : undefined;
};

export const signedNote = (text: string, { name, id }: NoteKey, signature: Uint8Array): string =>
  `${text}\n— ${name} ${base64Of(joined(id, signature))}\n`;

/** Undefined when it is no note; its signatures are not checked here. */
export const parseNote = (note: string): Note | undefined => {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— ([^+\s]+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name, id: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
};

/** The signature that this key is said to have made. */
export const signatureBy = ({ signatures }: Note, key: NoteKey): Uint8Array | undefined =>
  signatures.find(({ name, id }) => name === key.name && sameBytes(id, key.id))?.signature;
