import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, numberOf, type Statute } from '../../law/statute';

const tooYoung = (statute: Statute, ageYears: number): Refusal | undefined => {
  const min = numberOf(statute, 'admission.ageMin');
  return ageYears < min
    ? refuse(
        'too-young',
        `办理之日只有 ${ageYears} 周岁, 年满 ${min} 周岁才可以办理`,
        `The applicant is ${ageYears} on that day; this is done from the age of ${min}`,
        [
          `等到满 ${min} 周岁之日再办理, 此前的培养照常计算; 出生日期有误的先更正人员登记; 不再办理的, 由申请人撤回或由团委终止 (endCase)`,
          `Wait for the birthday at which the applicant is ${min}: the cultivation so far counts. Correct the register if the birth date is wrong. If it is not to go on, the application is withdrawn or the committee ends the case (endCase)`,
        ],
        { pointer: '/on', clause: clauseOf(statute, 'admission.ageMin') },
      )
    : undefined;
};

/**
 * Asked again at pre-review and at the vote, as of that day: old enough (a birth date may have been corrected since), still under the upper age, still not a
 * member. Which day the birthday is stays in Postgres: the remedy does not name it.
 */
export const stillAdmissible = (
  statute: Statute,
  found: { readonly ageYears: number; readonly isMember?: boolean },
): Refusal | undefined => {
  const early = tooYoung(statute, found.ageYears);
  if (early) return early;
  const under = numberOf(statute, 'admission.ageUnder');
  if (found.ageYears >= under)
    return refuse(
      'over-age',
      `办理之日已满 ${under} 周岁`,
      `The applicant is ${under} on that day`,
      [
        '满龄之前支部大会已表决的, 在可以补录的日期内按表决之日补录; 没有的, 由团委终止本案 (endCase: over-age)',
        'If the branch voted before the birthday, record the vote under its own day while it may still be dated back; else end the case (endCase: over-age)',
      ],
      { clause: clauseOf(statute, 'admission.ageUnder') },
    );
  return found.isMember
    ? refuse(
        'already-member',
        '此人已是团员',
        'This person is a member already',
        ['由团委终止本案 (endCase: already-member)', 'End the case (endCase: already-member)'],
        { pointer: '/subject', clause: 'admission.single' },
      )
    : undefined;
};
