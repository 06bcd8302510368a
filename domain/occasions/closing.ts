import { z } from 'zod';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { entryOf, type OccasionBook, unknownEntry } from './tell';

const Words = z.object({ zh: z.string(), en: z.string() });

/** How a case would answer what the minutes are about to tell it; those that would take it are not listed. */
export const Answer = z.object({
  case: z.string(),
  code: z.string(),
  text: Words,
  remedy: Words,
  clause: z.string().optional(),
  pointer: z.string().optional(),
});
export type Answer = z.infer<typeof Answer>;

/** Absent in commands of earlier releases: nobody had asked then. */
export const Answers = z.object({ refuses: z.array(Answer).optional() });

/** Names the cases whose vote nobody can take any more. */
export const Without = z.strictObject({ without: z.array(z.uuid()).max(300).optional() });
export type Without = z.infer<typeof Without>;

/** Refusals of this closing, or of this day, not of the vote: somebody else, another paper or a little patience gets it told. */
const MENDABLE: readonly string[] = [
  'forbidden',
  'already-signed',
  'paper-missing',
  'late-reason-missing',
  'evidence-missing',
  'consent-missing',
  'awaiting-inspector',
];

/** A vote is no one's to drop while it can be told: a failed one least of all. */
const wronglyGivenUp = (state: MachineState<OccasionBook>, without: readonly string[], refuses: readonly Answer[]): Refusal | undefined => {
  for (const [index, id] of without.entries()) {
    const pointer = `/body/without/${index}`;
    const missing = unknownEntry(state, id, pointer);
    if (missing) return missing;
    if (without.indexOf(id) !== index)
      return refuse('duplicate', '同一案列了两次', 'A case is listed twice', ['删去重复', 'Leave out the repeated one'], { pointer });
    if (entryOf(state, id)?.status === 'voted' && !refuses.some((one) => one.case === id && !MENDABLE.includes(one.code)))
      return refuse(
        'vote-stands',
        '对本案的表决可以记入本案, 不能放弃',
        'The vote on this case can be told to it: it is not given up',
        ['从 without 中删去此案', 'Leave the case out of without'],
        { pointer, clause: 'admission.meeting' },
      );
  }
  return undefined;
};

const wayOut = ({ code, remedy }: Answer): readonly [zh: string, en: string] => {
  if (code === 'forbidden')
    return [
      '由对该案有权的人结束会议: 支部大会由书记或委员, 审批会由团委',
      'Let somebody with a seat in that case close it: of the branch for its meeting, of the committee for an approval',
    ];
  if (code === 'already-signed')
    return [
      '由没有在该案另一级签过字的人结束会议并自行录入',
      'Let somebody who has not signed that case at another level close it, and enter it in person',
    ];
  if (MENDABLE.includes(code)) return [remedy.zh, remedy.en];
  return [
    `${remedy.zh}; 该案确已不能记入的, 在 without 中列明, 对其的表决作废, 其余照常记入`,
    `${remedy.en}; where the case can take it no more, name it under without: its vote is void, the others are told`,
  ];
};

/** The minutes are closed only when every case that was voted on takes its vote: a meeting that ends can be asked nothing more. */
export const notAllTold = (
  state: MachineState<OccasionBook>,
  { without = [] }: Without,
  { refuses = [] }: z.infer<typeof Answers>,
): Refusal | undefined => {
  const wrong = wronglyGivenUp(state, without, refuses);
  if (wrong) return wrong;
  const first = refuses.find((one) => !without.includes(one.case));
  if (!first) return undefined;
  return refuse(
    'vote-not-taken',
    `会议尚不能结束, 表决仍然有效: 案件 ${first.case} 现在不能记入表决结果 (${first.text.zh})`,
    `The meeting cannot be closed yet, its votes stand: case ${first.case} would not take its vote (${first.text.en})`,
    wayOut(first),
    {
      pointer: MENDABLE.includes(first.code) ? (first.pointer ?? '/actor') : '/body/without',
      ...(first.clause ? { clause: first.clause } : {}),
    },
  );
};
