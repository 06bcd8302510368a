import type { Day } from '../../calendar/day';
import { ask } from '../../case/moves';
import type { Statute } from '../../law/statute';
import { endOfNotice, noticeActsOf } from '../parts/notice';
import type { AdmissionBook } from './book';

export const NOTICE_FIGURES = { least: 'admission.publicityMin', countPostingDay: 'admission.countPostingDay' } as const;

/** End of the notice by the admission's own law. */
export const noticeEnd = (statute: Statute, postedOn: Day) => endOfNotice(statute, postedOn, NOTICE_FIGURES);

export const noticeActs = noticeActsOf<AdmissionBook>({
  ...NOTICE_FIGURES,
  back: 'A6',
  approval: 'admission.approval',
  release: (state, why) => {
    if (state.book.place) ask(state, 'releasePlace', { why, round: state.book.place.round });
  },
});
