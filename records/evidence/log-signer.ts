import { type KeyObject, sign } from 'node:crypto';
import type { Hash } from '../../domain/evidence/bytes';
import { type Checkpoint, checkpointText } from '../../domain/evidence/checkpoint';
import { stampText } from '../../domain/evidence/entry';
import { type NoteKey, noteKey, signedNote, vkeyOf } from '../../domain/evidence/note';
import { ed25519File, rawPublicKey } from '../ed25519-file';
import { sha } from './sha';

/** The log's own key: it signs checkpoints and the place of each entry, and nothing else. */
export class LogSigner {
  private readonly publicKey: Buffer;

  constructor(private readonly key: KeyObject) {
    this.publicKey = rawPublicKey(key);
  }

  /** A log signs under its own name. */
  noteKey(origin: string): NoteKey {
    return noteKey(sha, origin, this.publicKey);
  }

  vkey(origin: string): string {
    return vkeyOf(this.noteKey(origin));
  }

  note(checkpoint: Checkpoint): string {
    const text = checkpointText(checkpoint);
    return signedNote(text, this.noteKey(checkpoint.origin), sign(null, Buffer.from(text), this.key));
  }

  stamp(origin: string, index: number, leaf: Hash): Buffer {
    return sign(null, Buffer.from(stampText(origin, index, leaf)), this.key);
  }
}

export const logSignerFrom = (file: string): LogSigner => new LogSigner(ed25519File(file));
