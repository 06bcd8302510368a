/** Who holds the keys of a booth, and its law as far as no table can say it. */
import { addDays } from '../calendar/day';
import { type Refusal, refuse } from '../case/refusal';

/** Any two of three open the box. The envelope is sealed and kept with the minutes; a second scrutineer serves where no inspector is at hand. */
export const KEY_ROLES = ['inspector', 'scrutineer', 'second-scrutineer', 'envelope'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];
/** Keys of one booth, in the order in which papers are sealed to them. */
const KEYS = 3;

export const LEVELS = ['room', 'remote'] as const;
export type Level = (typeof LEVELS)[number];

export interface Holder {
  readonly role: KeyRole;
  readonly holder: string;
}

/** The order in which papers are sealed: that of the roles. */
export const inKeyOrder = <T extends { readonly role: string }>(keys: readonly T[]): T[] =>
  [...keys].sort((a, b) => KEY_ROLES.indexOf(a.role as KeyRole) - KEY_ROLES.indexOf(b.role as KeyRole));

/** Three roles, three people: nobody opens the box alone, and nobody who stands opens it at all. */
export const faultOfHolders = (holders: readonly Holder[], standing: readonly string[]): Refusal | undefined => {
  const fault = (pointer: string, code: string, zh: string, en: string): Refusal =>
    refuse(code, zh, en, ['重新指定三位持钥人', 'Name three key holders'], { pointer, clause: 'project.booth' });
  if (holders.length !== KEYS || new Set(holders.map(({ role }) => role)).size !== KEYS)
    return fault('/holders', 'three-keys', '票箱钥匙恰好三把, 分属三种身份', 'Exactly three keys, of three different roles');
  if (new Set(holders.map(({ holder }) => holder)).size !== KEYS)
    return fault('/holders', 'one-holder', '一人只能持有一把钥匙', 'Nobody holds two keys');
  const stands = holders.findIndex(({ holder }) => standing.includes(holder));
  return stands >= 0
    ? fault(`/holders/${stands}/holder`, 'teller-is-candidate', '候选人不得持有钥匙', 'A candidate cannot hold a key')
    : undefined;
};

/**
 * Where others vote by codes in the same box, what lies in it tells by which way a paper came: among a few who drew, two keys and a look into the
 * open box tell whose it is. So enough draw, or nobody.
 */
export const tooFewDraw = (drawing: number, least: number): boolean => drawing > 0 && drawing < least;

/** First day on which sealed papers may be destroyed: when the objection period is over. */
export const destroyFrom = (closedOn: string, objectionDays: number): string => addDays(closedOn, objectionDays + 1);
