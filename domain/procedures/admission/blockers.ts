import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import type { Statute } from '../../law/statute';
import { consentMissing } from '../parts/consent';
import { noticeLost } from '../parts/notice';
import { cultivated, cultivatedForReview } from './acts-cultivation';
import { NOTICE_FIGURES } from './acts-notice';
import type { AdmissionBook } from './book';
import { unconfirmed } from './irregular';

const SHORT: Readonly<Record<string, readonly [string, string]>> = {
  'no-place': ['发展指标已用完, 按开始等待的先后排队', 'No place is left; the case waits in its order'],
  'not-first-in-line': ['有空余指标, 应先给排在前面的案件', 'Places are free, but for cases that wait before this one'],
  'no-quota-line': ['本单位今年还没有下达指标', 'No quota has been handed down this year'],
  'no-number': ['发展团员编号已用完', 'No development number is left'],
  'number-taken': ['志愿书上的编号已被使用或属于别的单位', 'The number on the form is taken, or another unit’s'],
  'booklet-taken': ['志愿书的印刷编号已被使用或属于别的单位', 'The booklet is taken, or another unit’s'],
  'no-booklet': ['入团志愿书已用完', 'No booklet is left'],
  taken: ['填写的团员证编号已被使用或作废', 'The certificate number that was given is taken, or void'],
  'other-range': ['填写的团员证编号属于别的单位', 'The certificate number that was given is another unit’s'],
  'no-certificate': ['团员证已用完', 'No certificate is left'],
};

/** What is short holds up one step: a place the pre-review, a number the form or the archive, a certificate the archive. */
const holdsUp = ({ book }: MachineState<AdmissionBook>, step: string): boolean =>
  !book.place ? step === 'A7' : step === 'A15' || (!book.number && step === 'A10');

/** Nobody moves on by himself: what is short is asked for once more, by whom and with which act. */
const wayOut = ({ book }: MachineState<AdmissionBook>): readonly [string, string] => {
  if (book.place && book.number)
    return [
      '领到新的团员证, 或核对编号后, 重新提交 archive',
      'When new certificates have come, or the number is right, give archive again',
    ];
  if (book.place)
    return ['领到新的编号后, 由团委组织干事提交 requestNumber', 'When new numbers have come, the committee’s officer gives requestNumber'];
  return [
    '有空余指标并轮到本案时 (下达、追加或退回的, 先给等待在前的), 由团委组织干事提交 requestPlace',
    'When a place is free and it is this case’s turn (what is handed down, added or given back goes to those who waited first), the committee’s officer gives requestPlace',
  ];
};

/** Why a step cannot be closed today, in the same words in which the act would be refused. */
export const blockers = (state: MachineState<AdmissionBook>, statute: Statute, step: string, today: string): Refusal[] => {
  const found: Refusal[] = [...consentMissing(state, statute, step)];
  const lost = noticeLost(state, statute, step, NOTICE_FIGURES);
  if (lost) found.push(lost);
  if (step === 'A5' || step === 'A6') {
    const blocked = cultivated(state, statute, today);
    if (blocked) found.push(blocked);
  }
  if (step === 'A7' && !state.book.preReviewedOn) {
    const blocked = cultivatedForReview(state, statute, today);
    if (blocked) found.push(blocked);
  }
  const waits = step === 'A15' ? unconfirmed(state) : undefined;
  if (waits) found.push(waits);
  const short = state.book.shortage && holdsUp(state, step) ? SHORT[state.book.shortage] : undefined;
  if (short)
    found.push(
      refuse(state.book.shortage ?? '', short[0], short[1], wayOut(state), {
        clause: 'admission.quota',
      }),
    );
  return found;
};
