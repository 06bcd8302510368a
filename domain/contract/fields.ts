/** Fields that many routes share. Messages are zh-CN and say what to do; lengths are in code points. */
import { z } from 'zod';
import { codePoints } from '../people/name';

export const Id = z.uuid({ error: '应为 36 位编号（UUID），请从列表或链接中复制' });

/** Free text of 1..max characters, trimmed. Whatever the field, the API has already refused NUL and broken encodings. */
export const text = (max: number) =>
  z
    .string({ error: '应为文本，请填写' })
    .trim()
    .refine((value) => value !== '', { error: '不能为空，请填写' })
    .refine((value) => codePoints(value) <= max, { error: `最多 ${max} 个字，请缩短` })
    .meta({ minLength: 1, maxLength: max });

/** A whole number in a query string. */
export const whole = (what: string, least: number, most: number) =>
  z
    .string({ error: `${what}只填写一次` })
    .regex(/^\d{1,9}$/, { error: `${what}应为 ${least} 至 ${most} 的整数` })
    .transform(Number)
    .refine((n) => n >= least && n <= most, { error: `${what}应为 ${least} 至 ${most} 的整数` })
    .meta({ type: 'integer', minimum: least, maximum: most, pattern: undefined });

/** `true` or `false` in a query string. */
export const flag = z
  .enum(['true', 'false'], { error: '应为 true 或 false' })
  .transform((value) => value === 'true')
  .meta({ type: 'boolean', enum: undefined });

/** Lists are read by cursor: `after` is the `next` of the page before, taken as it is, with the same filters. */
export const page = {
  after: z
    .string({ error: '翻页游标只填写一次' })
    .max(700, { error: '翻页游标无效，请从第一页重新读取' })
    .optional()
    .describe('`next` of the page before; the other filters stay as they were'),
  limit: whole('每页条数', 1, 200).optional().describe('1-200, default 50'),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional().describe('Absent on the last page') });

export const Instant = z.string().describe('ISO 8601, UTC').meta({ format: 'date-time' });
/** Province codes (GB/T 2260). A region that does not exist has no days off that anybody could know. */
const PROVINCES = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82';
export const Region = z
  .string({ error: '地区只填写一次' })
  .regex(new RegExp(`^(CN|${PROVINCES.replaceAll(' ', '|')})$`), { error: `日历地区应为 CN 或省级代码 (${PROVINCES})` });

/** The code by which an objection or a complaint is followed, as it was shown. */
export const ReceiptCode = z
  .string({ error: '请填写回执编号' })
  .min(10, { error: '回执编号不完整，请照回执逐位填写' })
  .max(60, { error: '回执编号过长，请照回执逐位填写' });

/** 204: there is nothing to say. */
export const Nothing = z.undefined().describe('No content');
