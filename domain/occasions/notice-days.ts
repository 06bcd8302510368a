import { addDays, dayOf, maxDay } from '../calendar/day';
import { addWorkdays, nextWorkday, unknownYear } from '../calendar/workdays';
import type { Fact } from '../case/fact';
import type { MachineState } from '../case/state';
import type { Statute } from '../law/statute';
import type { Entry, OccasionBook } from './tell';

/** The days of a notice: until when each entry hangs, and what moves its end. A sheet posted before a switch was given keeps to the law of its time. */

const isSwitchedOn = (statute: Statute, key: string): boolean => statute.figures[key]?.value === true;

/** Does the sheet hear what becomes of the cases on it, and wait for one that is held? */
export const follows = (statute: Statute): boolean => isSwitchedOn(statute, 'notice.followsCases');

export const over = (entry: Entry): boolean => ['refused', 'completed', 'removed'].includes(entry.status);

const lawful = (state: MachineState<OccasionBook>, statute: Statute, postedOn: string) => {
  const { end, provisional } = addWorkdays(statute.calendar, postedOn, Number(state.book.detail.workingDays), {});
  const year = isSwitchedOn(statute, 'notice.knownYears') ? unknownYear(statute.calendar, postedOn, end) : undefined;
  return { end, provisional, year };
};

/** A minimum never ends early: while a year of its days is unknown, the end is only "not before". */
const awaitYear = (entry: Entry, year: string | undefined): void => {
  if (year) entry.unknownYear = year;
  else delete entry.unknownYear;
};

export const restart = (state: MachineState<OccasionBook>, statute: Statute, entry: Entry, on: string): void => {
  const { end, provisional, year } = lawful(state, statute, on);
  Object.assign(entry, { postedOn: on, end, provisional });
  awaitYear(entry, year);
  delete entry.waits;
  delete entry.notBefore;
};

/** A new year's holidays: the end may move later, never earlier. */
export const recount = (state: MachineState<OccasionBook>, statute: Statute): void => {
  for (const entry of Object.values(state.book.entries)) {
    if (over(entry) || !entry.postedOn || !entry.end) continue;
    const next = lawful(state, statute, entry.postedOn);
    Object.assign(entry, { end: maxDay(entry.end, next.end), provisional: next.provisional });
    awaitYear(entry, next.year);
  }
};

/** Its case goes on: the notice ends on its last day as it was, or on the next working day. */
export const goOn = (entry: Entry, on: string, statute: Statute): void => {
  if (entry.waits) delete entry.refusal;
  delete entry.waits;
  if (entry.end && on > entry.end) entry.notBefore = nextWorkday(statute.calendar, addDays(on, 1)).end;
};

/** Its days are over, and the case is asked to take note. */
export const asked = (entry: Entry): void => {
  entry.status = 'pending';
  delete entry.wentOn;
};

/** The case is held: the notice hangs on until it hears that the case goes on, which may have come in first. */
export const waitFor = (entry: Entry, statute: Statute): void => {
  entry.status = 'told';
  if (entry.wentOn) goOn(entry, entry.wentOn, statute);
  else entry.waits = true;
};

/** Ended by what the person wanted, not by a body's refusal: the words are those of `NAME_TAKEN_DOWN`. */
export const takenDown = (entry: Entry): void => {
  entry.status = 'refused';
  entry.refusal = 'taken-down';
  delete entry.waits;
};

/** What becomes of an entry by the ruling on its last objection. One dated back has been known since it was recorded. */
export const settled = (entry: Entry, fact: Fact & { readonly body: { ruling: string } }, statute: Statute): void => {
  if (fact.body.ruling !== 'go-on') entry.status = 'removed';
  else if (entry.down) entry.status = 'refused';
  else {
    entry.status = 'told';
    if (follows(statute)) goOn(entry, maxDay(fact.on, dayOf(fact.at)), statute);
  }
};
