import { type Refusal, refuse } from '../domain/case/refusal';
import type { PersonInput } from './person-input';

/** What a record says of somebody's membership. */
export interface League {
  readonly league: string;
  readonly memberSince: string | null;
  readonly leftOn: string | null;
  readonly rightsLostSince: string | null;
  readonly rightsLostUntil: string | null;
}

/** Of a record that is only being opened. */
export const NO_LEAGUE: League = { league: 'none', memberSince: null, leftOn: null, rightsLostSince: null, rightsLostUntil: null };

type Days = Pick<PersonInput, 'leftOn' | 'rightsLostSince'>;

const reversed = (pointer: string, zh: string, en: string): Refusal =>
  refuse('days-reversed', zh, en, ['核对两个日期', 'Check both days'], { pointer });

const emptied = (day: string | null): null | undefined => (day === null ? undefined : null);

/** The first day of a punishment: said, or today when it is registered anew. One that is only prolonged keeps its own; of one long over nothing is known. */
const lostSince = (input: Partial<PersonInput>, now: League, today: string): string | null | undefined | Refusal => {
  const until = input.rightsLostUntil === undefined ? now.rightsLostUntil : input.rightsLostUntil;
  if (until === null)
    return typeof input.rightsLostSince === 'string'
      ? refuse(
          'punishment-missing',
          '填写了留团察看起始日, 未填写截止日',
          'The first day of a punishment is given without its last',
          ['同时填写截止日 rightsLostUntil', 'Give rightsLostUntil as well'],
          { pointer: '/rightsLostSince' },
        )
      : emptied(now.rightsLostSince);
  if (input.rightsLostSince !== undefined)
    return input.rightsLostSince !== null && input.rightsLostSince > until
      ? reversed('/rightsLostSince', '留团察看的起始日晚于截止日', 'The punishment begins after its last day')
      : input.rightsLostSince;
  if (input.rightsLostUntil === undefined || (now.rightsLostUntil !== null && now.rightsLostUntil >= today)) {
    return now.rightsLostSince !== null && now.rightsLostSince > until
      ? reversed('/rightsLostUntil', '留团察看的截止日早于起始日', 'The punishment ends before its first day')
      : undefined;
  }
  return now === NO_LEAGUE || until < today ? null : today;
};

/** The day from which somebody is a member no longer: said, or today for whoever was one until now. */
const gone = (input: Partial<PersonInput>, now: League, today: string): string | null | undefined | Refusal => {
  const league = input.league ?? now.league;
  if (league !== 'left')
    return typeof input.leftOn === 'string'
      ? refuse(
          'not-left',
          '填写了离团日期, 团籍却不是“已离团”',
          'A day of leaving is given, but the person has not left',
          ['同时把团籍改为 left', 'Set league to left as well'],
          { pointer: '/leftOn' },
        )
      : emptied(now.leftOn);
  if (typeof input.leftOn === 'string' && input.leftOn > today)
    return refuse(
      'future-leaving',
      `离团日期 ${input.leftOn} 还没有到`,
      `The day of leaving, ${input.leftOn}, has not come yet`,
      [`填写不晚于 ${today} 的日期, 到期后再登记`, `Give a day not after ${today}, or enter it once it has come`],
      { pointer: '/leftOn' },
    );
  const since = input.memberSince === undefined ? now.memberSince : input.memberSince;
  const day = input.leftOn === undefined && now.league === 'member' ? today : input.leftOn;
  return typeof day === 'string' && since !== null && since !== undefined && day < since
    ? reversed('/leftOn', '离团日期早于入团日期', 'The person left before having joined')
    : day;
};

/**
 * Since when rights are lost and on which day somebody left, as they follow from what is entered: a vote is judged by the rights of its own day, though its
 * minutes are closed after a punishment. What nobody knows stays empty, which counts as always.
 */
export const leagueSettled = (input: Partial<PersonInput>, now: League, today: string): Days | Refusal => {
  const since = lostSince(input, now, today);
  if (typeof since === 'object' && since !== null) return since;
  const left = gone(input, now, today);
  if (typeof left === 'object' && left !== null) return left;
  return { ...(since === undefined ? {} : { rightsLostSince: since }), ...(left === undefined ? {} : { leftOn: left }) };
};
