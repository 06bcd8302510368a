import { birthdayAt } from '../domain/calendar/day';
import { type Refusal, refuse } from '../domain/case/refusal';
import { packs } from '../domain/procedures';
import type { League } from './league-days';
import type { PersonInput } from './person-input';

/** The base pack's lower bound in full years; an overlay may only raise it. */
const fromYears = (): number => Number(packs.admission?.figures['admission.ageMin']?.value);

const impossible = (zh: string, en: string, remedy: [string, string], clause?: string): Refusal =>
  refuse('impossible-membership', zh, en, remedy, { pointer: '/memberSince', ...(clause ? { clause } : {}) });

/**
 * A day from which somebody is a member has come, and lies on or after the birthday from which one may apply: whoever calls a roll counts by it. Asked where
 * that day or the birth is entered; what else is corrected in an old record is not held up.
 */
export const neverJoined = (input: Partial<PersonInput>, now: League, birth: string | undefined, today: string): Refusal | undefined => {
  const since = input.memberSince === undefined ? now.memberSince : input.memberSince;
  if (since === null || (input.memberSince === undefined && input.birth === undefined && input.idNumber === undefined)) return undefined;
  if (typeof input.memberSince === 'string' && (input.league ?? now.league) === 'none')
    return impossible('填写了入团日期, 团籍却是“非团员”', 'A day of joining is given, but the person is no member', [
      '同时把团籍改为 member 或 left, 或不填入团日期',
      'Set league to member or left as well, or leave the day out',
    ]);
  if (since > today)
    return impossible(`入团日期 ${since} 还没有到`, `The day of joining, ${since}, has not come yet`, [
      `填写不晚于 ${today} 的日期`,
      `Give a day not after ${today}`,
    ]);
  const first = birth && birthdayAt(birth, fromYears());
  if (first && since < first)
    return impossible(
      `入团日期 ${since} 早于 ${fromYears()} 周岁生日 (${first})`,
      `The day of joining, ${since}, lies before the birthday on which one may apply, ${first}`,
      ['核对出生日期和入团日期', 'Check the birth date and the day of joining'],
      'charter.age',
    );
  return undefined;
};
