import type { MachineState } from '../domain/case/state';
import { votedElsewhere } from '../domain/case/untold';
import { attendance, CEREMONY_TELLS } from '../domain/occasions/ceremony';
import { DECISION_TELLS } from '../domain/occasions/decision';
import { joinedIn } from '../domain/occasions/joint';
import { tellingOf, toldBeside } from '../domain/occasions/meeting';
import { type OccasionBook, votedRows } from '../domain/occasions/tell';
import { type Foretold, foreseeTelling, type LookUp, type Words } from './foresee';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idAt, idsAt } from './lookup-ids';
import { untoldAmong, untoldVote, votedBefore } from './untold';

type Meeting = MachineState<OccasionBook>;

/** Does the body that meets still have the case before it: as a branch, or as a committee? */
const isOurs =
  (meeting: Meeting, committee: boolean): Words['isOurs'] =>
  ({ unit, committee: above }) =>
    committee ? above === meeting.committee : (joinedIn(meeting) ?? [meeting.unit]).includes(unit);

/** What a refusal says of itself in the command that rests on it. */
const said = ({ case: id, code, text, remedy, clause, pointer }: Foretold): Foretold => ({
  case: id,
  code,
  text,
  remedy,
  ...(clause ? { clause } : {}),
  ...(pointer ? { pointer } : {}),
});

/** How the cases would answer these minutes; one on which another meeting has voted before is not told by this one. */
const minutes =
  (words: (meeting: Meeting) => Words, lookUp: LookUp): Lookup =>
  async (pool, state, asked, vault) => {
    const meeting = state as Meeting;
    const before = (await votedBefore(pool, meeting)).map(({ case: id, ...untold }) => ({
      ...votedElsewhere(untold, '/body/without', 'admission.meeting'),
      case: id,
    }));
    const told = words(meeting);
    const rows = told.rows.filter((row) => !before.some((one) => one.case === row.case));
    const refused = await foreseeTelling(pool, vault, state, asked, { ...told, rows }, lookUp);
    return { refuses: [...before, ...refused].map(said) };
  };

/** Of the ceremony: whom it would reach. */
const ceremony =
  (lookUp: LookUp): Lookup =>
  async (pool, state, asked, vault) => {
    const { book } = state as Meeting;
    const told = { command: CEREMONY_TELLS, rows: attendance(book, idsAt(asked.body, 'attended')), isOurs: () => true };
    return { refuses: (await foreseeTelling(pool, vault, state, asked, told, lookUp)).map(said) };
  };

/** Looks up what the minutes of a meeting, or a ceremony, rest on; `lookUp`: what each case's own act rests on. */
export const closings = (lookUp: LookUp): Readonly<Record<string, Lookup>> => ({
  closeMeeting: minutes(
    (meeting) => ({
      command: tellingOf(meeting.book.kind),
      rows: votedRows(meeting.book, toldBeside(meeting)),
      isOurs: isOurs(meeting, meeting.book.kind === 'approval'),
    }),
    lookUp,
  ),
  closeDecision: minutes((meeting) => ({ command: DECISION_TELLS, rows: votedRows(meeting.book), isOurs: isOurs(meeting, true) }), lookUp),
  holdCeremony: ceremony(lookUp),
});

/** Whether a meeting of this kind has voted on one of the cases that are put on another. */
export const convenedAgain =
  (procedure: string, besides?: Lookup): Lookup =>
  async (pool, state, asked, vault) => {
    const kind = procedure === 'decision' ? 'decision' : idAt(asked.body, 'kind');
    const untold = await untoldAmong(pool, idsAt(asked.body, 'cases'), procedure, kind);
    return { ...(besides ? await besides(pool, state, asked, vault) : {}), ...(untold ? { untold } : {}) };
  };

/** Whether a vote on the case waits for its minutes; of what would send it away or back. */
export const untoldOf = async (pool: Client, state: MachineState): Promise<Found> => {
  const untold = await untoldVote(pool, state.id);
  return untold ? { untold } : {};
};

/** The same, of a vote that is recorded at this meeting. */
export const untoldBesides = async (pool: Client, meeting: MachineState, { body }: Asked): Promise<Found> => {
  const untold = await untoldVote(pool, idAt(body, 'case'), meeting.id);
  return untold ? { untold } : {};
};
