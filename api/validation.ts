import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FieldError } from '../domain/contract/problem';
import { english } from '../domain/english';
import type { Language } from './problem';

/** What zod says by itself, for what no schema has a sentence of its own. */
export const LOCALE = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const DEEPEST = 40;

/** The parsed request breaks a rule that no schema has to repeat: text is Unicode without NUL, numbers are finite, nesting is sane. */
function unsound(value: unknown): z.core.$ZodIssue | undefined {
  const stack: { value: unknown; path: (string | number)[] }[] = [{ value, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value: item, path } = next;
    if (path.length > DEEPEST) return issue(path.slice(0, 3), '嵌套层次过深，请核对内容');
    if (typeof item === 'string' && /\0|\p{Cs}/u.test(item)) return issue(path, '含有空字符或残缺的字符编码，请删去乱码后重新输入');
    if (typeof item === 'number' && !Number.isFinite(item)) return issue(path, '数字过大，请核对');
    if (typeof item === 'object' && item !== null) {
      for (const [key, child] of Object.entries(item)) {
        if (/\0|\p{Cs}/u.test(key)) return issue(path, '字段名含有残缺的字符编码');
        stack.push({ value: child, path: [...path, Array.isArray(item) ? Number(key) : key] });
      }
    }
  }
  return undefined;
}

const issue = (path: (string | number)[], message: string): z.core.$ZodIssue => ({ code: 'custom', path, message, input: undefined });

function read(schema: z.ZodType, data: unknown, language: Language) {
  const broken = unsound(data);
  if (broken) return { issues: [broken], data: undefined };
  const result = schema.safeParse(data ?? undefined, { error: LOCALE[language] });
  return result.success ? { issues: undefined, data: result.data } : { issues: result.error.issues, data: undefined };
}

/** Fastify's validator: sound text, then the zod schema of the contract. */
export const validatorCompiler =
  ({ schema }: { schema: unknown }) =>
  (data: unknown) => {
    const { issues, data: value } = read(schema as z.ZodType, data, 'zh');
    if (!issues) return { value };
    return {
      error: issues.map(({ code, message }) => ({ keyword: code, instancePath: '', schemaPath: '', message, params: {} })) as never,
    };
  };

const PARTS = { body: 'body', querystring: 'query', params: 'path', headers: 'header' } as const;

/** The errors of a request that failed, in the language of the reader. */
export function reread(request: FastifyRequest, context: string | undefined, language: Language): FieldError[] {
  const part = (context ?? 'body') as keyof typeof PARTS;
  const schema = request.routeOptions.schema?.[part] as z.ZodType | undefined;
  const data =
    part === 'body' ? request.body : part === 'params' ? request.params : part === 'querystring' ? request.query : request.headers;
  const issues = schema ? (read(schema, data, language).issues ?? []) : [];
  return fieldErrors(issues, PARTS[part] ?? 'body', language);
}

/** One error a field; unknown keys are named each. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], where: FieldError['in'], language: Language): FieldError[] {
  return issues.slice(0, 50).flatMap((found) => {
    const error = (path: readonly PropertyKey[], detail: string): FieldError => ({
      in: where,
      pointer: pointerOf(path),
      detail: language === 'en' ? english(detail) : detail,
      code: found.code,
    });
    if (found.code === 'unrecognized_keys') return found.keys.map((key) => error([...found.path, key], found.message));
    return [error(found.path, found.message)];
  });
}

export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
