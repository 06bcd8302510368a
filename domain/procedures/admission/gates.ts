import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, numberOf, type Statute } from '../../law/statute';

/** Asked again at pre-review and at the vote, as of that day: still under the upper age, still not a member. */
export const stillAdmissible = (
  statute: Statute,
  found: { readonly ageYears: number; readonly isMember?: boolean },
): Refusal | undefined => {
  const under = numberOf(statute, 'admission.ageUnder');
  if (found.ageYears >= under)
    return refuse(
      'over-age',
      `办理之日已满 ${under} 周岁`,
      `The applicant is ${under} on that day`,
      ['由团委终止本案 (endCase: over-age)', 'End the case (endCase: over-age)'],
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
