import type { Problem } from '../../../domain/contract/problem';

/** A paper before it is entered: typed, or a file. */
interface Paper {
  readonly kind: string;
  readonly text: string;
  readonly file?: File;
}

/** A paper of a queued act: its own key, and its id once it has been entered. */
export interface QueuedPaper extends Paper {
  readonly key: string;
  readonly id?: string;
}

/**
 * `waiting`: not sent, or its answer was lost. `open`: taken back for correction, nothing is sent. `stale`: others acted meanwhile.
 * `refused`: the server said no. `sent`: done.
 */
export type QueuedState = 'waiting' | 'open' | 'stale' | 'refused' | 'sent';

/** What somebody did, before it is handed in. */
export interface NewAct {
  /** The occasion that it is about; an opening is about itself. */
  readonly place: string;
  readonly opening?: { readonly procedure: 'session'; readonly unit: string };
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly papers: readonly Paper[];
  /** What it shows in its row: the candidate, the topic. */
  readonly about?: string;
  /** What was on the screen when it was typed. */
  readonly restsOn?: number;
  /** Known here and not sent: who is entitled, by which quorum is counted until the server has frozen the roll. */
  readonly entitled?: readonly string[];
  /** Another day than the one on which it is typed. */
  readonly on?: string;
}

export interface QueuedAct extends Omit<NewAct, 'papers' | 'on'> {
  readonly id: string;
  readonly order: number;
  readonly typedAt: string;
  /** The day on which it was done, which it carries however late it is sent. */
  readonly on: string;
  readonly papers: readonly QueuedPaper[];
  /** The Idempotency-Key; a new one only for a new content. */
  readonly key: string;
  readonly state: QueuedState;
  /** It has been on its way: the server may have it, so it cannot be called back, and its content must not change under its key. */
  readonly tried: boolean;
  readonly problem?: Problem;
  /** What others did meanwhile. */
  readonly since?: readonly { readonly seq: number; readonly text: { readonly zh: string; readonly en: string }; readonly by?: string }[];
  readonly result?: string;
  /** Where it left its place, once it is sent. */
  readonly seq?: number;
  /** On its way at once, or gone so: its form says what becomes of it, not a row. */
  readonly quiet?: boolean;
  /** Said while its person waits for the answer: then the row takes the focus. */
  readonly atOnce?: boolean;
}

const isDone = ({ state }: QueuedAct): boolean => state === 'sent';

/** In the order in which they were typed; whatever is undecided holds up what came after it at the same place, and nothing elsewhere. */
export const nextToSend = (acts: readonly QueuedAct[]): QueuedAct | undefined => {
  const held = new Set<string>();
  for (const act of acts) {
    if (isDone(act)) continue;
    if (act.state === 'waiting' && !held.has(act.place)) return act;
    held.add(act.place);
  }
  return undefined;
};

/** What waits for an earlier one that is not decided, or was refused. */
export const waitsFor = (acts: readonly QueuedAct[], act: QueuedAct): QueuedAct | undefined =>
  acts.find((one) => one.place === act.place && one.order < act.order && !isDone(one));

/** Votes and the close rest on the roll: without it there is nothing to count them by. */
export const restingOn = (acts: readonly QueuedAct[], act: QueuedAct): QueuedAct[] =>
  act.kind === 'takeRoll' ? acts.filter((one) => one.place === act.place && one.order > act.order && !isDone(one)) : [];

/** Called back with all that rests on it; what is on its way, or done, stays. */
export const without = (acts: readonly QueuedAct[], id: string): readonly QueuedAct[] => {
  const gone = acts.find((one) => one.id === id);
  if (!gone || !mayCallBack(gone)) return acts;
  const all = new Set([
    id,
    ...restingOn(acts, gone)
      .filter(mayCallBack)
      .map((one) => one.id),
  ]);
  return acts.filter((one) => !all.has(one.id));
};

/** While its answer is not known nobody can say that it has not been done. */
export const mayCallBack = ({ state, tried }: QueuedAct): boolean => state !== 'sent' && !(state === 'waiting' && tried);

export const changed = (acts: readonly QueuedAct[], id: string, change: Partial<QueuedAct>): readonly QueuedAct[] =>
  acts.map((one) => (one.id === id ? { ...one, ...change } : one));

/** The new state of a place is known: what was typed there after it rests on that. */
export const knownAt = (acts: readonly QueuedAct[], { place, order }: QueuedAct, seq: number): readonly QueuedAct[] =>
  acts.map((one) =>
    one.place === place && one.order >= order && !isDone(one) && !one.tried && one.restsOn !== undefined
      ? { ...one, restsOn: Math.max(one.restsOn, seq) }
      : one,
  );

/** The undecided act that a new one of the same kind on the same candidate corrects: it takes its place in the order. */
export const correctedBy = (acts: readonly QueuedAct[], next: NewAct): QueuedAct | undefined =>
  acts.find((one) => one.place === next.place && one.kind === next.kind && one.body.case === next.body.case && isReturned(one));

/** Back in the hands of whoever typed it. */
export const isReturned = ({ state }: QueuedAct): boolean => ['open', 'stale', 'refused'].includes(state);

/**
 * What the forms and counts of a place may take as done until the server says otherwise: up to the first that it refused. What was sent is
 * among it until the page has read so far; what is on its way at once is not, since its form waits for the answer.
 */
export const takenAsDone = (acts: readonly QueuedAct[], place: string, read: number): QueuedAct[] => {
  const here = acts.filter((one) => one.place === place && (isDone(one) ? (one.seq ?? 0) > read : one.quiet !== true));
  const stop = here.findIndex(isReturned);
  return stop < 0 ? here : here.slice(0, stop);
};

/** The body of the request that the act becomes. */
export const requestOf = ({ kind, body, papers, on, restsOn, opening }: QueuedAct) => ({
  kind,
  body,
  on,
  papers: papers.flatMap(({ id }) => (id ? [id] : [])),
  ...(opening || restsOn === undefined ? {} : { expectedSeq: restsOn }),
});

const DAY_MS = 86_400_000;
const chinaDay = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY_MS);
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** Which day it is for cases, as far as can be told without asking: the device's clock, put right by what the server said when it was read last. */
export const dayHere = (known: { readonly today: string; readonly readAt: number }, now: number): string =>
  new Date((dayNumber(known.today) + chinaDay(now) - chinaDay(known.readAt)) * DAY_MS).toISOString().slice(0, 10);

/** How many days lie between; an act may be dated back only so many as the pack says. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
