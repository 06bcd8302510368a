import { base64Of, fromBase64, type Hash, hexOf } from './bytes';
import { parseNote } from './note';

/*
 * Checkpoints as https://c2sp.org/tlog-checkpoint has them: origin, size and root as the three lines of a signed note. No line more: extension lines are
 * not recommended there, so the tree's algorithm stands in the origin and that of the signature in the key.
 */

/** How leaves, nodes and signatures are made; in the head of every export and in the origin of the log. */
export const ALGORITHM = 'rfc6962-sha256+ed25519';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** A log of this product: the tree's algorithm and a random id. A log that begins anew is another log. */
export const originOf = (id: string): string => `tuanwu.log/rfc6962-sha256/${id}`;

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64Of(root)}\n`;

/** Undefined when the text is no checkpoint, or the note is none; signatures are not checked here. */
export const parseCheckpoint = (note: string): Checkpoint | undefined => {
  const text = parseNote(note)?.text;
  const [origin = '', digits = '', encoded = '', ...more] = text?.slice(0, -1).split('\n') ?? [];
  const root = fromBase64(encoded);
  if (origin === '' || !/^(0|[1-9]\d{0,14})$/.test(digits) || root?.length !== 32 || more.includes('')) return undefined;
  return { origin, size: Number(digits), root };
};

/** What is printed in words on a paper: 160 bits of the root, so that nobody can prepare two logs with the same print. */
const PRINTED_BYTES = 20;

/** The foot of every printed paper: readable by eye and typed by hand; `qr` says all of it, for a camera. */
export const printed = ({ origin, size, root }: Checkpoint): { text: string; qr: string } => ({
  text: `${size} ${hexOf(root.slice(0, PRINTED_BYTES)).replace(/(.{4})(?=.)/g, '$1-')}`,
  qr: `${origin} ${size} ${base64Of(root)}`,
});
