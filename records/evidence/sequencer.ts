import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { originOf } from '../../domain/evidence/checkpoint';
import { isDecision } from '../../domain/evidence/decisions';
import { entryLeaf } from '../../domain/evidence/entry';
import { LOG_NUMBERED } from '../changes';
import { transaction } from '../database';
import { appendLog } from '../log';
import { Arrivals, type Arrived } from './arrivals';
import { latestCheckpoint, signCheckpoint } from './checkpoints';
import { type Client, entryOf, readOrigin } from './log-rows';
import type { LogSigner } from './log-signer';
import { sha } from './sha';
import { keepWholeNodes, treeSize } from './tree-store';

/** Any constant will do; it only has to be the same in every process that numbers. */
const LOCK = 728_019_224;
/** While anything happens, a checkpoint is never older than this. */
const CHECKPOINT_MS = 5 * 60_000;

export interface Numbered {
  /** Entries that got a number in this round. */
  readonly entries: number;
  readonly size: number;
  /** Size of the checkpoint signed in this round. */
  readonly signed?: number;
  /** There may be more to number at once. */
  readonly more: boolean;
}

/**
 * Numbers the log's entries, one process at a time (an advisory lock, held for one short transaction), and signs. An act pays nothing for it: its entry is
 * one more row of its own transaction. A lock on a head row within each act would cost most of the throughput.
 */
export class Sequencer {
  private readonly arrivals = new Arrivals();
  /** Domain time of the newest checkpoint while entries behind it wait for one. */
  private waitingSince: number | undefined;
  private origin: string | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly signer: LogSigner,
  ) {}

  /**
   * One batch. Undefined: nothing to do, or another process is at it.
   *
   * @param now domain time
   */
  async round(now: number): Promise<Numbered | undefined> {
    const due = this.waitingSince !== undefined && now - this.waitingSince >= CHECKPOINT_MS;
    if (!due && !(await this.arrivals.any(this.pool, performance.now()))) return undefined;
    return this.locked('try', (client) => this.batch(client, now, false));
  }

  /** Everything up to now, with a signed checkpoint: before an export, or because somebody asks for it. */
  async signNow(now: number): Promise<Numbered> {
    for (;;) {
      const done = await this.locked('wait', (client) => this.batch(client, now, true));
      if (done && !done.more) return done;
    }
  }

  private async locked(
    how: 'try' | 'wait',
    work: (client: PoolClient) => Promise<{ numbered: Numbered; read: { rows: Arrived[]; more: boolean } }>,
  ) {
    const done = await transaction(this.pool, async (client) => {
      const call = how === 'try' ? 'pg_try_advisory_xact_lock' : 'pg_advisory_xact_lock';
      const { rows } = await client.query<{ mine: unknown }>(`SELECT ${call}($1) AS mine`, [LOCK]);
      return rows[0]?.mine === false ? undefined : work(client);
    });
    if (!done) return undefined;
    await this.arrivals.passed(this.pool, done.read, performance.now());
    return done.numbered;
  }

  private async batch(client: PoolClient, now: number, asked: boolean) {
    const origin = await this.named(client, now);
    const read = await this.arrivals.next(client);
    const fresh = read.rows.filter(({ numbered }) => !numbered);
    const before = await treeSize(client);
    const size = before + fresh.length;
    if (fresh.length > 0) {
      await this.number(client, origin, fresh, before);
      await keepWholeNodes(client, before, size);
      await client.query(`SELECT pg_notify('${LOG_NUMBERED}', $1)`, [String(size)]);
    }
    const decided = fresh.some(({ kind, body }) => kind === 'fact' && isDecision(String(body.kind)));
    const signed = (await this.sign(client, { size, now, asked: decided || (asked && !read.more) })) ? size : undefined;
    return { read, numbered: { entries: fresh.length, size, more: read.more, ...(signed === undefined ? {} : { signed }) } };
  }

  private async number(client: Client, origin: string, fresh: readonly Arrived[], before: number): Promise<void> {
    const leaves = fresh.map((row) => entryLeaf(sha, entryOf(row)));
    await client.query(
      'INSERT INTO log_leaf (position, entry_id, hash, stamp) SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[])',
      [
        fresh.map((_, index) => before + index),
        fresh.map(({ id }) => id),
        leaves,
        leaves.map((leaf, index) => this.signer.stamp(origin, before + index, leaf)),
      ],
    );
  }

  private async sign(client: Client, { size, now, asked }: { size: number; now: number; asked: boolean }): Promise<boolean> {
    const last = await latestCheckpoint(client);
    if (size === 0 || last?.size === size) {
      this.waitingSince = undefined;
      return false;
    }
    const since = last?.at.getTime() ?? Number.NEGATIVE_INFINITY;
    if (!asked && now - since < CHECKPOINT_MS) {
      this.waitingSince = since;
      return false;
    }
    await signCheckpoint(client, this.signer, size, now);
    this.waitingSince = undefined;
    return true;
  }

  /** The log's name, given once; and the key under which it signs, known from its first use, which is itself an entry. */
  private async named(client: PoolClient, now: number): Promise<string> {
    if (this.origin !== undefined) return this.origin;
    await client.query('INSERT INTO log_origin (origin) VALUES ($1) ON CONFLICT DO NOTHING', [originOf(randomUUID())]);
    const origin = (await readOrigin(client)) ?? '';
    const vkey = this.signer.vkey(origin);
    const { rowCount } = await client.query(
      'INSERT INTO log_key (vkey, since) VALUES ($1, to_timestamp($2::double precision / 1000)) ON CONFLICT DO NOTHING',
      [vkey, now],
    );
    if (rowCount === 1) await appendLog(client, { at: now, kind: 'log-key', body: { vkey } });
    // Remembered once it is known to be committed.
    else this.origin = origin;
    return origin;
  }
}
