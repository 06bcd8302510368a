import { z } from 'zod';
import type { Fact } from '../../case/fact';
import { paperMissing } from '../../case/papers';
import { act, type SideTask } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { Text } from '../../case/step';
import type { AdmissionBook } from './book';

const clause = 'admission.single';

/**
 * Looked up on the day of the act, said only where it is so: another record of the same name and birth date, not told apart by two identity numbers, is a
 * member's or applies elsewhere. Units in whose books it stands; the persons themselves are not named.
 */
export const Namesakes = z.object({ namesake: z.boolean().optional(), namesakeAt: z.array(z.string()).optional() });
type Namesakes = z.infer<typeof Namesakes>;

/** Key that the opening keeps: the committee is told before anybody has been cultivated in vain. */
export const NAMESAKE = ['namesake'] as const;

/** In the timeline, for all who read it: an identity number settles it. */
export const namesakeMark = ({ body }: Pick<Fact, 'body'>): Text | undefined =>
  body.namesake === true
    ? { zh: ' [另有同名、同出生日期者, 待核实]', en: ' [a record of the same name and birth date is to be checked]' }
    : undefined;

/** Nobody passes the pre-review who may be another record's person, as long as the committee has not confirmed that he is not. */
export const maybeDuplicate = (book: AdmissionBook, { namesake, namesakeAt = [] }: Namesakes): Refusal | undefined =>
  namesake && !book.identityConfirmedOn
    ? refuse(
        'maybe-duplicate',
        `${namesakeAt.join('、')} 另有姓名和出生日期都相同的团员或申请人, 尚未核实是否同一人`,
        `A member or applicant of the same name and birth date is in the books of ${namesakeAt.join(', ')}; nobody has checked whether it is the same person`,
        [
          '核对身份证件: 是同一人的, 由团委终止本案 (endCase: duplicate); 不是的, 附核对记录 (identity-check) 提交 confirmIdentity, 或为两人登记身份证号',
          'Check the identity documents: the same person, then end the case (endCase: duplicate); not the same, then give confirmIdentity with the record of the check (identity-check), or enter the identity numbers of both',
        ],
        { pointer: '/subject', clause },
      )
    : undefined;

/** The committee is asked from the opening on; nothing but the pre-review waits for it. */
export const identityTask = ({ namesake, identityConfirmedOn, preReviewedOn, place }: AdmissionBook, since: string): SideTask[] =>
  namesake && !identityConfirmedOn && !preReviewedOn && !place
    ? [{ step: 'identity', seat: 'committee-officer', desk: 'committee', since }]
    : [];

export const identityActs = {
  confirmIdentity: act<AdmissionBook, Record<string, never>, Namesakes>({
    kind: 'confirmIdentity',
    fact: 'identityConfirmed',
    title: { zh: '核实同名者不是同一人', en: 'Confirm that a namesake is somebody else' },
    body: z.strictObject({}),
    evidence: Namesakes,
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    needsNoConsent: true,
    clause,
    judge: ({ state, command, evidence }) => {
      if (!(evidence.namesake || state.book.namesake) || state.book.identityConfirmedOn)
        return refuse(
          'no-namesake',
          '本案没有待核实的同名者',
          'There is no namesake to check in this case',
          ['无需办理', 'Nothing to do'],
          { pointer: '/kind', clause },
        );
      return paperMissing(command.papers, 'identity-check', { clause });
    },
    apply: (state, fact) => {
      state.book.identityConfirmedOn = fact.on;
    },
  }),
};
