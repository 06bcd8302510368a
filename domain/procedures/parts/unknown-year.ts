import type { Day } from '../../calendar/day';
import { unknownYear } from '../../calendar/workdays';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, type Statute } from '../../law/statute';

/** A minimum in working days is over only in years whose national holiday notice is known: counted Monday to Friday it could end early. */
export const yearUnknown = (statute: Statute, from: Day, last: Day, figure: string): Refusal | undefined => {
  const year = unknownYear(statute.calendar, from, last);
  return year
    ? refuse(
        'year-unknown',
        `期限跨入 ${year} 年, 该年放假通知尚未录入, 还不能算届满`,
        `The period runs into ${year}, whose holiday notice is not entered: it cannot be said to be over`,
        [
          '请系统管理员录入放假通知; 已录入而本案仍用旧日历的, 由团委改用新规则 (adoptPack)',
          'Let a system administrator enter it; if the case has kept its old calendar, the committee adopts a newer law (adoptPack)',
        ],
        { clause: clauseOf(statute, figure), pointer: '/on' },
      )
    : undefined;
};
