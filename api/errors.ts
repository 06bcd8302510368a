import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DayOutOfRange } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { FieldError } from '../domain/contract/problem';
import { LARGEST_FILE } from './limits';
import type { PortalPage } from './portal';
import { type FieldFault, instanceOf, languageOf, notFound, Refused, sendProblem, unavailable } from './problem';
import { reread } from './validation';

const plain = (
  code: string,
  zh: string,
  en: string,
  remedy: [string, string],
  status: number,
  options: { headers?: Record<string, string>; errors?: readonly FieldFault[] } = {},
) => new Refused(refuse(code, zh, en, remedy), { status, ...options });

/** Faults of the request that Fastify finds before a handler runs, by its error code. */
const KNOWN: Readonly<Record<string, Refused>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: plain(
    'wrong-media-type',
    '不支持这种内容格式',
    'This content type is not taken here',
    [
      '改用 Content-Type: application/json (上传文件用 multipart/form-data)',
      'Use Content-Type: application/json (multipart/form-data for files)',
    ],
    415,
  ),
  FST_ERR_CTP_EMPTY_JSON_BODY: plain(
    'bad-json',
    '请求没有内容',
    'The body is empty',
    ['按 /docs 的示例填写 JSON 内容', 'Send JSON as in the example at /docs'],
    400,
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: plain(
    'bad-json',
    '内容不是有效的 JSON（UTF-8）',
    'The body is not valid JSON in UTF-8',
    ['检查引号、逗号和文件编码', 'Check quotes, commas and the encoding'],
    400,
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: plain(
    'bad-request',
    '内容长度与声明不符',
    'The body has another length than it says',
    ['重新提交', 'Send it again'],
    400,
  ),
  FST_ERR_BAD_URL: plain(
    'bad-request',
    '网址含有无效的编码',
    'The address holds an invalid escape',
    ['检查网址中的 % 编码', 'Check the % escapes'],
    400,
  ),
  FST_UNDER_PRESSURE: plain('unavailable', '系统繁忙', 'The server is busy', ['稍后重试', 'Try again shortly'], 503, {
    headers: { 'retry-after': '10' },
  }),
};

const KB = 1024;
const sizeOf = (bytes: number): string => (bytes < KB * KB ? `${Math.floor(bytes / KB)} KB` : `${Math.floor(bytes / KB / KB)} MB`);

/** How much an address takes, and of what: a file, or a body as a whole. */
const tooLarge = (request: FastifyRequest, code: string | undefined): Refused => {
  const file = code === 'FST_REQ_FILE_TOO_LARGE';
  const most = sizeOf(file ? LARGEST_FILE : (request.routeOptions.bodyLimit ?? KB * KB));
  const detail = file
    ? { zh: `文件超过 ${most}`, en: `The file is larger than ${most}` }
    : { zh: `内容超过 ${most}`, en: `The body is larger than ${most}` };
  return plain('too-large', detail.zh, detail.en, ['分几次提交, 或压缩文件后再上传', 'Send it in parts, or make the file smaller'], 413, {
    errors: [{ in: 'body', pointer: file ? '/file' : '', detail, code: 'too-large' }],
  });
};

/** Valid JSON with a key that no body may have: what is wrong is not its quotes. */
export const badKey = (pointer: string): Refused => {
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const detail = { zh: `内容含有不接受的键“${key}”`, en: `The body has the key "${key}", which is not taken` };
  return plain('bad-key', detail.zh, detail.en, [`删去“${key}”后重新提交`, `Leave out "${key}" and send again`], 400, {
    errors: [{ in: 'body', pointer, detail, code: 'bad-key' }],
  });
};

const tooMany = (seconds: string) =>
  plain('too-many-requests', '请求过于频繁', 'Too many requests', [`${seconds} 秒后再试`, `Try again after ${seconds} seconds`], 429, {
    headers: { 'retry-after': seconds },
  });

const invalid = (errors: FieldError[]) =>
  plain(
    'invalid',
    errors[0]?.detail ?? '内容不符合要求',
    'Some fields are not as they should be',
    ['按 errors 逐项更正后重新提交', 'Correct each of errors and send again'],
    400,
    { errors },
  );

const tooLong = plain(
  'bad-request',
  '网址中的编号或名称过长',
  'An id or a name in the address is too long',
  ['从列表或链接中复制网址', 'Copy the address from a list or a link'],
  414,
);

/** A typed day that is lawful by itself, but not what follows from it. */
const farDay = plain(
  'day-out-of-range',
  '按所填日期推算的日期超出 1900 至 2200 年',
  'What follows from a day given here leaves the years 1900-2200',
  ['核对各日期的年份', 'Check the year of each day'],
  400,
);

/** Postgres says that a unique key is taken: two people entered the same thing at the same moment. */
const taken = plain(
  'duplicate',
  '已有相同的记录',
  'There is such a record already',
  ['刷新后核对, 不要重复登记', 'Look it up before entering it again'],
  409,
);

/** The sender went before all of it was here: nobody hears the answer, and nothing is wrong with the database. */
const brokenOff = plain('bad-request', '请求没有完整到达', 'The request did not arrive whole', ['重新提交', 'Send it again'], 400);

/** Postgres is starting, stopping, full or gone; in words of the network, of Postgres and of Prisma. */
const DATABASE_AWAY = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|57P0[1-3]|08\d{3}|53300|P1001|P1002|P1017|P2024)$/;

