import type { Fact } from '../../case/fact';
import { closeStep, openStep } from '../../case/moves';
import { isOpen, type MachineState } from '../../case/state';
import type { Statute } from '../../law/statute';
import type { InvestigationBook, Joined } from './book';

type State = MachineState<InvestigationBook>;

/** A complainant who is owed an answer on acceptance; without an id: of the complaint by which this was opened. */
export interface Owed {
  readonly complaint?: string;
  readonly receivedOn: string;
}

export const owedIn = ({ named, answeredOn, receivedOn, firstReceivedOn, joined = [] }: InvestigationBook): Owed[] => [
  ...(named && !answeredOn ? [{ receivedOn: firstReceivedOn ?? receivedOn }] : []),
  ...joined.filter((one) => one.named && !one.answeredOn).map(({ id, receivedOn: day }) => ({ complaint: id, receivedOn: day })),
];

/** Whom an answer is for: whom it names; else who was first, else the only one left. Undefined where nobody can be told apart. */
export const answeredBy = (book: InvestigationBook, complaint: string | undefined): Owed | undefined => {
  const owed = owedIn(book);
  if (complaint !== undefined) return owed.find((one) => one.complaint === complaint);
  return owed.find((one) => one.complaint === undefined) ?? (owed.length === 1 ? owed[0] : undefined);
};

/** The step of the answer stands open while one is owed, due by the complaint that came first of those. */
export const keepAnswers = (state: State, statute: Statute, fact: Fact): void => {
  const { book } = state;
  const [oldest] = owedIn(book)
    .map(({ receivedOn }) => receivedOn)
    .sort();
  if (oldest === undefined) {
    closeStep(state, statute, 'IA', fact);
    return;
  }
  if (oldest === book.receivedOn && isOpen(state, 'IA')) return;
  book.firstReceivedOn ??= book.receivedOn;
  book.receivedOn = oldest;
  openStep(state, 'IA', fact);
};

/** The other investigation has given way: from now on its complaints are examined here. */
export const joinIn = (state: State, statute: Statute, fact: Fact, complaints: readonly Joined[]): void => {
  state.book.joined = [...(state.book.joined ?? []), ...complaints];
  if (owedIn(state.book).length > 0) keepAnswers(state, statute, fact);
};
