import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../config/problem';

/*
 * Columns that nobody who holds the database alone may read: identity numbers, telephones, complaints.
 * A sealed value is: key number (1 byte), nonce (12), tag (16), ciphertext; AES-256-GCM, bound to its table, column and row.
 */

const KEY = 32;
const NONCE = 12;
const TAG = 16;

export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** What was sealed cannot be opened: another key file, another row, or altered bytes. Never a user's fault. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

export class Vault {
  private readonly seals: Buffer[];
  private readonly indexKey: Buffer;
  private readonly queueKey: Buffer;

  /** Keys in order of age, 32 bytes each: the last one seals, all of them open, the first one makes the index. */
  constructor(keys: readonly Buffer[]) {
    const [first] = keys;
    if (first === undefined || keys.length > 255) throw new Error('The field key file must hold 1 to 255 keys of 32 bytes.');
    this.seals = keys.map((key) => derive(key, 'tuanwu/field'));
    this.indexKey = derive(first, 'tuanwu/index');
    this.queueKey = derive(first, 'tuanwu/queue');
  }

  seal(place: Place, text: string): Buffer {
    const number = this.seals.length;
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(number), nonce, { authTagLength: TAG });
    cipher.setAAD(bound(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([number]), nonce, cipher.getAuthTag(), body]);
  }

  open(place: Place, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed);
    if (bytes.length < 1 + NONCE + TAG) throw new UnsealError('A sealed value is too short.');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(bytes.readUInt8(0)), bytes.subarray(1, 1 + NONCE), { authTagLength: TAG });
      decipher.setAAD(bound(place));
      decipher.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch {
      throw new UnsealError(`A sealed value of ${place.table}.${place.column} does not open with the keys at hand.`);
    }
  }

  /** Equal texts of one kind give equal bytes, so that a sealed value can be found; without the key nothing can be tried. */
  index(kind: string, text: string): Buffer {
    return createHmac('sha256', this.indexKey).update(`${kind}\0${text}`).digest();
  }

  /**
   * What a person's browser seals its unsent acts with, and the mark by which it finds them again (ADR 19). Always the same for the same person;
   * nothing in this system is sealed with it.
   */
  forQueueOf(person: string): { readonly key: Buffer; readonly owner: Buffer } {
    const of = (use: string): Buffer => createHmac('sha256', this.queueKey).update(`${use}\0${person}`).digest();
    return { key: of('key'), owner: of('owner').subarray(0, 16) };
  }

  private key(number: number): Buffer {
    const key = this.seals[number - 1];
    if (key === undefined) throw new UnsealError(`There is no field key ${number}.`);
    return key;
  }
}

const derive = (key: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', use, KEY));

const bound = ({ table, column, row }: Place): Buffer => Buffer.from(`${table}|${column}|${row}`, 'utf8');

/** Opens the key file; makes it (0600, 32 random bytes) when it is missing. Losing it means losing every sealed value. */
export function openVault(file: string): Vault {
  const bytes = readKeys(file) ?? makeKey(file);
  if (bytes.length === 0 || bytes.length % KEY !== 0)
    throw new Problem(`The field key file ${file} must hold keys of ${KEY} bytes, not ${bytes.length} bytes. Restore it from the backup.`);
  return new Vault(Array.from({ length: bytes.length / KEY }, (_, i) => bytes.subarray(i * KEY, (i + 1) * KEY)));
}

function readKeys(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and linked: of two processes that start at once one wins, and nobody ever reads half a key. */
function makeKey(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(aside, randomBytes(KEY), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  return readFileSync(file);
}
