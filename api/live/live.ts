import type { ServerResponse } from 'node:http';
import { machineClock } from '../../config/clock';
import { dayOf } from '../../domain/calendar/day';
import { changesAfter, LOG_NUMBERED, MESSAGES_POSTED, newestNumber, SESSION_ENDED, unreadOf } from '../../records/changes';
import { inboxCount } from '../../records/inbox';
import { type CaseAt, findCases } from '../../records/places';
import { peekSession, type Session } from '../../records/sessions';
import type { ApiDeps, Casework } from '../deps';
import { ownDesk } from '../own-desk';
import { Listener } from './listener';
import { Stream } from './stream';

/** Cases that are named in one look at the log; more, and everybody reads again. */
const MOST_CASES = 200;
const MOST_STREAMS = 1_000;
const MOST_PER_ACCOUNT = 6;
/** A page is told at most once in that time, whatever happens. */
const PAUSE_MS = 1_000;
const BEAT_MS = 20_000;

/** Full: this account, or this process, has as many pages as it can have. */
export class Full extends Error {
  constructor(readonly whose: 'account' | 'server') {
    super(`no more streams for this ${whose}`);
  }
}

/**
 * Pages that listen, of this process. One look at the log serves all of them; what each is told are ids of cases that its reader may read at that moment, asked
 * anew each time, and two counts.
 */
export class Live {
  private readonly streams = new Set<Stream>();
  private readonly listener: Listener;
  private position: number | undefined;
  /** Looks at the log, one after the other. */
  private looking: Promise<void> = Promise.resolve();
  private readonly beats: NodeJS.Timeout;
  private closed = false;
  /** Accounts of pages that are about to listen. */
  private readonly arriving: string[] = [];

  constructor(
    private readonly deps: ApiDeps,
    private readonly work: Casework,
    private readonly complain: (error: unknown) => void,
    { beatMs = BEAT_MS }: { beatMs?: number } = {},
  ) {
    this.listener = new Listener(deps.config.databaseUrl ?? '', [LOG_NUMBERED, MESSAGES_POSTED, SESSION_ENDED], {
      onNotice: (channel, payload) => this.hear(channel, payload),
      onReturn: () => this.catchUp(),
      onFault: complain,
    });
    this.beats = setInterval(() => void this.beat(), beatMs).unref();
  }

  get size(): number {
    return this.streams.size;
  }

  /** Throws Full, or what Postgres says when it is away. */
  async admit(session: Session): Promise<void> {
    await this.listener.ready();
    const accounts = [...[...this.streams].map((stream) => stream.session.accountId), ...this.arriving];
    if (accounts.length >= MOST_STREAMS) throw new Full('server');
    if (accounts.filter((account) => account === session.accountId).length >= MOST_PER_ACCOUNT) throw new Full('account');
    this.arriving.push(session.accountId);
  }

