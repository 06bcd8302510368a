import { canonical } from '../../domain/case/canonical';
import { bytesOf, type Hash } from '../../domain/evidence/bytes';
import { includes, isConsistent } from '../../domain/evidence/check';
import { fromVkey, parseNote, signatureBy } from '../../domain/evidence/note';
import { checkpointAt, latestCheckpoint } from '../../records/evidence/checkpoints';
import { type EntryRow, entryOf } from '../../records/evidence/log-rows';
import { consistencyProof, inclusionProof } from '../../records/evidence/proofs';
import { Sequencer } from '../../records/evidence/sequencer';
import { sha } from '../../records/evidence/sha';
import { rootAt, treeSize } from '../../records/evidence/tree-store';
import { appendLog } from '../../records/log';
import { secondRoot } from '../domain/evidence/second-tree';
import { type ALog, AT, aLog } from './a-log';

const MINUTE = 60_000;

describe('the sequencer', () => {
  let log: ALog;
  beforeEach(async () => {
    log = await aLog();
  });
  afterEach(() => log.close());

  const numbered = async () =>
    (
      await log.pool.query<EntryRow & { position: string; hash: Buffer }>(
        'SELECT l.position, l.hash, e.* FROM log_leaf l JOIN log_entry e ON e.id = l.entry_id ORDER BY l.position',
      )
    ).rows;
  const settled = async (sequencer = log.sequencer, now = AT) => {
    while ((await sequencer.round(now))?.more);
  };

  it('numbers every entry once, without a gap, and its tree has the root of a second implementation', async () => {
    for (const count of [1, 254, 3, 700]) {
      await log.enter(count);
      await settled();
    }
    const rows = await numbered();
    // One more: the log enters the key under which it signs.
    expect(rows.filter(({ kind }) => kind === 'log-key')).toHaveLength(1);
    expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index));
    expect(rows).toHaveLength(959);
    const entries = rows.map((row) => bytesOf(canonical(entryOf(row))));
    for (const size of [0, 1, 2, 255, 256, 257, 512, 513, 900, 959])
      expect([size, Buffer.from(await rootAt(log.pool, size)).toString('hex')]).toEqual([
        size,
        secondRoot(entries.slice(0, size)).toString('hex'),
      ]);
    expect((await log.pool.query('SELECT level, count(*)::int AS n FROM log_node GROUP BY level')).rows).toEqual([{ level: 8, n: 3 }]);
  });

  it('keeps a second level of subtrees from 65,536 entries on', async () => {
    await log.enter(65_600);
    await settled();
    const { rows } = await log.pool.query('SELECT level, count(*)::int AS n FROM log_node GROUP BY level ORDER BY level');
    expect(rows).toEqual([
      { level: 8, n: 256 },
      { level: 16, n: 1 },
    ]);
    const size = await treeSize(log.pool);
    const root = await rootAt(log.pool, size);
    for (const index of [0, 1, 65_535, 65_536, size - 1]) {
      const { rows: leaf } = await log.pool.query<{ hash: Buffer }>('SELECT hash FROM log_leaf WHERE position = $1', [index]);
      expect(includes(sha, { index, size, leaf: leaf[0]?.hash as Hash, root, proof: await inclusionProof(log.pool, index, size) })).toBe(
        true,
      );
    }
    for (const older of [1, 255, 256, 65_535, 65_536, 65_537])
      expect(
        isConsistent(sha, {
          older: { size: older, root: await rootAt(log.pool, older) },
          newer: { size, root },
          proof: await consistencyProof(log.pool, older, size),
        }),
      ).toBe(true);
  });

  it('loses nothing of writers at once, with several processes numbering', async () => {
    const others = [log.sequencer, new Sequencer(log.pool, log.signer), new Sequencer(log.pool, log.signer)];
    let writing = true;
    const writer = async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        const client = await log.pool.connect();
        await client.query('BEGIN');
        for (let more = turn % 3; more >= 0; more -= 1) await appendLog(client, { at: AT, kind: 'test', body: { turn } });
        await client.query(turn % 7 === 0 ? 'ROLLBACK' : 'COMMIT');
        client.release();
      }
    };
    const numbering = others.map(async (sequencer) => {
      while (writing) await sequencer.round(AT);
    });
    await Promise.all([writer(), writer(), writer()]);
    writing = false;
    await Promise.all(numbering);
    for (const sequencer of others) await settled(sequencer);
    const { rows } = await log.pool.query<{ entries: number; leaves: number; top: number }>(
      'SELECT (SELECT count(*)::int FROM log_entry) AS entries, count(*)::int AS leaves, max(position)::int AS top FROM log_leaf',
    );
    expect(rows[0]?.leaves).toBe(rows[0]?.entries);
    expect(rows[0]?.top).toBe((rows[0]?.leaves ?? 0) - 1);
  });

  it('numbers what commits after a later entry has its number', async () => {
    await log.enter(1);
    await settled();
    await settled();
    const slow = await log.pool.connect();
    await slow.query('BEGIN');
    const late = await appendLog(slow, { at: AT, kind: 'late', body: {} });
    const gone = await log.pool.connect();
    await gone.query('BEGIN');
    await appendLog(gone, { at: AT, kind: 'rolled back', body: {} });
    await log.enter(2);
    await settled();
    expect((await numbered()).map(({ kind }) => kind)).not.toContain('late');
    await gone.query('ROLLBACK');
    await slow.query('COMMIT');
    slow.release();
    gone.release();
    await settled();
    expect((await numbered()).at(-1)?.id).toBe(late);
  });

  it('goes on where another process stopped, also with what that one had not seen', async () => {
    await log.enter(5);
    await settled();
    await log.enter(5);
    const heir = new Sequencer(log.pool, log.signer);
    await settled(heir);
    expect(await treeSize(log.pool)).toBe(11);
  });

  it('signs at a decision at once, and otherwise after five minutes in which something happened', async () => {
    const sizes = async () =>
      (await log.pool.query<{ size: string }>('SELECT size FROM log_checkpoint ORDER BY size')).rows.map(({ size }) => Number(size));
    await log.enter(1);
    await settled();
    expect(await sizes()).toEqual([2]);
    await log.enter(3);
    await settled(log.sequencer, AT + MINUTE);
    expect(await sizes()).toEqual([2]);
    await log.enter(3, true);
    await settled(log.sequencer, AT + 2 * MINUTE);
    expect(await sizes()).toEqual([2, 8]);
    await log.enter(1);
    await settled(log.sequencer, AT + 3 * MINUTE);
    // Nothing new comes, and what is unsigned is signed all the same.
    await settled(log.sequencer, AT + 7 * MINUTE);
    expect(await sizes()).toEqual([2, 8, 9]);
    await settled(log.sequencer, AT + 60 * MINUTE);
    expect(await sizes()).toEqual([2, 8, 9]);
    await log.enter(1);
    expect((await log.sequencer.signNow(AT + 61 * MINUTE)).signed).toBe(10);
  });

  it('signs notes that the log’s key verifies, each consistent with those before', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await log.enter(100, true);
      await settled();
    }
    const newest = await log.newest();
    const key = fromVkey(sha, await log.vkey());
    const note = parseNote(newest.note);
    expect(key && note && signatureBy(note, key)).toBeDefined();
    expect(note?.text).toBe(`${newest.origin}\n401\n${Buffer.from(newest.root).toString('base64')}\n`);
    const first = await checkpointAt(log.pool, 101);
    if (!first) throw new Error('no first checkpoint');
    const proof = await consistencyProof(log.pool, first.size, newest.size);
    expect(isConsistent(sha, { older: first, newer: newest, proof })).toBe(true);
  });

  it('a log without entries has no checkpoint', async () => {
    expect(await latestCheckpoint(log.pool)).toBeUndefined();
    expect(await checkpointAt(log.pool, 7)).toBeUndefined();
  });
});
