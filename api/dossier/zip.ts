import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

export interface ZipFile {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** Texts are gathered to pieces of this size before they are packed. */
const PIECE = 64 * 1024;

/** The format knows no later year; a rehearsal may. */
const LAST_STAMP = Date.UTC(2099, 11, 30);

async function* pieces(content: ZipFile['content']): AsyncGenerator<Buffer> {
  let gathered = '';
  for await (const text of content) {
    gathered += text;
    if (gathered.length < PIECE) continue;
    yield Buffer.from(gathered, 'utf8');
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered, 'utf8');
}

/**
 * Files packed one after the other, given out as they are made: what lies in memory is one piece of one file. `onFile` hears the digest of each before the
 * next one begins.
 */
export async function* zipped(
  files: AsyncIterable<ZipFile>,
  at: Date,
  onFile: (name: string, sha256: string) => void,
): AsyncGenerator<Buffer> {
  const made: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error) fault = error;
    else made.push(piece);
  });
  function* taken(): Generator<Buffer> {
    if (fault) throw fault;
    for (const piece of made.splice(0)) yield Buffer.from(piece);
  }
  for await (const { name, content } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = Math.min(at.getTime(), LAST_STAMP);
    zip.add(file);
    const digest = createHash('sha256');
    for await (const piece of pieces(content)) {
      digest.update(piece);
      file.push(piece);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
    onFile(name, digest.digest('hex'));
  }
  zip.end();
  yield* taken();
}