  /** From here on the page is told. `lastId`: the id of the last event that it has. Follows upon `admit` at once. */
  async open(session: Session, response: ServerResponse, lastId: string | undefined): Promise<void> {
    this.arriving.splice(this.arriving.indexOf(session.accountId), 1);
    const { accountId } = session;
    const stream = new Stream(session, -1, response, (position) => this.sealed(accountId, position));
    this.streams.add(stream);
    const last = lastId === undefined ? undefined : this.opened(accountId, lastId);
    response.on('close', () => this.drop(stream));
    response.on('error', () => this.drop(stream));
    stream.write('retry: 5000\n\n');
    await this.inTurn(async () => {
      await this.look();
      const here = this.position ?? -1;
      const missed = last === undefined ? undefined : await this.missedSince(last, here);
      stream.position = here;
      stream.greeted = true;
      if (missed === undefined) return this.greet(stream, last === undefined ? 'hello' : 'resync');
      this.spread(missed, [stream]);
      stream.stirred = true;
      await this.flush(stream);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.beats);
    for (const stream of this.streams) this.drop(stream);
    await this.listener.close();
    await this.looking;
  }

  private sealed(account: string, position: number): string {
    return this.deps.vault.seal({ table: 'live', column: 'position', row: account }, String(position)).toString('base64url');
  }

  private opened(account: string, id: string): number {
    try {
      return Number(this.deps.vault.open({ table: 'live', column: 'position', row: account }, Buffer.from(id, 'base64url')));
    } catch {
      return Number.NaN;
    }
  }

  private drop(stream: Stream): void {
    stream.end();
    this.streams.delete(stream);
  }

  /** What was said while nobody heard: the log has it, the counts show it, sessions are asked. */
  private catchUp(): void {
    void this.inTurn(() => this.look());
    void this.inTurn(() => this.count());
    void this.check([...this.streams]);
  }

  private hear(channel: string, payload: string): void {
    if (channel === SESSION_ENDED) void this.check([...this.streams].filter(({ session }) => session.accountId === payload));
    else if (channel === MESSAGES_POSTED) void this.inTurn(() => this.count());
    else void this.inTurn(() => this.look());
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.looking = this.looking.then(async () => {
      if (this.closed) return;
      try {
        await work();
      } catch (error) {
        this.complain(error);
      }
    });
    return this.looking;
  }

  /** What happened since the last look; to nobody, when nobody listens. */
  private async look(): Promise<void> {
    const { pool } = this.deps.database;
    if (this.position === undefined) {
      this.position = await newestNumber(pool);
      return;
    }
    const { position, cases } = await changesAfter(pool, this.position, MOST_CASES);
    const open = [...this.streams].filter((stream) => stream.greeted);
    const found = open.length > 0 && cases ? await findCases(pool, cases) : [];
    this.position = position;
    for (const stream of open) stream.position = position;
    if (cases === undefined) for (const stream of open) stream.overflowed = true;
    this.spread(found, open);
    for (const stream of open) this.soon(stream);
    if (found.length > 0) await this.count();
  }

  private async missedSince(last: number, here: number): Promise<CaseAt[] | undefined> {
    // An id of another database, or none of ours.
    if (!(last <= here)) return undefined;
    const { cases } = await changesAfter(this.deps.database.pool, last, MOST_CASES);
    return cases && findCases(this.deps.database.pool, cases);
  }

  private spread(found: readonly CaseAt[], streams: readonly Stream[]): void {
    for (const stream of streams) for (const one of found) if (this.work.desk.reads(stream.session.who, one)) stream.note(one);
  }

  /** Who has other messages than before. */
  private async count(): Promise<void> {
    const open = [...this.streams].filter((stream) => stream.greeted);
    if (open.length === 0) return;
    const unread = await unreadOf(this.deps.database.pool, [...new Set(open.map(({ session }) => session.who.personId))]);
    for (const stream of open) {
      if ((unread.get(stream.session.who.personId) ?? 0) === stream.counts?.messages) continue;
      stream.stirred = true;
      this.soon(stream);
    }
  }

  private soon(stream: Stream): void {
    if (!stream.waits) return;
    stream.after(Math.max(0, stream.toldAt + PAUSE_MS - performance.now()), () => {
      this.flush(stream).catch((error: unknown) => this.complain(error));
    });
  }

  private async flush(stream: Stream): Promise<void> {
    if (!stream.waits || !(await this.stays(stream))) return;
    const cases = [...stream.pending].flatMap(([id, found]) => (this.work.desk.reads(stream.session.who, found) ? [id] : []));
    const { overflowed } = stream;
    stream.pending.clear();
    stream.overflowed = false;
    stream.stirred = false;
    if (overflowed) return this.greet(stream, 'resync');
    const before = stream.counts;
    const counts = await this.countsOf(stream);
    if (cases.length === 0 && before?.inbox === counts.inbox && before.messages === counts.messages) return;
    stream.toldAt = performance.now();
    stream.tell('changed', { cases, ...counts });
  }

  private async greet(stream: Stream, event: 'hello' | 'resync'): Promise<void> {
    const counts = await this.countsOf(stream);
    stream.toldAt = performance.now();
    stream.tell(event, counts);
  }

  private async countsOf(stream: Stream) {
    const { pool } = this.deps.database;
    const { who } = stream.session;
    const today = dayOf(await this.deps.clock.now());
    const [inbox, unread] = await Promise.all([
      ownDesk(pool, who, today).then((desk) => inboxCount(pool, desk)),
      unreadOf(pool, [who.personId]),
    ]);
    stream.counts = { inbox, messages: unread.get(who.personId) ?? 0 };
    return stream.counts;
  }

  /** Whether the session still is one; with the roles of today. */
  private async stays(stream: Stream): Promise<boolean> {
    if (stream.ended) return false;
    const [now, machine] = await Promise.all([this.deps.clock.now(), (this.deps.machineClock ?? machineClock).now()]);
    const session = await peekSession(this.deps.database.pool, stream.session.tokenHash, dayOf(now), machine);
    if (!session || session.mustChange) {
      this.drop(stream);
      return false;
    }
    stream.session = session;
    return !stream.ended;
  }

  private async check(streams: readonly Stream[]): Promise<void> {
    try {
      for (const stream of streams) await this.stays(stream);
    } catch (error) {
      // Nobody can tell whether they may stay.
      for (const stream of streams) this.drop(stream);
      this.complain(error);
    }
  }

  private async beat(): Promise<void> {
    await this.check([...this.streams]);
    for (const stream of this.streams) stream.beat();
  }
}
