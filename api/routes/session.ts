import { machineClock } from '../../config/clock';
import { refuse } from '../../domain/case/refusal';
import { sessionRoutes } from '../../domain/contract/session';
import { checkPassword, clearFailures, hashPassword, setPassword, takeAttempt } from '../../records/accounts';
import { transaction } from '../../records/database';
import { appendLog } from '../../records/log';
import { endSessions, type Session } from '../../records/sessions';
import { activation } from '../activation';
import { beginSession } from '../begin-session';
import { clearCookie } from '../cookies';
import type { ApiDeps } from '../deps';
import { meOf, sessionsOf } from '../me';
import { moduleOf } from '../module';
import { forbidden, notFound, Refused } from '../problem';
import { UnknownLogins } from '../unknown-logins';
import { refuseWeak } from '../weak';

const failed = () =>
  new Refused(
    refuse('sign-in-failed', '登录名或密码不正确', 'The login or the password is not right', [
      '核对后重试; 忘记密码请支部书记或管理员重新发放激活单',
      'Try again; if the password is lost, ask for a new activation slip',
    ]),
  );

const locked = (ms: number) => {
  const seconds = Math.ceil(ms / 1000);
  return new Refused(
    refuse('locked', '连续失败次数过多，已暂时锁定', 'Too many failures, locked for a while', [
      `${seconds} 秒后再试`,
      `Try again after ${seconds} seconds`,
    ]),
    {
      headers: { 'retry-after': String(seconds) },
    },
  );
};

export const session = (deps: ApiDeps) => {
  const { config, database, clock } = deps;
  const { pool } = database;
  const machine = () => (deps.machineClock ?? machineClock).now();
  const unknown = new UnknownLogins();
  const log = async (kind: string, body: Record<string, unknown>, personId?: string) =>
    appendLog(pool, { at: await clock.now(), kind, personId, body });

  /** Attempts are counted before the password is looked at; unknown logins take the same time and get the same answers. */
  const authenticate = async (login: string, password: string) => {
    const now = await machine();
    const account = await takeAttempt(pool, login, now);
    if (account !== undefined && 'lockedMs' in account) {
      await log('sign-in-failed', { why: 'locked' });
      throw locked(account.lockedMs);
    }
    if (account === undefined) {
      const lockedMs = unknown.attempt(login, now);
      if (lockedMs > 0) throw locked(lockedMs);
    }
    const right = await checkPassword(account?.passwordHash, password);
    if (account !== undefined && right && account.status === 'active') return account;
    const why = account === undefined ? 'unknown' : right ? 'disabled' : 'password';
    await log('sign-in-failed', { why }, account?.personId);
    throw failed();
  };

  const begin = beginSession(deps);

  const end = async (mine: Session, which: { only?: Buffer }) => {
    const ended = await endSessions(pool, mine.accountId, which);
    if (ended > 0) await log('signed-out', { ended }, mine.who.personId);
    return ended;
  };

  return moduleOf(sessionRoutes, {
    signIn: async ({ body, request, reply }) => begin(request, reply, await authenticate(body.login.trim().toLowerCase(), body.password)),

    signOut: async ({ session: mine, reply }) => {
      await end(mine, { only: mine.tokenHash });
      clearCookie(config, reply);
      return undefined;
    },

    whoAmI: async ({ session: mine, today }) => meOf(deps, mine, today),

    changePassword: async ({ session: mine, body }) => {
      await authenticate(mine.login, body.current).catch((error: unknown) => {
        throw error instanceof Refused && error.refusal.code === 'sign-in-failed'
          ? forbidden('当前密码不正确', 'The current password is not right', '/current')
          : error;
      });
      // Right as it was, it is no failure, whatever becomes of the new one.
      await clearFailures(pool, mine.accountId);
      refuseWeak(body.next, [mine.login], '/next');
      const passwordHash = await hashPassword(body.next);
      await transaction(pool, async (tx) => {
        await setPassword(tx, mine.accountId, mine.login, passwordHash);
        const ended = await endSessions(tx, mine.accountId, { except: mine.tokenHash });
        await appendLog(tx, { at: await clock.now(), kind: 'password-changed', personId: mine.who.personId, body: { ended } });
      });
      return undefined;
    },

    listSessions: async ({ session: mine }) => ({ items: await sessionsOf(deps, mine) }),

    endSession: async ({ session: mine, params }) => {
      if ((await end(mine, { only: Buffer.from(params.id, 'hex') })) === 0) throw notFound();
      return undefined;
    },

    ...activation(deps, begin),
  });
};
