import type { Fact } from '../case/fact';
import { end } from '../case/moves';
import type { Happening } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { askTelling, type Telling } from '../case/telling';
import type { Statute } from '../law/statute';

export { BATCH, type Telling } from '../case/telling';

/** One case on an occasion: what it was told last and how it answered. A refusal of the case is the occasion's record, not its failure. */
export interface Entry {
  /** `given-up`: voted on, and the case could take the vote no more. */
  status: 'pending' | 'told' | 'refused' | 'held' | 'completed' | 'removed' | 'absent' | 'voted' | 'given-up';
  refusal?: string;
  /** Notice: counted from here, ends there. */
  postedOn?: string;
  end?: string;
  provisional?: boolean;
  /** Notice: a year of its days whose national holiday notice is not entered; it does not end before it is. */
  unknownYear?: string;
  /** Notice: its days are over, and its case is held. */
  waits?: true;
  /** Notice: the day on which its case went on, told while the notice was asking it. */
  wentOn?: string;
  /** Notice: it ends on this day at the earliest, since the case went on after the last of its days. */
  notBefore?: string;
  /** Notice: the name came down in the middle. */
  down?: true;
  /** Objections that wait for their ruling; for nobody's eyes but the inspector's. */
  objections?: {
    waiting: string[];
    /** Beyond the hundredth they are only counted. */
    more: number;
    /** Ruled on last: waits again when the case cannot follow the ruling. */
    ruled?: string;
  };
  /** Meeting: the day of the vote. Votes of the time before that day was kept are told under the day of the minutes. */
  votedOn?: string;
  /** Meeting: what was counted. */
  counts?: Record<string, number>;
  /** Worth a look in the minutes, never blocking. */
  warnings?: string[];
  /** Meeting: the booth that counted them, and the digest of its proof as the log has it. */
  booth?: string;
  proof?: string;
}

export interface OccasionBook {
  kind: string;
  entries: Record<string, Entry>;
  detail: Record<string, unknown>;
}

/** Asks the worker to speak to cases, by Update, one after the other. */
export const tell = (state: MachineState<OccasionBook>, fact: Fact, command: string, rows: Telling['rows'], on = fact.on): void => {
  const speaker = {
    actor: fact.actor ?? (state.book.detail.actor as Fact['actor']),
    recorder: fact.recorder ?? (state.book.detail.recorder as Fact['recorder']),
  };
  const late = fact.late ?? (state.book.detail.late as boolean | undefined);
  const papers = fact.papers.length > 0 ? fact.papers : ((state.book.detail.papers as Fact['papers'] | undefined) ?? []);
  askTelling(state, fact.seq, { command, on, ...speaker, papers, ...(late ? { late: true } : {}), rows });
};

/** Who opened the occasion speaks for it later, when only the clock does. */
export const rememberSpeaker = (state: MachineState<OccasionBook>, fact: Fact): void => {
  state.book.detail = { ...state.book.detail, actor: fact.actor, recorder: fact.recorder, papers: fact.papers };
};

export const newOccasionBook = (): OccasionBook => ({ kind: '', entries: {}, detail: {} });

/** Own entries only: `__proto__` is no case. */
export const entryOf = (state: MachineState<OccasionBook>, id: string): Entry | undefined =>
  Object.hasOwn(state.book.entries, id) ? state.book.entries[id] : undefined;

export const unknownEntry = (state: MachineState<OccasionBook>, id: string, pointer = '/body/case') =>
  entryOf(state, id)
    ? undefined
    : refuse('not-on-it', '该案不在此次公示、会议或批次中', 'The case is not part of this occasion', ['核对名单', 'Check the list'], {
        pointer,
      });

/** The refusal of a vote on somebody whose turn it is not. */
export const outOfTurn = (clause: string): Refusal =>
  refuse(
    'out-of-step',
    '本案在该日还没有到这次表决, 或已暂停、结束',
    'On that day the case does not stand at this vote, is held, or is over',
    ['先办完前面的环节, 再在其后的日期表决', 'Finish the steps before it, and vote on a later day'],
    { pointer: '/body/case', clause },
  );

/** Nobody stands on an occasion twice. */
export const listedTwice = (cases: readonly string[], pointer = '/body/cases'): Refusal | undefined =>
  new Set(cases).size === cases.length
    ? undefined
    : refuse('duplicate', '同一案列了两次', 'A case is listed twice', ['删去重复', 'Leave out the repeated one'], { pointer });

/** What the minutes tell: each case that was voted on, its counts, under the day of its vote. */
export const votedRows = ({ entries }: OccasionBook, more: Readonly<Record<string, unknown>> = {}): Telling['rows'] =>
  Object.entries(entries).flatMap(([id, entry]) =>
    entry.status === 'voted' && entry.counts
      ? [{ case: id, body: { ...entry.counts, ...more }, ...(entry.votedOn ? { on: entry.votedOn } : {}) }]
      : [],
  );

/** The minutes close a meeting: each case that was voted on is told its counts; who was not stays where he was. */
export const closeAndTell = (
  state: MachineState<OccasionBook>,
  fact: Fact,
  command: string,
  more: Readonly<Record<string, unknown>> = {},
): void => {
  for (const id of (fact.body.without as string[] | undefined) ?? []) {
    const entry = entryOf(state, id);
    if (entry?.status === 'voted') entry.status = 'given-up';
  }
  const rows = votedRows(state.book, more);
  state.book.detail = { ...state.book.detail, closed: true };
  if (rows.length === 0) end(state, 'completed', fact.on);
  else tell(state, fact, command, rows);
};

/** A meeting or a ceremony is over when every case has been told. */
export const endWhenTold = (state: MachineState<OccasionBook>, fact: Fact): void => {
  if (state.asks.length === 0) end(state, 'completed', fact.on);
};

/** The answer to `tellCases`: one fact for a batch. `done` decides what an accepted telling means for the entry. */
export const casesTold = (
  done: (state: MachineState<OccasionBook>, entry: Entry, command: string, fact: Fact, statute: Statute) => void,
  settled: (state: MachineState<OccasionBook>, fact: Fact) => void,
  refused: (entry: Entry, command: string, code: string | undefined, statute: Statute) => void = (entry) => {
    entry.status = 'refused';
  },
): Happening<OccasionBook> => ({
  kind: 'casesTold',
  title: { zh: '已逐案送达', en: 'The cases were told' },
  apply: (state, fact, statute) => {
    state.asks = state.asks.filter((one) => one.key !== fact.body.key);
    for (const result of (Array.isArray(fact.body.results) ? fact.body.results : []) as ({
      case: string;
      ok: boolean;
      code?: string;
    } | null)[]) {
      if (!result) continue;
      const entry = entryOf(state, result.case);
      if (!entry) continue;
      if (result.ok) {
        delete entry.refusal;
        done(state, entry, String(fact.body.command), fact, statute);
      } else {
        refused(entry, String(fact.body.command), result.code, statute);
        if (result.code !== undefined) entry.refusal = result.code;
      }
    }
    settled(state, fact);
  },
});
