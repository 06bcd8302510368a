import { base64Of } from '../../domain/evidence/bytes';
import { ALGORITHM } from '../../domain/evidence/checkpoint';
import { consistencySpans, inclusionSpans } from '../../domain/evidence/proofs';
import { logKeys, type SignedCheckpoint } from './checkpoints';
import { line } from './export-log';
import { type Client, type EntryRow, entryOf } from './log-rows';
import { spanHashes } from './tree-store';

const CASE_FORMAT = 'tuanwu-case/1';

/** One case as lines of canonical JSON that prove themselves: facts, digests of papers, its log entries with inclusion proofs, the checkpoint. */
export async function* bundleCase(client: Client, id: string, upTo: SignedCheckpoint, since?: number): AsyncGenerator<string> {
  const { origin, size, note } = upTo;
  const { rows: head } = await client.query<{ procedure: string; opened_on: string; statute_hash: string }>(
    'SELECT procedure, opened_on, statute_hash FROM case_row WHERE id = $1',
    [id],
  );
  const about = { id, procedure: head[0]?.procedure, openedOn: head[0]?.opened_on, statute: head[0]?.statute_hash };
  yield line({ type: 'case', format: CASE_FORMAT, algorithm: ALGORITHM, origin, size, keys: await logKeys(client), case: about });
  yield line({ type: 'checkpoint', note });
  if (since !== undefined && since <= size)
    yield line({ type: 'consistency', from: since, proof: (await spanHashes(client, consistencySpans(since, size))).map(base64Of) });
  const entries = await entriesOf(client, id, size);
  const facts = await factsOf(client, id, entries);
  for (const fact of facts) yield line({ type: 'fact', fact });
  for (const paper of await papersOf(client, facts)) yield line({ type: 'paper', ...paper });
  const spans = entries.map(({ index }) => inclusionSpans(index, size));
  const hashes = (await spanHashes(client, spans.flat())).map(base64Of);
  for (const [place, { index, row }] of entries.entries())
    yield line({ type: 'entry', index, entry: entryOf(row), proof: hashes.splice(0, spans[place]?.length ?? 0) });
  yield line({ type: 'end', facts: facts.length, entries: entries.length });
}

interface Logged {
  readonly index: number;
  readonly row: EntryRow;
}

interface Ledger {
  readonly papers: readonly { readonly id: string }[];
}

const entriesOf = async (client: Client, id: string, size: number): Promise<Logged[]> => {
  const { rows } = await client.query<EntryRow & { position: string }>(
    `SELECT l.position, e.id, e.at, e.kind, e.person_id, e.case_id, e.body FROM log_entry e JOIN log_leaf l ON l.entry_id = e.id
     WHERE e.case_id = $1 AND l.position < $2 ORDER BY l.position`,
    [id, size],
  );
  return rows.map((row) => ({ index: Number(row.position), row }));
};

/** Up to the last fact that the checkpoint covers: what was recorded a moment later is proved by the next export. */
const factsOf = async (client: Client, id: string, entries: readonly Logged[]): Promise<Ledger[]> => {
  const last = Math.max(0, ...entries.map(({ row }) => (row.kind === 'fact' ? Number(row.body.seq) : 0)));
  const { rows } = await client.query<{ fact: Ledger }>('SELECT fact FROM fact WHERE case_id = $1 AND seq <= $2 ORDER BY seq', [id, last]);
  return rows.map(({ fact }) => fact);
};

/** Digests only: the papers themselves are copied by whoever may read them, and compared. */
const papersOf = async (client: Client, facts: readonly Ledger[]) =>
  (
    await client.query<{ id: string; kind: string; mime: string; size: number; sha256: string }>(
      'SELECT id, kind, mime, size, sha256 FROM paper WHERE id = ANY($1::uuid[]) ORDER BY id',
      [[...new Set(facts.flatMap(({ papers }) => papers.map(({ id }) => id)))]],
    )
  ).rows;
