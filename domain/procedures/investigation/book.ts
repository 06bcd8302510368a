import type { PaperRef, Party } from '../../case/command';

/** How an investigation ends. `minor`: something is there, but it does not stand in the way; `not-checkable`: nobody could look into it. */
export const CONCLUSIONS = ['unfounded', 'minor', 'founded'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** A complaint that another investigation was opened for, or an objection with a name that came later; examined here. */
export interface Joined {
  id: string;
  receivedOn: string;
  named: boolean;
  answeredOn?: string | undefined;
}

/** Complaints of one investigation: the list is part of every state that is sent. */
export const JOINED_MOST = 100;

/**
 * What an investigation keeps: reference, pair, dates, conclusion and letter number, nothing else. What was found lies in the inspection office's own
 * system; the one paper is the written finding that the examined case asks for.
 */
export interface InvestigationBook {
  /** A verdict that suspends, an objection to a person on notice, a complaint. */
  cause: 'verdict' | 'objection' | 'complaint';
  /** Day on which it reached the office; the answer to the complainant counts from it: of several that are owed one, from the oldest. */
  receivedOn: string;
  /** The day of the first complaint, where another one's is counted from. */
  firstReceivedOn?: string;
  /** Complaints about the same matter that were joined to it. */
  joined?: Joined[];
  /** Asked to give way, not yet answered. */
  joining?: { investigation: string; complaints: Joined[] };
  /** Its complaints are examined there. */
  joinedInto?: string;
  /** Of an objection: the notice on which it is settled. */
  notice?: string;
  /** Of an objection with a name: which one it began with. Not known of investigations of earlier releases. */
  objection?: string;
  /** The complainant gave a name and is owed an answer; named in `Step.when`. */
  named: boolean;
  reference?: string;
  pair: string[];
  /** The examined case is paused by it. */
  holds: boolean;
  answeredOn?: string;
  conclusion?: {
    result: Conclusion | 'not-checkable';
    on: string;
    letter?: string;
    backTo?: string;
    /** Who concluded speaks to the case, also when it has to be told twice. */
    actor?: Party;
    papers?: PaperRef[];
  };
  /** How the case, or the notice, answered last. */
  told?: { command: string; ok: boolean; code?: string };
  /** Founded, but the post is filled or the member admitted: what the case can no longer do the approving body does (撤销). */
  annulment?: true;
  /** Whom the examined case is about: no office of theirs opens this. */
  recused: string[];
}

export const newInvestigationBook = (): InvestigationBook => ({
  cause: 'complaint',
  receivedOn: '',
  named: false,
  pair: [],
  holds: false,
  recused: [],
});
