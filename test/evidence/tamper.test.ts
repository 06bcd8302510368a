import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../domain/case/canonical';
import { base64Of } from '../../domain/evidence/bytes';
import { printed } from '../../domain/evidence/checkpoint';
import { entryLeaf, type LogEntry } from '../../domain/evidence/entry';
import { sha } from '../../records/evidence/sha';
import { temporaryFolder } from '../harness/servers';
import { type ALog, AT, aLog, VERIFIER, verifyLines } from './a-log';

const ENTRIES = 10_000;
const EDITS = 200;
/** mulberry32; the seed is in every failure. */
const SEED = Number(process.env.TAMPER_SEED ?? 20261127);
let state = SEED;
const random = (below: number): number => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
};

/** Lines of entries are kept as text: parsed is only what an edit touches. */
const INDEX = /,"index":\d+,/;
const at = (text: string, index: number): string => text.replace(INDEX, `,"index":${index},`);
const sizeIn = (checkpoint: string): number => Number((JSON.parse(checkpoint) as { note: string }).note.split('\n')[1]);
const changed = (text: string, change: (entry: LogEntry) => object): string => {
  const line = JSON.parse(text) as { entry: LogEntry };
  return canonical({ ...line, entry: { ...line.entry, ...change(line.entry) } });
};

