import { type Day, endOf } from '../calendar/day';
import type { Fact } from '../case/fact';
import { fold, lawOf } from '../case/fold';
import type { Procedure } from '../case/procedure';
import type { MachineState } from '../case/state';
import { SYSTEM } from '../case/telling';
import type { Statute } from '../law/statute';
import { momentOf } from './age';

/** How a case stood at the end of a day, as its facts have it. */
export interface Stood {
  readonly state: MachineState;
  readonly statute: Statute;
  /** Day of the newest thing that anybody had done in the case. */
  readonly doneOn: Day;
}

/** What the clock or the system noted, and an urging, is nothing that anybody did. */
const isDeed = ({ actor, kind }: Fact): boolean => actor !== undefined && actor.id !== SYSTEM.id && kind !== 'urged';

/**
 * The case as it stood at 24:00 of each of the days (in their order), from its whole ledger. A day before its first fact has no entry; a case that had
 * ended by then is there as ended.
 */
export const stoodOn = (
  procedure: Procedure,
  origin: MachineState,
  facts: readonly Fact[],
  law: (hash: string) => Statute,
  days: readonly Day[],
): Map<Day, Stood> => {
  const found = new Map<Day, Stood>();
  let stood: Stood | undefined;
  let next = 0;
  const passTo = (moment: number): void => {
    for (let day = days[next]; day !== undefined && endOf(day) / 1000 <= moment; day = days[next]) {
      if (stood) found.set(day, stood);
      next += 1;
    }
  };
  for (const fact of facts) {
    passTo(momentOf(fact));
    const statute = law(lawOf(fact, stood?.statute.hash ?? origin.statute));
    const doneOn = stood?.doneOn ?? origin.openedOn;
    stood = {
      state: fold(procedure, stood?.state ?? origin, fact, statute),
      statute,
      doneOn: isDeed(fact) && fact.on > doneOn ? fact.on : doneOn,
    };
  }
  passTo(Number.POSITIVE_INFINITY);
  return found;
};
