import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import type { Statute } from '../../law/statute';
import { consentMissing } from '../parts/consent';
import { cultivated } from './acts-cultivation';
import type { AdmissionBook } from './book';
import { unconfirmed } from './irregular';

const SHORT: Readonly<Record<string, readonly [string, string]>> = {
  'no-place': ['发展指标已用完, 按先后排队', 'No place is left; the case waits in order'],
  'no-quota-line': ['本单位今年还没有下达指标', 'No quota has been handed down this year'],
  'no-number': ['发展团员编号已用完', 'No development number is left'],
  'number-taken': ['志愿书上的编号已被使用或属于别的单位', 'The number on the form is taken, or another unit’s'],
  'booklet-taken': ['志愿书的印刷编号已被使用或属于别的单位', 'The booklet is taken, or another unit’s'],
  'no-booklet': ['入团志愿书已用完', 'No booklet is left'],
};

/** Why a step cannot be closed today, in the same words in which the act would be refused. */
export const blockers = (state: MachineState<AdmissionBook>, statute: Statute, step: string, today: string): Refusal[] => {
  const found: Refusal[] = [...consentMissing(state, statute, step)];
  if (step === 'A5' || step === 'A6') {
    const blocked = cultivated(state, statute, today);
    if (blocked) found.push(blocked);
  }
  const waits = step === 'A15' ? unconfirmed(state) : undefined;
  if (waits) found.push(waits);
  const short = state.book.shortage ? SHORT[state.book.shortage] : undefined;
  if (short)
    found.push(
      refuse(state.book.shortage ?? '', short[0], short[1], ['由上级追加或下达后继续', 'Goes on when more is handed down'], {
        clause: 'admission.quota',
      }),
    );
  return found;
};
