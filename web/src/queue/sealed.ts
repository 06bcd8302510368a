import { call } from '../api/client';
import type { QueuedAct } from './act';

/*
 * Unsent acts in this browser, each sealed by itself (ADR 19). The key is the server's, given to the same person alone and kept nowhere: without
 * a session of whoever typed them the rows are noise. What is plain: a mark that names nobody, and the moment of keeping.
 */

const NAME = 'tuanwu-queue';
const STORE = 'acts';
/** As drafts on the server. Later no act could be dated back to its day anyway. */
const KEPT_MS = 30 * 86_400_000;

interface Row {
  readonly id: string;
  readonly owner: string;
  readonly keptAt: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
  readonly files: readonly { readonly iv: Uint8Array<ArrayBuffer>; readonly sealed: ArrayBuffer }[];
}

export interface Keeper {
  read(): Promise<QueuedAct[]>;
  keep(act: QueuedAct): Promise<void>;
  forget(ids: readonly string[]): Promise<void>;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return done(request);
};

/** Waits until it is on the disk, not only asked for. */
const write = async (base: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> => {
  const transaction = base.transaction(STORE, 'readwrite');
  work(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Undefined where the browser can seal nothing (no TLS) or keeps nothing: then acts wait in the open page alone. */
export const openKeeper = async (): Promise<Keeper | undefined> => {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return undefined;
  const { key: raw, owner } = await call('readQueueKey', {}, { quiet: true });
  const key = await crypto.subtle.importKey('raw', bytesOf(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const base = await opened().catch(() => undefined);
  if (!base) return undefined;
  const bound = (id: string) => new TextEncoder().encode(`${owner} ${id}`);
  const seal = async (id: string, data: BufferSource) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, key, data) };
  };
  const open = (id: string, { iv, sealed }: Pick<Row, 'iv' | 'sealed'>) =>
    crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, key, sealed);
  const all = async (): Promise<Row[]> => (await done(base.transaction(STORE).objectStore(STORE).getAll())) as Row[];

  const revive = async (row: Row): Promise<QueuedAct> => {
    const act = JSON.parse(new TextDecoder().decode(await open(row.id, row))) as QueuedAct & { names: ([string, string] | null)[] };
    const papers = await Promise.all(
      act.papers.map(async (paper, index) => {
        const [name, sealed] = [act.names[index], row.files[index]];
        return name && sealed
          ? { ...paper, file: new File([await open(`${row.id} ${index}`, sealed)], name[0], { type: name[1] }) }
          : paper;
      }),
    );
    return { ...act, papers };
  };

  return {
    read: async () => {
      const rows = await all();
      const old = rows.filter(({ keptAt }) => Date.now() - keptAt > KEPT_MS);
      if (old.length > 0) await write(base, (store) => old.forEach(({ id }) => void store.delete(id)));
      const mine = rows.filter((row) => row.owner === owner && !old.includes(row));
      // A row that does not open was made under a key file that is no more: it is left to its age.
      const acts = await Promise.all(mine.map((row) => revive(row).catch(() => undefined)));
      return acts.filter((act): act is QueuedAct => act !== undefined).sort((one, other) => one.order - other.order);
    },
    keep: async (act) => {
      const names = act.papers.map(({ file }) => (file ? [file.name, file.type] : null));
      const papers = act.papers.map(({ file: _, ...paper }) => paper);
      const head = await seal(act.id, new TextEncoder().encode(JSON.stringify({ ...act, papers, names })));
      const nothing = new ArrayBuffer(0);
      const files = await Promise.all(
        act.papers.map(async ({ file }, index) => seal(`${act.id} ${index}`, file ? await file.arrayBuffer() : nothing)),
      );
      const row: Row = { id: act.id, owner, keptAt: Date.now(), ...head, files };
      await write(base, (store) => void store.put(row));
    },
    forget: (ids) => write(base, (store) => ids.forEach((id) => void store.delete(id))),
  };
};
