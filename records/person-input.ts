import { type Refusal, refuse } from '../domain/case/refusal';
import { english } from '../domain/english';
import { readResidentId } from '../domain/people/resident-id';

/** A person as entered, each field already read by `domain/people`. Null clears a field when a record is corrected. */
export interface PersonInput {
  readonly id?: string;
  readonly name: string;
  /** Optional for the under-documented; then `birth` is required. */
  readonly idNumber?: string | null;
  readonly birth?: string;
  readonly sex?: 'male' | 'female' | null;
  readonly ethnicity?: string | null;
  readonly phone?: string | null;
  readonly guardianName?: string | null;
  readonly guardianPhone?: string | null;
  readonly unitId?: string | null;
  readonly grade?: string | null;
  readonly league?: 'none' | 'member' | 'left';
  readonly memberSince?: string | null;
  readonly leftOn?: string | null;
  readonly certified?: boolean;
  readonly rightsLostUntil?: string | null;
  readonly rightsLostSince?: string | null;
  readonly pioneer?: boolean;
}

/** Birth and sex as the identity number says them; what was typed besides must agree with it. */
export function settled(
  input: Partial<PersonInput>,
  today: string,
): { idNumber?: string; birth?: string; sex?: 'male' | 'female' | null } | Refusal {
  if (input.idNumber === undefined || input.idNumber === null) {
    if (input.birth !== undefined && input.birth > today)
      return refuse('future-birth', '出生日期晚于今天', 'The birth date lies in the future', ['核对出生日期', 'Check the birth date'], {
        pointer: '/birth',
      });
    return { birth: input.birth, sex: input.sex };
  }
  const reading = readResidentId(input.idNumber, today);
  if (!reading.ok)
    return refuse(
      'bad-id-number',
      reading.text,
      english(reading.text),
      ['逐位核对身份证件', 'Compare it with the document digit by digit'],
      { pointer: '/idNumber' },
    );
  const { id, birth, sex } = reading.identity;
  if (input.birth !== undefined && input.birth !== birth)
    return refuse(
      'birth-mismatch',
      `出生日期与身份证号不一致（号码为 ${birth}）`,
      'The birth date differs from the identity number',
      ['核对两项, 或只填身份证号', 'Correct one of them, or give the number alone'],
      { pointer: '/birth' },
    );
  if (input.sex !== undefined && input.sex !== null && input.sex !== sex)
    return refuse(
      'sex-mismatch',
      '性别与身份证号不一致',
      'The sex differs from the identity number',
      ['核对两项, 或只填身份证号', 'Correct one of them, or give the number alone'],
      { pointer: '/sex' },
    );
  return { idNumber: id, birth, sex };
}
