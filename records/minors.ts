import { ageOn } from '../domain/calendar/day';
import type { Client } from './lookup';

/** Full years at which one is no minor any more (Civil Code 17; Law on the Protection of Minors 2): from then on nobody has a guardian to be told. */
const OF_AGE = 18;

export const isMinorOn = (birth: string, on: string): boolean => ageOn(birth, on) < OF_AGE;

/** Whether whom a case is about is a minor on that day; the birth date stays here. */
export const isMinor = async (client: Client, person: string, on: string): Promise<boolean> => {
  const { rows } = await client.query<{ birth: string }>('SELECT birth FROM person WHERE id = $1', [person]);
  return rows[0] !== undefined && isMinorOn(rows[0].birth, on);
};
