import { ageOn } from '../domain/calendar/day';
import { consentsActs } from '../domain/case/common/consents';
import type { Client } from './lookup';
import type { CaseAt } from './places';

/** Full years at which one is no minor any more (Civil Code 17; Law on the Protection of Minors 2): from then on nobody has a guardian to be told. */
export const OF_AGE = 18;

/** The procedure that a guardian is told of. A candidate, for one, reads nothing of the own case, and so does nobody at home. */
export const TOLD = 'admission';

/** Who tells a guardian, and so is shown that there is one. */
export const TELLS_GUARDIANS: readonly string[] = consentsActs.informGuardian.seats;

export const isMinorOn = (birth: string, on: string): boolean => ageOn(birth, on) < OF_AGE;

/** Whether whom a case is about is a minor on that day; the birth date stays here. */
const isMinor = async (client: Client, person: string, on: string): Promise<boolean> => {
  const { rows } = await client.query<{ birth: string }>('SELECT birth FROM person WHERE id = $1', [person]);
  return rows[0] !== undefined && isMinorOn(rows[0].birth, on);
};

/** Whether there is a guardian to be told of the case on that day: of a minor's open application, and of nothing else. */
export const hasGuardian = async (client: Client, { procedure, state, place }: CaseAt, on: string): Promise<boolean> =>
  procedure === TOLD && state.phase !== 'ended' && place.subjectId !== undefined && (await isMinor(client, place.subjectId, on));
