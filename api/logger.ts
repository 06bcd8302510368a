import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config';

/** Lines of the stack without the message: messages of databases and parsers quote what people typed. */
const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);

/** JSON lines on standard output that hold no personal data: routes instead of addresses, codes instead of messages, no headers, no bodies. */
export const loggerOptions = (config: Config, logTo?: { write(line: string): void }) => ({
  level: config.logLevel,
  ...(logTo && { stream: logTo }),
  redact: {
    paths: ['*.password', '*.token', '*.code_hash', '*.idNumber', '*.phone', 'headers', '*.headers', 'body', '*.body'],
    remove: true,
  },
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
    res: (reply: Pick<FastifyReply, 'statusCode'>) => ({ status: reply.statusCode }),
    err: (error: Error & { code?: string; constraint?: string; cause?: unknown }) => ({
      type: error.name,
      code: error.code,
      constraint: error.constraint,
      message: publicMessage(error) ?? '',
      stack: frames(error.stack).join('\n'),
    }),
  },
});

/** Of errors that this project threw itself the message is kept: it holds no value by rule. */
const publicMessage = (error: Error): string | undefined =>
  ['Error', 'TypeError', 'RangeError', 'UnsealError'].includes(error.name) ? error.message.slice(0, 200) : undefined;
