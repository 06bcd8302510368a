import type { FastifyReply, FastifyRequest } from 'fastify';
import { machineClock } from '../config/clock';
import { clip } from '../domain/people/name';
import { clearFailures } from '../records/accounts';
import { transaction } from '../records/database';
import { appendLog } from '../records/log';
import { openSession } from '../records/sessions';
import { setCookie } from './cookies';
import type { ApiDeps } from './deps';

const agentOf = (request: FastifyRequest): string => clip((request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, ''), 200);

/** Opens a session for an account that has shown who it is; sets the cookie and tells the token. */
export const beginSession =
  ({ config, database: { pool }, clock, machineClock: machine = machineClock }: ApiDeps) =>
  async (
    request: FastifyRequest,
    reply: FastifyReply,
    account: { id: string; personId: string; mustChange: boolean },
    factorAt?: number,
  ) => {
    const now = await machine.now();
    const { token, expiresAt } = await transaction(pool, async (tx) => {
      const opened = await openSession(tx, account.id, now, agentOf(request), factorAt);
      await clearFailures(tx, account.id);
      await appendLog(tx, { at: await clock.now(), kind: 'signed-in', personId: account.personId, body: {} });
      return opened;
    });
    setCookie(config, reply, token, Math.floor((expiresAt - now) / 1000));
    return { token, expiresAt: new Date(expiresAt).toISOString(), mustChangePassword: account.mustChange };
  };
