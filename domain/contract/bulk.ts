import { z } from 'zod';
import { ENDINGS } from '../case/common/standing';
import { Id } from './fields';

/** What keeps stalled cases moving (design 9), for many at once. None of it decides anything in anyone's place. */
const common = {
  cases: z.array(Id).min(1, { error: '至少选择一个案件' }).max(100, { error: '一次最多 100 个案件, 请分批办理' }),
  preview: z.boolean().default(true),
};
const papers = z
  .array(Id)
  .max(40, { error: '一次最多附 40 份材料' })
  .default([])
  .describe('Ids of uploaded papers; an act that has to be reasoned wants one of kind "reason"');
const step = z.string().max(16).optional().describe('Default: the step that holds the case');

export const Bulk = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('urge'), ...common }),
  z.strictObject({ act: z.literal('suspend'), why: z.enum(['illness', 'absence', 'other']), ...common }),
  z.strictObject({ act: z.literal('resume'), ...common }),
  z
    .strictObject({
      act: z.literal('reassign'),
      person: Id.optional().describe('Who holds the role that the step waits for'),
      unit: Id.optional().describe('The general branch above a branch in which nobody holds the role'),
      step,
      ...common,
    })
    .refine(({ person, unit }) => (person === undefined) !== (unit === undefined), {
      error: '转办对象填写 person（人员）或 unit（单位）之一',
      path: ['person'],
    }),
  z.strictObject({
    act: z.literal('extendDeadline'),
    days: z
      .int({ error: '延长天数应为整数' })
      .min(1, { error: '至少延长 1 天' })
      .max(366, { error: '延长天数过大, 请核对' })
      .describe('Calendar days'),
    papers,
    step,
    ...common,
  }),
  z.strictObject({ act: z.literal('escalate'), step, ...common }),
  z.strictObject({
    act: z.literal('returnTo'),
    step: z.string().max(16).describe('A step that the cases have passed'),
    papers,
    ...common,
  }),
  z.strictObject({ act: z.literal('endCase'), why: z.enum(ENDINGS), papers, ...common }),
]);
export type Bulk = z.output<typeof Bulk>;

const Named = z.object({ id: Id, name: z.string() });

/** Whom a case would wait for, once the act were done. */
const After = z.object({
  phase: z.enum(['open', 'suspended', 'held', 'ended']),
  ending: z.string().optional(),
  tasks: z.array(
    z.object({
      step: z.string(),
      seat: z.string(),
      at: Named.optional(),
      person: Named.optional(),
      due: z.string().optional(),
      escalated: z.boolean(),
    }),
  ),
});

export const BulkRow = z.object({
  case: Id,
  result: z.enum(['would', 'done', 'registered', 'refused']).describe('`registered`: it will be done when the system is back'),
  seq: z.int().optional(),
  after: After.optional().describe('In a preview: how the case would stand'),
  refusal: z.record(z.string(), z.unknown()).optional(),
});
export type BulkRow = z.input<typeof BulkRow>;
