import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, type Statute } from '../../law/statute';

/** Looked up where a contact acts: whether he has full rights on that day. Absent for every other seat, and in commands of earlier releases. */
export const ContactRights = z.object({ contactEligible: z.boolean().optional() });
export type ContactRights = z.infer<typeof ContactRights>;

/** The rule of the appointment holds as long as he serves: who has left the League or lost his rights assesses nobody. */
export const contactGone = (statute: Statute, found: ContactRights): Refusal | undefined =>
  found.contactEligible === false
    ? refuse(
        'contact-not-eligible',
        '培养联系人在办理当日已不是权利完整的团员, 不能再履行联系人职责',
        'On this day the contact is not a member with full rights any more: he can act as contact no longer',
        [
          '由团支部更换培养联系人 (replaceContact), 由新联系人办理',
          'The branch replaces the contact (replaceContact), and the new one acts',
        ],
        { pointer: '/actor', clause: clauseOf(statute, 'admission.contactsMax') },
      )
    : undefined;
