/** A ballot paper as data: what may be marked on it, and how many persons may be named. */
import { z } from 'zod';
import { type Refusal, refuse } from '../case/refusal';
import { codePoints } from '../people/name';

export const BALLOT_KINDS = ['vote', 'election', 'recommendation', 'appraisal', 'decision'] as const;
export type BallotKind = (typeof BALLOT_KINDS)[number];

const label = (max: number) =>
  z
    .string({ error: '请填写票面文字' })
    .trim()
    .refine((text) => text !== '' && codePoints(text) <= max && !/\p{Cc}/u.test(text), { error: `应为 1 至 ${max} 个字, 不含控制字符` });
const Key = z
  .string({ error: '请填写编号' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, { error: '编号由字母、数字和连字符组成, 最多 64 位' });
export const Option = z.strictObject({ id: Key, label: label(20) });
export type Option = z.infer<typeof Option>;

/** `candidates`: persons, or the questions of a decision. `seats`: of an election. `maxNames`: of a recommendation. `options`: the grades of an appraisal. */
export const BallotForm = z.strictObject({
  kind: z.enum(BALLOT_KINDS, { error: '票种应为 vote、election、recommendation、appraisal 或 decision' }),
  title: label(100),
  candidates: z
    .array(z.strictObject({ id: Key, label: label(100) }))
    .max(100, { error: '一张选票最多列 100 项' })
    .default([]),
  options: z.array(Option).max(10, { error: '最多 10 个选项' }).optional(),
  seats: z.int({ error: '应选人数应为整数' }).min(1, { error: '应选人数至少为 1' }).max(100).optional(),
  maxNames: z.int({ error: '推荐人数应为整数' }).min(1, { error: '推荐人数至少为 1' }).max(100).optional(),
  allowOther: z.boolean({ error: '请注明可否另填他人姓名' }).default(false),
});
export type BallotForm = Readonly<z.infer<typeof BallotForm>>;

interface KindRule {
  /** Fixed by the kind; an appraisal brings its own grades. */
  readonly options?: readonly Option[];
  /** The mark that names a person: so many and no more. */
  readonly names?: string;
  /** How marks count in a vote that has a majority; none where there is no pass mark. */
  readonly counts?: Readonly<Record<string, 'for' | 'against' | 'abstain' | 'defer'>>;
  /** Which field says how many persons may be named. */
  readonly limit?: 'seats' | 'maxNames';
}

const VOTES: readonly Option[] = [
  { id: 'for', label: '赞成' },
  { id: 'against', label: '反对' },
  { id: 'abstain', label: '弃权' },
];
const COUNTS = { for: 'for', against: 'against', abstain: 'abstain' } as const;

/** The kinds of rules (c). Recommendation and appraisal give reference data and have no pass mark. */
export const KIND_RULES: Readonly<Record<BallotKind, KindRule>> = {
  vote: { options: VOTES, counts: COUNTS },
  election: { options: VOTES, counts: COUNTS, names: 'for', limit: 'seats' },
  recommendation: { options: [{ id: 'recommend', label: '推荐' }], names: 'recommend', limit: 'maxNames' },
  appraisal: {},
  decision: {
    options: [
      { id: 'agree', label: '同意' },
      { id: 'disagree', label: '不同意' },
      { id: 'defer', label: '缓议' },
    ],
    counts: { agree: 'for', disagree: 'against', defer: 'defer' },
  },
};

export const optionsOf = (form: BallotForm): readonly Option[] => KIND_RULES[form.kind].options ?? form.options ?? [];

/** How many persons a paper may name; undefined where nobody is named. */
export const namesLimit = (form: BallotForm): number | undefined => {
  const { limit } = KIND_RULES[form.kind];
  return limit === undefined ? undefined : form[limit];
};

const bad = (pointer: string, zh: string, en: string): Refusal =>
  refuse('bad-ballot-form', zh, en, ['按票种调整票面', 'Change the paper to fit its kind'], { pointer, clause: 'ballot.secret' });

/** What no single field can say: whether the paper fits its kind. */
export const faultOfForm = (form: BallotForm): Refusal | undefined => {
  const rule = KIND_RULES[form.kind];
  if (rule.options ? form.options !== undefined : (form.options?.length ?? 0) < 2)
    return rule.options
      ? bad('/form/options', '这种票的选项是固定的, 不另填', 'The options of this kind are fixed')
      : bad('/form/options', '测评票至少列两个等次', 'An appraisal lists two grades or more');
  for (const field of ['seats', 'maxNames'] as const)
    if ((form[field] !== undefined) !== (rule.limit === field))
      return bad(
        `/form/${field}`,
        rule.limit === field ? '请填写可选人数' : '这种票不填此项',
        rule.limit === field ? 'Say how many may be named' : 'This kind has no such field',
      );
  if (form.allowOther && !rule.limit) return bad('/form/allowOther', '这种票不能另填他人', 'Nobody else can be written on this kind');
  if (form.candidates.length === 0 && !(form.kind === 'recommendation' && form.allowOther))
    return bad('/form/candidates', '请列出表决的人选或事项', 'List who or what is voted on');
  for (const [field, list] of [
    ['candidates', form.candidates],
    ['options', form.options ?? []],
  ] as const)
    if (new Set(list.map(({ id }) => id)).size !== list.length) return bad(`/form/${field}`, '编号重复', 'An id is listed twice');
  return undefined;
};
