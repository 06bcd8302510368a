import { type ApiProblem, call, newKey } from '../api/client';
import { changed, correctedBy, dayHere, knownAt, mayCallBack, type NewAct, nextToSend, type QueuedAct, waitsFor, without } from './act';
import { type Keeper, openKeeper } from './sealed';
import { type Sent, sendAct } from './send';

export interface QueueView {
  readonly acts: readonly QueuedAct[];
  /** The network does not carry, as far as is known here. */
  readonly away: boolean;
  /** Why nothing is sent although the network carries. */
  readonly paused?: 'session' | 'other';
  /** `sealed`: unsent acts survive this page. `page`: they do not. */
  readonly kept: 'sealed' | 'page';
}

/** What became of an act that was handed in. */
export type Outcome = { readonly how: 'done'; readonly result: string; readonly seq: number } | { readonly how: 'queued' } | Refusal;
interface Refusal {
  readonly how: 'refused';
  readonly problem: ApiProblem;
}

const FIRST_MS = 2_000;
const LAST_MS = 60_000;

/** The acts of one person in one page: sent in their order, kept while the network is away, shown until they are decided. */
export class Queue {
  private view: QueueView;
  private readonly listeners = new Set<() => void>();
  private keeper: Keeper | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private probe: ReturnType<typeof setTimeout> | undefined;
  private waitMs = FIRST_MS;
  private order = 0;
  /** Where my own acts left each place: nobody acted in between, or they would have been refused. */
  private readonly left = new Map<string, number>();
  private ended = false;

  constructor(
    private readonly person: string,
    private today: { readonly today: string; readonly readAt: number },
    /** Something was sent: what is on the screen is read again. */
    private readonly onSent: () => void,
  ) {
    this.view = { acts: [], away: navigator.onLine === false, kept: 'page' };
  }

  /** Looks for what an earlier page could not send. */
  async start(): Promise<void> {
    this.keeper = await openKeeper().catch(() => undefined);
    const found = (await this.keeper?.read().catch(() => [])) ?? [];
    if (this.ended) return;
    for (const { id } of found) this.onDisk.add(id);
    this.order = Math.max(0, ...found.map(({ order }) => order));
    this.show({ acts: [...found, ...this.view.acts], kept: this.keeper ? 'sealed' : 'page' });
    if (this.view.away) void this.ask();
    if (found.length > 0) this.go();
  }

  readonly now = (): QueueView => this.view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  isOf = (person: string | undefined): boolean => this.person === person;
  readonly dayIs = (today: string, readAt: number): void => {
    this.today = { today, readAt };
  };

  /** Hands an act in. It goes at once where it can; where it cannot it waits here, under the key that it has from now on. */
  async put(next: NewAct): Promise<Outcome> {
    const old = correctedBy(this.view.acts, next);
    const waits = this.view.away || this.view.paused !== undefined;
    const made = this.made(next, old);
    // Whoever waits for the answer looks at the form, or at the row that it came from.
    const act: QueuedAct = waits || old || waitsFor(this.view.acts, made) ? made : { ...made, quiet: true };
    const seen = this.view.acts.filter(({ quiet, state, place }) => !(quiet && state === 'sent' && place !== next.place));
    this.show({ acts: old ? seen.map((one) => (one.id === old.id ? act : one)) : [...seen, act] });
    if (old) void this.keeper?.forget([old.id]).catch(() => undefined);
    if (waits || waitsFor(this.view.acts, act)) {
      await this.keep(act);
      this.go();
      return { how: 'queued' };
    }
    const sent = await this.inTurn(() => this.send(act.id));
    if (sent?.how === 'done') return sent;
    if (sent?.how === 'refused' && (old || sent.problem.since.length > 0)) {
      await this.refused(act.id, sent.problem, true);
      return { how: 'queued' };
    }
    if (sent?.how === 'refused') {
      this.drop([act.id]);
      return sent;
    }
    await this.change(act.id, { quiet: false });
    return { how: 'queued' };
  }

  private made(next: NewAct, old: QueuedAct | undefined): QueuedAct {
    const now = Date.now();
    this.order += 1;
    const papers = next.papers.filter(({ text, file }) => file || text.trim() !== '').map((paper) => ({ ...paper, key: newKey() }));
    return {
      ...next,
      papers,
      id: newKey(),
      key: newKey(),
      order: old?.order ?? this.order,
      typedAt: new Date(now).toISOString(),
      on: next.on ?? old?.on ?? dayHere(this.today, now),
      state: 'waiting',
      tried: false,
      ...(next.restsOn === undefined ? {} : { restsOn: Math.max(next.restsOn, old?.restsOn ?? 0, this.left.get(next.place) ?? 0) }),
    };
  }

  /** Calls an act back, with what rests on it. */
  readonly cancel = (id: string): void => {
    const acts = without(this.view.acts, id);
    const gone = this.view.acts.find((one) => one.id === id);
    this.drop(this.view.acts.filter((one) => !acts.includes(one)).map((one) => one.id));
    // Whoever calls back what others overtook has seen what they did: the rest goes on from there.
    const seen = gone?.since?.at(-1)?.seq;
    void (gone && seen !== undefined ? this.rest(gone, seen) : Promise.resolve()).then(() => this.go());
  };

  /** Takes an act back into its form; what came after it waits. */
  readonly take = (id: string): void => {
    const act = this.view.acts.find((one) => one.id === id);
    if (act && mayCallBack(act)) void this.change(id, { state: 'open' });
  };

