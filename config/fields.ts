import { z } from 'zod';

/*
 * How one environment variable is read. Every message goes on after the variable's name ("PORT must be ...") and ends with what to
 * do. Values are quoted only where they cannot be secrets.
 */

export const text = (preset?: string) => (preset === undefined ? z.string().optional() : z.string().default(preset));

export function wholeNumber({ least, most, preset }: { least: number; most: number; preset: number }) {
  return z
    .string()
    .default(String(preset))
    .transform((value, context) => {
      const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      context.addIssue(`must be a whole number from ${least} to ${most}, not "${value}". Unset it for ${preset}.`);
      return z.NEVER;
    });
}

export function oneOf<const T extends string>(values: readonly T[], preset: T) {
  return z
    .enum(values, { error: (issue) => `must be one of ${values.join(', ')}, not "${String(issue.input)}". Unset it for ${preset}.` })
    .default(preset);
}

export function boolean(preset?: boolean) {
  const parsed = z.enum(['true', 'false', '1', '0'], { error: (issue) => `must be true or false, not "${String(issue.input)}".` });
  const asBoolean = parsed.transform((value) => value === 'true' || value === '1').optional();
  return preset === undefined ? asBoolean : asBoolean.transform((value) => value ?? preset);
}

/** "true" believes every proxy, a list only those addresses. */
export const list = z
  .string()
  .optional()
  .transform((value): boolean | string[] => {
    if (value === undefined || value === 'false') return false;
    if (value === 'true') return true;
    return value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  });

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

export const postgresUrl = z
  .string()
  .refine((value) => {
    const url = parseUrl(value);
    return url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
  }, 'is not a Postgres address with a database name. Write postgresql://user:password@host:5432/database (special characters in the password percent-encoded), or unset it for the embedded Postgres.')
  .optional();

export const httpUrl = z
  .string()
  .refine(
    (value) => /^https?:$/.test(parseUrl(value)?.protocol ?? ''),
    'is not a web address. Write the address that people type, e.g. https://tuan.example.cn.',
  )
  .transform((value) => value.replace(/\/+$/, ''))
  .optional();

export const temporalAddress = z
  .string()
  .regex(
    /^(\[[0-9a-fA-F:]+\]|[^\s/:]+):\d{1,5}$/,
    'is not host:port. Write e.g. temporal.example.cn:7233 (no http://), or unset it for the embedded server.',
  )
  .optional();