const internal = (id: string) =>
  new Refused(
    refuse('internal', '系统内部错误，已经记录', 'Something failed here; it has been noted', [
      `稍后重试; 仍不行时把编号 ${id} 告诉管理员`,
      `Try again; if it goes on, tell the administrator the number ${id}`,
    ]),
    {
      status: 500,
      extra: { id },
    },
  );

/** Every error becomes a problem; the inner text of one that is ours goes to the log and never to the reader. */
export function refusedOf(error: unknown, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error;
  const { code, validation, validationContext, statusCode } = error as Partial<FastifyError>;
  if (validation) return invalid(reread(request, validationContext, languageOf(request.headers['accept-language'])));
  if (error instanceof DayOutOfRange) return farDay;
  if (statusCode === 413) return tooLarge(request, code);
  if (code !== undefined && KNOWN[code]) return KNOWN[code];
  if (code === '23505') return taken;
  if (code === 'ECONNRESET' && (error as Error).message === 'aborted') return brokenOff;
  if (code !== undefined && DATABASE_AWAY.test(code))
    return unavailable('数据库暂时无法连接', 'The database cannot be reached right now', 5);
  if (statusCode === 429) return tooMany(String((error as { retryAfter?: number }).retryAfter ?? 60));
  // Parsers of JSON and multipart mark their errors with a status alone.
  if (statusCode === 415 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return KNOWN.FST_ERR_CTP_INVALID_MEDIA_TYPE ?? internal(request.id);
  if (statusCode === 400) return KNOWN.FST_ERR_CTP_INVALID_JSON_BODY ?? internal(request.id);
  if (statusCode === 414) return tooLong;
  if (statusCode !== undefined && statusCode > 400 && statusCode < 500)
    return plain('bad-request', '请求无法处理', 'The request cannot be handled', ['按 /docs 核对后重试', 'Compare with /docs'], statusCode);
  return internal(request.id);
}

/** `methods`: which ones an address takes; none where there is no such address. `page`: what a browser gets for an address of the portal. */
export function answerErrors(app: FastifyInstance, methods: (path: string) => string[], page?: PortalPage): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    if (page?.owns(request)) return page.send(reply);
    const allowed = methods(instanceOf(request));
    return sendProblem(
      request,
      reply,
      allowed.length === 0 ? notFound('没有这个网址', 'There is no such address') : wrongMethod(allowed.join(', ')),
    );
  });
}

const wrongMethod = (allow: string) =>
  plain(
    'method-not-allowed',
    '这个网址不支持这种请求方法',
    'This address does not take that method',
    [`改用 ${allow}`, `Use ${allow}`],
    405,
    { headers: { allow } },
  );

/** A stranger hears that he is one, whatever else is wrong with what he sent; also whoever is one since a while ago. */
const foremost = async (error: unknown, request: FastifyRequest): Promise<unknown> => {
  try {
    await request.entering;
    await request.visit?.anew?.();
    return error;
  } catch (refusal) {
    return refusal;
  }
};

export async function answerError(fault: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const error = await foremost(fault, request);
  const refused = refusedOf(error, request);
  if (refused.status >= 500 && !(error instanceof Refused)) request.log.error({ err: error }, 'request failed');
  return sendProblem(request, reply, refused);
}
