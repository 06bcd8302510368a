import { z } from 'zod';

/** Every answer that is not the one hoped for (RFC 9457, application/problem+json). Read `code` by machine, `detail` and `remedy` by eye. */
export const Problem = z
  .object({
    type: z.string().meta({ examples: ['urn:tuanwu:problem:too-early'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What the rule is, in the language of Accept-Language (zh-CN or en)'),
    instance: z.string().describe('Path of the request'),
    code: z.string().meta({ examples: ['too-early'] }),
    clause: z.string().optional().describe('The provision that the refusal rests on'),
    citation: z
      .string()
      .optional()
      .describe('That provision in words, in its own language: instrument, article where its number is known, what it asks for'),
    earliest: z.string().optional().describe('First lawful day, where waiting is the remedy'),
    remedy: z.string().optional().describe('What can be done'),
    errors: z
      .array(
        z.object({
          in: z.enum(['body', 'query', 'path', 'header']),
          pointer: z.string().describe('JSON pointer (RFC 6901) into that part of the request'),
          detail: z.string(),
          code: z.string(),
        }),
      )
      .optional(),
    id: z.string().optional().describe('With 5xx: find this in the log'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
export type FieldError = NonNullable<Problem['errors']>[number];
