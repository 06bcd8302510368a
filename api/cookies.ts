import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config';

/** People reach this server over TLS: then the cookie is kept to TLS, to this host and to no other path. */
export const overTls = (config: Config): boolean => config.tls !== undefined || (config.publicUrl?.startsWith('https://') ?? false);

const nameOf = (config: Config): string => (overTls(config) ? '__Host-tuanwu_session' : 'tuanwu_session');

/** The session's token as a browser sends it. */
export function readCookie(config: Config, request: FastifyRequest): string | undefined {
  const wanted = `${nameOf(config)}=`;
  const pair = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  return pair?.slice(wanted.length);
}

const write = (config: Config, reply: FastifyReply, value: string, ending: string): void =>
  void reply.header(
    'set-cookie',
    `${nameOf(config)}=${value}; Path=/; HttpOnly; SameSite=Lax${overTls(config) ? '; Secure' : ''}; ${ending}`,
  );

/** `seconds` from now by whoever keeps the cookie: no two clocks need to agree. */
export const setCookie = (config: Config, reply: FastifyReply, token: string, seconds: number): void =>
  write(config, reply, token, `Max-Age=${seconds}`);

export const clearCookie = (config: Config, reply: FastifyReply): void => write(config, reply, '', 'Max-Age=0');