  /** Whoever has seen what changed sends the same on top of it: another request, so another key. */
  readonly sendAsIs = (id: string): void => {
    const act = this.view.acts.find((one) => one.id === id);
    const seen = act?.since?.at(-1)?.seq;
    if (!act) return;
    void this.change(id, { state: 'waiting', tried: false, key: newKey(), problem: undefined, since: undefined }).then(async () => {
      if (seen !== undefined) await this.rest(act, seen);
      this.go();
    });
  };

  /** Sends what can be sent; asks for a new session where one is needed. */
  readonly go = (): void => {
    this.show({ paused: undefined });
    void this.inTurn(() => this.pump());
  };

  readonly tidy = (): void => this.show({ acts: this.view.acts.filter(({ state }) => state !== 'sent') });

  /** Signing out leaves nothing of it. */
  readonly wipe = async (): Promise<void> => {
    const ids = this.view.acts.map(({ id }) => id);
    this.show({ acts: [] });
    await this.keeper?.forget(ids).catch(() => undefined);
  };

  readonly carried = (well: boolean): void => {
    if (well === !this.view.away) return;
    this.show({ away: !well });
    if (well) {
      clearTimeout(this.probe);
      this.waitMs = FIRST_MS;
      // An answer that was under way when the line broke says nothing of the line; a server on this very computer is there without one.
      if (navigator.onLine === false) this.later(() => this.ask());
      void this.inTurn(() => this.pump());
    } else this.askLater();
  };

  readonly end = (): void => {
    this.ended = true;
    clearTimeout(this.probe);
  };

  /** Asks whether the network carries again: sooner at first, then once a minute. */
  private askLater(): void {
    this.later(() => this.ask());
  }

  /** A request of which only that it is carried matters; `carried` hears of it. */
  readonly ask = (): Promise<void> =>
    call('version', {}, { quiet: true }).then(
      () => undefined,
      () => this.askLater(),
    );

  private later(work: () => unknown): void {
    clearTimeout(this.probe);
    this.probe = setTimeout(() => void work(), this.waitMs);
    this.waitMs = Math.min(LAST_MS, this.waitMs * 2);
  }

  /** One after the other, whoever asks. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work);
    this.turn = next.catch(() => undefined);
    return next;
  }

  private async pump(): Promise<void> {
    for (;;) {
      const next = nextToSend(this.view.acts);
      if (!next || this.view.away || this.view.paused || this.ended) return;
      const sent = await this.send(next.id);
      if (sent?.how === 'refused') {
        await this.refused(next.id, sent.problem, false);
        this.onSent();
      } else if (sent?.how !== 'done') return;
    }
  }

  /** Shown in its row, in the words of the law; what others did meanwhile beside it. */
  private async refused(id: string, { problem, since }: ApiProblem, atOnce: boolean): Promise<void> {
    const seen = since.map(({ seq, sentence, actor }) => ({ seq, text: sentence, by: actor?.name }));
    await this.change(id, { state: seen.length > 0 ? 'stale' : 'refused', tried: false, problem, since: seen, atOnce, quiet: false });
  }

  private async send(id: string): Promise<Sent | undefined> {
    const act = this.view.acts.find((one) => one.id === id);
    if (act?.state !== 'waiting') return undefined;
    const sent = await sendAct(act, async (change) => (await this.change(id, change)) ?? act);
    if (this.ended) return sent;
    if (sent.how === 'done') {
      await this.keeper?.forget([id]).catch(() => undefined);
      await this.change(id, { state: 'sent', result: sent.result, seq: sent.seq });
      this.left.set(act.place, sent.seq);
      await this.rest(act, sent.seq);
      this.waitMs = FIRST_MS;
      this.onSent();
    } else if (sent.how === 'away') {
      await this.keep(this.view.acts.find((one) => one.id === id));
      // The server answered, and could not decide: it is asked again. Where the network does not carry, the probe is on its way.
      if (!this.view.away) this.later(() => this.inTurn(() => this.pump()));
    } else if (sent.how !== 'refused') {
      await this.keep(this.view.acts.find((one) => one.id === id));
      this.show({ paused: sent.how });
    }
    return sent;
  }

  private async rest(act: QueuedAct, seq: number): Promise<void> {
    const before = this.view.acts;
    this.show({ acts: knownAt(before, act, seq) });
    for (const one of this.view.acts) if (!before.includes(one)) await this.rekeep(one);
  }

  private async change(id: string, change: Partial<QueuedAct>): Promise<QueuedAct | undefined> {
    this.show({ acts: changed(this.view.acts, id, change) });
    const act = this.view.acts.find((one) => one.id === id);
    await this.rekeep(act);
    return act;
  }

  private readonly onDisk = new Set<string>();
  private async keep(act: QueuedAct | undefined): Promise<void> {
    if (!act || act.state === 'sent') return;
    this.onDisk.add(act.id);
    await this.keeper?.keep(act).catch(() => this.show({ kept: 'page' }));
  }
  /** What was kept once is kept as it is now; an act that goes at once never comes to the disk. */
  private async rekeep(act: QueuedAct | undefined): Promise<void> {
    if (act && this.onDisk.has(act.id)) await this.keep(act);
  }

  private drop(ids: readonly string[]): void {
    this.show({ acts: this.view.acts.filter(({ id }) => !ids.includes(id)) });
    void this.keeper?.forget(ids).catch(() => undefined);
  }

  private show(change: Partial<QueueView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
