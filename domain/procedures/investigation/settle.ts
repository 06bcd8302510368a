import type { PaperRef, Party } from '../../case/command';
import type { Fact } from '../../case/fact';
import { closeStep } from '../../case/moves';
import type { MachineState } from '../../case/state';
import { askTelling } from '../../case/telling';
import type { Statute } from '../../law/statute';
import type { InvestigationBook } from './book';
import { joinIn } from './joining';

type State = MachineState<InvestigationBook>;
type When = Parameters<typeof closeStep>[3];

const tell = (
  state: State,
  when: When,
  what: { readonly case: string; readonly command: string; readonly body: Record<string, unknown> },
  actor: Party | undefined,
  papers: readonly PaperRef[] = [],
): void =>
  askTelling(state, when.seq, {
    command: what.command,
    on: when.on,
    actor,
    recorder: actor,
    papers: [...papers],
    rows: [{ case: what.case, body: what.body }],
  });

/** Asks the examined case to pause, in the name of the inspector who decided it. */
export const tellHold = (state: State, fact: When): void => {
  if (!state.parent) return;
  state.book.holds = true;
  tell(state, fact, { case: state.parent.id, command: 'holdForInvestigation', body: {} }, fact.actor);
};

/** What the conclusion means for the case: an objection is settled by its notice, everything else in the case itself. */
const settlement = ({ book, parent }: State, lifts: boolean) => {
  const target = parent?.id ?? '';
  const { result, backTo } = book.conclusion ?? {};
  const founded = result === 'founded' && !lifts;
  if (book.notice)
    return {
      case: book.notice,
      command: 'settleObjections',
      body: { case: target, ruling: founded ? 'end' : backTo ? 'go-back' : 'go-on' },
    };
  return {
    case: target,
    command: 'settleInvestigation',
    body: {
      result: founded ? 'founded' : 'cleared',
      ...(backTo ? { backTo } : {}),
      ...(book.cause === 'verdict' ? { ofVerdict: true } : {}),
    },
  };
};

/** Concluded. A case that is held hears it first: until it has answered, the investigation is not over. */
export const conclude = (state: State, statute: Statute, when: When, lifts = false): void => {
  const { conclusion } = state.book;
  if (state.parent && state.book.holds) tell(state, when, settlement(state, lifts), conclusion?.actor, conclusion?.papers);
  else closeStep(state, statute, 'I3', when);
};

/** The case needs no settlement any more: it has ended, or was settled by an inspector in person. */
const OVER = ['case-ended', 'nothing-held', 'not-found', 'not-on-it'];

/** How the case answered. A conclusion that it cannot follow is taken back, and the pair concludes again; one that comes after the appointment only lets it go on. */
export const heard = (state: State, statute: Statute, when: Fact): void => {
  const { book } = state;
  const results = (Array.isArray(when.body.results) ? when.body.results : []) as ({ ok?: boolean; code?: string } | null)[];
  const command = String(when.body.command);
  const ok = results[0]?.ok === true;
  const code = results[0]?.code;
  book.told = { command, ok, ...(code ? { code } : {}) };
  if (command === 'giveWay') {
    const { joining } = book;
    delete book.joining;
    if (ok && joining) joinIn(state, statute, when, joining.complaints);
    return;
  }
  if (command === 'holdForInvestigation') {
    if (!ok) book.holds = false;
    return;
  }
  if (!book.conclusion) return;
  if (ok || (code && OVER.includes(code))) {
    book.holds = false;
    closeStep(state, statute, 'I3', when);
  } else if (code === 'already-approved' && !book.annulment) {
    book.annulment = true;
    delete book.conclusion.backTo;
    conclude(state, statute, when, true);
  } else delete book.conclusion;
};
