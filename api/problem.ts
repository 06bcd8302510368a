import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../domain/case/refusal';
import type { Text } from '../domain/case/step';
import type { FieldError, Problem } from '../domain/contract/problem';
import { citationOf } from '../domain/procedures';

export type Language = 'zh' | 'en';

/** A field error before the reader’s language is known. */
export type FieldFault = Omit<FieldError, 'detail'> & { readonly detail: string | Text };

export interface RefusedOptions {
  /** Instead of the one that the code stands for. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, e.g. the facts since. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldFault[];
}

/** How a handler says no: `throw new Refused(refusal)`. The answer is a problem with the status of its code; a write is undone. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(
    readonly refusal: Refusal,
    readonly options: RefusedOptions = {},
  ) {
    super(refusal.code);
    this.status = options.status ?? statusOf(refusal.code);
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'sign-in-failed': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'password-change-required': 403,
  'not-found': 404,
  'in-flight': 409,
  stale: 409,
  duplicate: 409,
  'too-many-requests': 429,
  locked: 429,
  unavailable: 503,
};

/** 422 unless the code says something else about the request: 409 for what was already done. */
export const statusOf = (code: string): number =>
  STATUS[code] ?? (/^(already-|duplicate-|stale-)/.test(code) || /-already$/.test(code) ? 409 : 422);

/** A thing that does not exist, or that is none of this person's business: the answer is the same. */
export const notFound = (zh = '没有找到', en = 'Not found'): Refused =>
  new Refused(refuse('not-found', zh, en, ['核对编号; 也可能不在你的权限范围内', 'Check the id; it may also be outside your reach']));

export const forbidden = (zh: string, en: string, pointer?: string): Refused =>
  new Refused(refuse('forbidden', zh, en, ['请有权限的人办理', 'Ask somebody who holds the right'], { pointer }));

/** A field that passed the schema and is wrong all the same. */
export const badField = (pointer: string, zh: string, en: string, where: FieldError['in'] = 'body'): Refused =>
  new Refused(refuse('bad-request', zh, en, ['更正后重新提交', 'Correct it and send again'], { pointer }), {
    status: 400,
    errors: [{ in: where, pointer, detail: { zh, en }, code: 'bad-value' }],
  });

export const unavailable = (zh: string, en: string, seconds = 5): Refused =>
  new Refused(
    refuse('unavailable', zh, en, [
      '稍后用同一个 Idempotency-Key 再提交, 不会重复办理',
      'Send it again later with the same Idempotency-Key: nothing is done twice',
    ]),
    {
      headers: { 'retry-after': String(seconds) },
    },
  );

/** English where it is asked for before Chinese; Chinese otherwise. */
export function languageOf(header: string | undefined): Language {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [tag = '', ...rest] = part.trim().split(';');
    const q = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1);
    const language = tag.trim().split('-')[0] ?? '';
    weights.set(language, Math.max(weights.get(language) ?? 0, Number.isNaN(q) ? 0 : q));
  }
  return (weights.get('en') ?? 0) > (weights.get('zh') ?? 0) ? 'en' : 'zh';
}

const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '需要登录',
  403: '没有权限',
  404: '没有找到',
  405: '方法不支持',
  409: '与现状冲突',
  412: '情况已经变化',
  413: '内容过大',
  414: '网址过长',
  415: '格式不支持',
  422: '不符合规定',
  429: '请求过于频繁',
  500: '系统内部错误',
  503: '暂时无法办理',
};

export function problemOf(refused: Refused, language: Language, instance: string): Problem & Record<string, unknown> {
  const { refusal, status, options } = refused;
  return {
    type: `urn:tuanwu:problem:${refusal.code}`,
    title: language === 'zh' ? (TITLES[status] ?? '请求未完成') : (STATUS_CODES[status] ?? 'Problem'),
    status,
    detail: refusal.text[language],
    instance,
    code: refusal.code,
    clause: refusal.clause,
    citation: refusal.clause === undefined ? undefined : citationOf(refusal.clause),
    earliest: refusal.earliest,
    remedy: refusal.remedy[language],
    errors: options.errors
      ? options.errors.map((error) => ({ ...error, detail: typeof error.detail === 'string' ? error.detail : error.detail[language] }))
      : refusal.pointer === undefined
        ? undefined
        : [{ in: 'body', pointer: refusal.pointer, detail: refusal.text[language], code: refusal.code }],
    ...options.extra,
  };
}

/** The path alone: a query may hold names. */
export const instanceOf = (request: FastifyRequest): string => request.url.split('?')[0]?.slice(0, 300) ?? '/';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(refused, language, instanceOf(request));
  return sendStored(
    reply.headers(refused.options.headers ?? {}).header('content-language', language === 'zh' ? 'zh-CN' : 'en'),
    refused.status,
    problem,
  );
}

/** A problem as it is or was: past the response schema of the route, which knows only successes. */
export const sendStored = (reply: FastifyReply, status: number, problem: unknown): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
