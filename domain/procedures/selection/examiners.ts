import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { clauseOf, numberOf, type Statute } from '../../law/statute';
import type { SelectionBook } from './book';

export const Examiners = z.strictObject({ examiners: z.array(z.uuid()).min(1).max(15) });

/** Who of them has an account; `interested`: is kin of an entrant or has declared an interest on that day. Absent in commands of earlier releases. */
export const Eligibility = z.object({ eligible: z.array(z.string()), interested: z.array(z.string()).optional() });
type Eligibility = z.infer<typeof Eligibility>;

/** Known to be kin of an entrant when he is named, or found to be so later: in neither case an examiner of that competition. */
export const recusedExaminer = (pointer: string): Refusal =>
  refuse(
    'recused-examiner',
    '考官与报名人有须回避的关系, 不得担任考官',
    'An examiner has an interest in somebody who entered, and is none of this competition',
    [
      '报名截止时换一位考官; 已确定考官的, 更换考官 (replaceExaminers), 本案规则没有该操作的, 退回报名环节 (returnTo X2)',
      'At the closing of the entries choose somebody else; once named, replace the examiner (replaceExaminers) or, by a law that does not know it, go back to the entries (returnTo X2)',
    ],
    { pointer, clause: 'cadre.competition' },
  );

/** Enough of them, each with an account, none who entered or has an interest in an entrant. */
export const wrongExaminers = (
  { book }: MachineState<SelectionBook>,
  statute: Statute,
  examiners: readonly string[],
  { eligible, interested = [] }: Eligibility,
): Refusal | undefined => {
  const least = numberOf(statute, 'competition.examinersMin');
  if (new Set(examiners).size < least)
    return refuse('group-too-small', `考官不少于 ${least} 名`, `${least} examiners or more`, ['增加考官', 'Name more'], {
      pointer: '/body/examiners',
      clause: clauseOf(statute, 'competition.examinersMin'),
    });
  const entries = book.competition?.entries ?? {};
  const bad = examiners.findIndex((id) => entries[id] !== undefined || !eligible.includes(id));
  if (bad >= 0)
    return refuse(
      'examiner-not-eligible',
      '考官须是有账号的人员, 且不能是报名人',
      'An examiner has an account here and has not entered',
      ['换一位考官', 'Choose somebody else'],
      { pointer: `/body/examiners/${bad}`, clause: 'cadre.competition' },
    );
  const kin = examiners.findIndex((id) => interested.includes(id));
  return kin >= 0 ? recusedExaminer(`/body/examiners/${kin}`) : undefined;
};
