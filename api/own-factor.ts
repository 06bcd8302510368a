import { machineClock } from '../config/clock';
import { isInspection } from '../domain/authority/inspection';
import { FACTOR_ROLES } from '../domain/authority/second-factor';
import { refuse } from '../domain/case/refusal';
import type { sessionRoutes } from '../domain/contract/session';
import { clearFailures, useSlip } from '../records/accounts';
import { transaction } from '../records/database';
import { appendLog } from '../records/log';
import { beginFactor, checkFactor, confirmFactor, factorOf, recoveryLeft } from '../records/second-factor';
import { endSessions, raiseSession } from '../records/sessions';
import { base32, otpauth } from '../records/totp';
import { setCookie } from './cookies';
import type { ApiDeps } from './deps';
import type { Handlers } from './module';
import { forbidden, notFound, Refused } from './problem';
import { qrSvg } from './qr';
import { badCode, noFactor } from './sign-in-problems';

const ISSUER = '团务 tuanwu';

const enrolled = () =>
  new Refused(
    refuse('already-enrolled', '此账号已启用第二因素', 'This account has a second factor', [
      '手机遗失的, 用恢复码登录, 或请有权的人重置',
      'With a lost phone sign in by a recovery code, or have it reset by whoever may',
    ]),
  );

const badPermit = () =>
  new Refused(
    refuse(
      'permit-not-valid',
      '纪检监督人员须凭本机构负责人发放的登记单启用第二因素; 登记单无效、已使用或已过期',
      'Inspectors enrol with a permit from the head of their office; this one is missing, unknown, used or expired',
      ['向机构负责人领取新的登记单', 'Ask the head of the office for a new permit'],
      { pointer: '/permit' },
    ),
  );

type Own = Pick<Handlers<typeof sessionRoutes>, 'readSecondFactor' | 'beginSecondFactor' | 'confirmSecondFactor'>;

/** One's own second factor: seen, begun with a secret shown once, confirmed with its first code. Taking it away is for others. */
export const ownFactor = (deps: ApiDeps, passwordRight: (login: string, password: string) => Promise<unknown>): Own => {
  const { config, database, clock, vault } = deps;
  const { pool } = database;
  const machine = () => (deps.machineClock ?? machineClock).now();

  return {
    readSecondFactor: async ({ session: mine }) => ({
      enrolled: mine.factor.enrolled,
      policy: config.secondFactor,
      expected: mine.who.holdings.some(({ role }) => FACTOR_ROLES.includes(role)),
      permitNeeded: mine.who.holdings.some(isInspection),
      recoveryCodesLeft: await recoveryLeft(pool, mine.accountId),
      ...(mine.factor.at === undefined ? {} : { givenAt: new Date(mine.factor.at).toISOString() }),
    }),

    beginSecondFactor: async ({ session: mine, body }) => {
      if (mine.factor.enrolled) throw enrolled();
      await passwordRight(mine.login, body.password).catch((error: unknown) => {
        throw error instanceof Refused && error.refusal.code === 'sign-in-failed'
          ? forbidden('当前密码不正确', 'The current password is not right', '/password')
          : error;
      });
      await clearFailures(pool, mine.accountId);
      const secret = await transaction(pool, async (tx) => {
        const at = await machine();
        if (mine.who.holdings.some(isInspection) && (await useSlip(tx, body.permit ?? '', at, 'factor')) !== mine.who.personId)
          throw badPermit();
        const begun = await beginFactor(tx, vault, mine.accountId, at);
        if (!begun) throw enrolled();
        await appendLog(tx, { at: await clock.now(), kind: 'factor-begun', personId: mine.who.personId, body: {} });
        return begun;
      });
      const uri = otpauth(secret, ISSUER, mine.login);
      return { uri, secret: base32(secret), qr: await qrSvg(uri) };
    },

    confirmSecondFactor: async ({ session: mine, body, reply }) => {
      const now = await machine();
      const factor = await factorOf(pool, vault, mine.accountId);
      if (!factor) throw noFactor();
      if (factor.confirmed) throw enrolled();
      const step = (await checkFactor(pool, factor, body.code, now))?.step;
      if (step === undefined) throw badCode();
      const done = await transaction(pool, async (tx) => {
        const codes = await confirmFactor(tx, mine.accountId, step, now);
        if (!codes) throw enrolled();
        const raised = await raiseSession(tx, mine.tokenHash, now);
        if (!raised) throw notFound('会话已结束, 请重新登录', 'The session has ended, sign in again');
        await endSessions(tx, mine.accountId, { except: raised.tokenHash });
        await appendLog(tx, { at: await clock.now(), kind: 'factor-enrolled', personId: mine.who.personId, body: {} });
        return { codes, ...raised };
      });
      setCookie(config, reply, done.token, Math.floor((done.expiresAt - now) / 1000));
      return { recoveryCodes: done.codes, token: done.token, expiresAt: new Date(done.expiresAt).toISOString() };
    },
  };
};
