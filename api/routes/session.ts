import { machineClock } from '../../config/clock';
import { FRESH_MS } from '../../domain/authority/second-factor';
import { sessionRoutes } from '../../domain/contract/session';
import { type Account, checkPassword, clearFailures, hashPassword, setPassword, takeAttempt } from '../../records/accounts';
import { transaction } from '../../records/database';
import { appendLog } from '../../records/log';
import { checkFactor, factorOf, useFactor } from '../../records/second-factor';
import { endSessions, raiseSession, type Session } from '../../records/sessions';
import { activation } from '../activation';
import { beginSession } from '../begin-session';
import { clearCookie, setCookie } from '../cookies';
import type { ApiDeps } from '../deps';
import type { Evidence } from '../evidence';
import { meOf, sessionsOf } from '../me';
import { moduleOf } from '../module';
import { ownFactor } from '../own-factor';
import { notFound, Refused } from '../problem';
import { badCode, factorRequired, failed, locked, noFactor, samePassword, wrongPassword } from '../sign-in-problems';
import { refuseTeamAway } from '../team';
import { UnknownLogins } from '../unknown-logins';
import { refuseWeak } from '../weak';

export const session = (deps: ApiDeps, evidence: Evidence) => {
  const { config, database, clock, vault } = deps;
  const { pool } = database;
  const machine = () => (deps.machineClock ?? machineClock).now();
  const unknown = new UnknownLogins();
  const log = async (kind: string, body: Record<string, unknown>, personId?: string) =>
    appendLog(pool, { at: await clock.now(), kind, personId, body });

  /** One counter over password and factor, taken before either is looked at. Undefined: there is no such login. */
  const attempt = async (login: string, now: number): Promise<Account | undefined> => {
    const account = await takeAttempt(pool, login, now);
    if (account !== undefined && 'lockedMs' in account) {
      await log('sign-in-failed', { why: 'locked' });
      throw locked(account.lockedMs);
    }
    if (account === undefined) {
      const lockedMs = unknown.attempt(login, now);
      if (lockedMs > 0) {
        await log('sign-in-failed', { why: 'locked' });
        throw locked(lockedMs);
      }
    }
    return account;
  };

  const fail = async (account: Account | undefined, right: boolean) => {
    const why = account === undefined ? 'unknown' : account.status !== 'active' ? 'disabled' : right ? 'factor' : 'password';
    await log('sign-in-failed', { why }, account?.personId);
    return failed();
  };

  const passwordRight = async (login: string, password: string): Promise<Account> => {
    const account = await attempt(login, await machine());
    const right = await checkPassword(account?.passwordHash, password);
    if (account !== undefined && right && account.status === 'active') return account;
    throw await fail(account, right);
  };

  /** Unknown logins take the same time and get the same answers; so does a right password with a wrong code. */
  const authenticate = async (login: string, password: string, typed: string | undefined) => {
    const now = await machine();
    const account = await attempt(login, now);
    const right = await checkPassword(account?.passwordHash, password);
    const factor = await factorOf(pool, vault, account?.id);
    const given = typed === undefined ? undefined : await checkFactor(pool, factor, typed, now);
    if (account === undefined || !right || account.status !== 'active') throw await fail(account, right);
    if (!factor?.confirmed) return { account };
    if (typed === undefined) throw factorRequired();
    if (given === undefined || !(await useFactor(pool, account.id, given, now))) throw await fail(account, right);
    if (given.recovery) await log('recovery-code-used', {}, account.personId);
    return { account, factorAt: now };
  };

  const begin = beginSession(deps);

  const end = async (mine: Session, which: { only?: Buffer }) => {
    const at = await clock.now();
    return transaction(pool, async (tx) => {
      const ended = await endSessions(tx, mine.accountId, which);
      if (ended > 0) await appendLog(tx, { at, kind: 'signed-out', personId: mine.who.personId, body: { ended } });
      return ended;
    });
  };

  return moduleOf(sessionRoutes, {
    signIn: async ({ body, request, reply, now, today }) => {
      const { account, factorAt } = await authenticate(body.login.trim().toLowerCase(), body.password, body.factor);
      await refuseTeamAway(pool, account.personId, today).catch(async (error: unknown) => {
        await log('sign-in-failed', { why: 'team-days' }, account.personId);
        throw error;
      });
      const signedIn = await begin(request, reply, account, factorAt);
      const watched = await evidence.watched(account, body.lastCheckpoint, now, today);
      return { ...signedIn, ...(watched ? { log: watched } : {}) };
    },

    stepUp: async ({ session: mine, body, reply }) => {
      const now = await machine();
      if (!mine.factor.enrolled) throw noFactor();
      const account = await attempt(mine.login, now);
      const factor = await factorOf(pool, vault, mine.accountId);
      const given = await checkFactor(pool, factor, body.code, now);
      if (account === undefined || !factor?.confirmed || !given || !(await useFactor(pool, mine.accountId, given, now))) {
        await log('step-up-failed', {}, mine.who.personId);
        throw badCode();
      }
      const raised = await transaction(pool, async (tx) => {
        await clearFailures(tx, mine.accountId);
        const body = given.recovery ? { recovery: true } : {};
        await appendLog(tx, { at: await clock.now(), kind: 'stepped-up', personId: mine.who.personId, body });
        return raiseSession(tx, mine.tokenHash, now);
      });
      if (!raised) throw notFound('会话已结束, 请重新登录', 'The session has ended, sign in again');
      setCookie(config, reply, raised.token, Math.floor((raised.expiresAt - now) / 1000));
      return { token: raised.token, expiresAt: new Date(raised.expiresAt).toISOString(), until: new Date(now + FRESH_MS).toISOString() };
    },

    signOut: async ({ session: mine, reply }) => {
      await end(mine, { only: mine.tokenHash });
      clearCookie(config, reply);
      return undefined;
    },

    whoAmI: async ({ session: mine, today }) => meOf(deps, mine, today),

    readQueueKey: async ({ who }) => {
      const { key, owner } = vault.forQueueOf(who.personId);
      return { key: key.toString('base64'), owner: owner.toString('hex') };
    },

    changePassword: async ({ session: mine, body }) => {
      await passwordRight(mine.login, body.current).catch((error: unknown) => {
        throw error instanceof Refused && error.refusal.code === 'sign-in-failed' ? wrongPassword : error;
      });
      if (body.next === body.current) throw samePassword;
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
    ...ownFactor(deps, passwordRight),
  });
};