describe(`a log of ${ENTRIES} entries, somebody with all rights on the database at work (TAMPER_SEED=${SEED})`, () => {
  let log: ALog;
  let lines: string[];
  let vkey: string;
  /** What an inspector holds: the newest checkpoint, and one from the middle. */
  let held: string;
  let older: { size: number; note: string };
  let head: string[];
  let origin: string;
  let entries: string[];

  beforeAll(async () => {
    log = await aLog();
    // The entry of the log's own key is one of them.
    for (let left = ENTRIES - 1; left > 0; left -= Math.min(left, 333)) {
      await log.enter(Math.min(left, 333), true);
      while ((await log.sequencer.round(AT))?.more);
    }
    lines = await log.exported();
    vkey = await log.vkey();
    held = (await log.newest()).note;
    const { rows } = await log.pool.query<{ size: string; note: string }>(
      'SELECT size, note FROM log_checkpoint WHERE size > 5000 ORDER BY size LIMIT 1',
    );
    older = { size: Number(rows[0]?.size), note: rows[0]?.note ?? '' };
    const first = lines.findIndex((text) => text.startsWith('{"entry"'));
    head = lines.slice(0, first);
    origin = (JSON.parse(head[0] ?? '') as { origin: string }).origin;
    entries = lines.slice(first, -1);
  }, 120_000);
  afterAll(() => log?.close());

  const file = (of: readonly string[], top = head) => [...top, ...of, canonical({ type: 'end', entries: of.length })];
  /** The head and the checkpoints up to a size. */
  const upTo = (size: number) => [
    canonical({ ...JSON.parse(head[0] ?? ''), size }),
    ...head.slice(1).filter((text) => sizeIn(text) <= size),
  ];
  const sized = (size: number) => [canonical({ ...JSON.parse(head[0] ?? ''), size }), ...head.slice(1)];
  const renumbered = (of: readonly string[], from: number) => of.map((text, index) => (index < from ? text : at(text, index)));
  const CHANGES: readonly ((entry: LogEntry) => object)[] = [
    (entry) => ({ at: entry.at + 1 + random(100_000) }),
    (entry) => ({ kind: `${entry.kind}s` }),
    (entry) => ({ body: { ...entry.body, hash: `${random(1e9)}` } }),
    (entry) => ({ person: entry.id }),
    (entry) => ({ body: { ...entry.body, more: null } }),
  ];
  const altered = (text: string): string => changed(text, CHANGES[random(CHANGES.length)] as (entry: LogEntry) => object);
  const withOne = (place: number, text: string) => [...entries.slice(0, place), text, ...entries.slice(place + 1)];
  const entry = (place: number): string => entries[place] as string;

  /** Each edit with the number of the first entry that is not as it was. The editor numbers anew whatever has to be. */
  const EDITS_OF: Record<string, () => { lines: string[]; first: number; resigned?: boolean }> = {
    flip: () => {
      const first = random(ENTRIES);
      return { first, lines: file(withOne(first, altered(entry(first)))) };
    },
    byte: () => {
      const first = random(ENTRIES);
      const text = entry(first);
      const place = random(text.search(INDEX));
      const other = String.fromCharCode(33 + ((text.charCodeAt(place) - 33 + 1 + random(90)) % 94));
      return { first, lines: file(withOne(first, `${text.slice(0, place)}${other}${text.slice(place + 1)}`)) };
    },
    delete: () => {
      const first = random(ENTRIES);
      const rest = entries.filter((_, index) => index !== first);
      return { first, lines: random(2) ? file(rest) : file(renumbered(rest, first), sized(ENTRIES - 1)) };
    },
    insert: () => {
      const first = random(ENTRIES + 1);
      const forged = at(entry(random(ENTRIES)), first);
      const more = [...entries.slice(0, first), random(2) ? altered(forged) : forged, ...entries.slice(first)];
      return { first, lines: random(2) ? file(renumbered(more, first), sized(ENTRIES + 1)) : file(more) };
    },
    swap: () => {
      const [one, other] = [random(ENTRIES - 1), random(ENTRIES)];
      const [low, high] = one === other ? [one, one + 1] : [Math.min(one, other), Math.max(one, other)];
      const made = [...entries];
      [made[low], made[high]] = [entry(high), entry(low)];
      return { first: low, lines: file(random(2) ? renumbered(made, low) : made) };
    },
    // With the checkpoints behind it gone from the file too.
    truncate: () => {
      const first = random(ENTRIES);
      return { first, lines: file(entries.slice(0, first), upTo(first)) };
    },
    // An older state, on which other things happened since: the new entries are signed by the log's own, unsuspecting key.
    rollBack: () => {
      const first = ENTRIES - 1 - random(400);
      const anew = entries.slice(first).map((text, place) => {
        const made = JSON.parse(changed(text, ({ at: when }) => ({ at: when + 1 }))) as { entry: LogEntry };
        const stamp = base64Of(log.signer.stamp(origin, first + place, entryLeaf(sha, made.entry)));
        return canonical({ ...made, stamp });
      });
      return { first, resigned: true, lines: file([...entries.slice(0, first), ...anew], sized(ENTRIES).slice(0, upTo(first).length)) };
    },
  };

  it('is whole as it is, against anything that somebody holds', async () => {
    const { text, qr } = printed(await log.newest());
    for (const trust of [
      { held: [held] },
      { held: [older.note] },
      { printed: [text] },
      { printed: [qr] },
      { held: [held], stamps: true },
    ]) {
      const report = await verifyLines(lines, { keys: [vkey], ...trust });
      expect(report).toMatchObject({ ok: true, entries: ENTRIES, hidden: 0, findings: [], notes: [] });
    }
  }, 120_000);

  it(`${EDITS} random edits are all found, the first bad entry named`, async () => {
    const kinds = Object.keys(EDITS_OF);
    for (let edit = 0; edit < EDITS; edit += 1) {
      const kind = kinds[edit % kinds.length] as string;
      const { lines: made, first, resigned } = EDITS_OF[kind]?.() ?? { lines: [], first: 0 };
      const report = await verifyLines(made, { keys: [vkey], held: [held] });
      const where = `edit ${edit} (${kind})`;
      expect([where, report.ok]).toEqual([where, false]);
      // What the log's own key has signed twice cannot be told apart by anybody: then the last checkpoint before it is named.
      if (!resigned) expect([where, report.first, report.exact]).toEqual([where, first, true]);
      else
        expect([where, (report.first ?? first + 1) <= first && first - (report.first ?? 0) < 333, report.exact]).toEqual([
          where,
          true,
          false,
        ]);
    }
  }, 300_000);

  it('an older checkpoint vouches for everything before it, and the stamps for what came since', async () => {
    for (const first of [older.size - 1, older.size, ENTRIES - 1])
      expect(
        await verifyLines(file(withOne(first, altered(entry(first))), head.slice(0, 1)), { keys: [vkey], held: [older.note] }),
      ).toMatchObject({
        ok: false,
        first,
        exact: true,
      });
  });

  it('a log of another key, or of another name, is not this log', async () => {
    const other = await aLog();
    await other.enter(20, true);
    await other.sequencer.signNow(AT);
    const forged = await other.exported();
    expect(await verifyLines(forged, { keys: [await other.vkey()] })).toMatchObject({ ok: true });
    expect(await verifyLines(forged, { keys: [vkey] })).toMatchObject({ ok: false });
    expect(await verifyLines(forged, { keys: [await other.vkey()], held: [held] })).toMatchObject({ ok: false });
    await other.close();
  });

  it('says what it cannot promise: without a checkpoint of one’s own, and with the key of the file', async () => {
    const report = await verifyLines(lines);
    expect([report.ok, report.notes.join()]).toEqual([
      true,
      expect.stringMatching(/taken from the file itself.*no checkpoint of your own/),
    ]);
  });

  it('runs alone, and says it in a sentence and by its exit', () => {
    const folder = temporaryFolder('verify');
    const [whole, cut, note] = ['whole.ndjson', 'cut.ndjson', 'held.txt'].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(whole, `${lines.join('\n')}\n`);
    writeFileSync(cut, `${file(withOne(4711, altered(entry(4711)))).join('\n')}\n`);
    writeFileSync(note, held);
    const run = (...args: string[]) => spawnSync(process.execPath, [VERIFIER, ...args], { encoding: 'utf8', cwd: folder, env: {} });
    const good = run(whole, '--key', vkey, '--held', note);
    expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/10000 entries, \d+ signed checkpoints\nwhole 完好\n$/)]);
    const bad = run(cut, '--key', vkey, '--held', note);
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining('ALTERED 已被改动: first bad entry 4711 首条异常 4711')]);
    expect(JSON.parse(run(cut, '--key', vkey, '--json').stdout)).toMatchObject({ ok: false, first: 4711 });
    expect([run('missing.ndjson').status, run(note).status, run().status]).toEqual([2, 2, 2]);
    expect(run(whole, '--key', 'nonsense').stderr).toBe('not an Ed25519 verifier key: nonsense\n');
  });

  it('finds what was done in the tables themselves, triggers switched off', async () => {
    const edit = async (sql: string, values: unknown[] = []) => {
      const client = await log.pool.connect();
      await client.query('BEGIN');
      await client.query("SET LOCAL session_replication_role = 'replica'");
      await client.query(sql, values);
      await client.query('COMMIT');
      client.release();
      return verifyLines(await log.exported(), { keys: [vkey], held: [held] });
    };
    const idAt = async (position: number) =>
      (await log.pool.query<{ id: string }>('SELECT entry_id AS id FROM log_leaf WHERE position = $1', [position])).rows[0]?.id;
    const [one, two] = [await idAt(7000), await idAt(6000)];
    expect(await edit(`UPDATE log_entry SET body = body || '{"seq": 0}' WHERE id = $1`, [one])).toMatchObject({
      ok: false,
      first: 7000,
      exact: true,
    });
    expect(await edit('DELETE FROM log_entry WHERE id = $1', [two])).toMatchObject({ ok: false, first: 6000 });
    expect(await edit('DELETE FROM log_leaf WHERE position = 5000')).toMatchObject({ ok: false, first: 5000 });
    expect(await edit('UPDATE log_entry SET person_id = NULL WHERE id = $1', [await idAt(4000)])).toMatchObject({
      ok: false,
      first: 4000,
      exact: true,
    });
  });
});
