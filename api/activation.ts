import type { FastifyReply, FastifyRequest } from 'fastify';
import { machineClock } from '../config/clock';
import { mayIssueSlip } from '../domain/authority/give';
import { refuse } from '../domain/case/refusal';
import type { sessionRoutes } from '../domain/contract/session';
import { createAccount, hashPassword, issueSlip, newSlipCode, setPassword, takeAttempt, useSlip } from '../records/accounts';
import { transaction } from '../records/database';
import { appendLog } from '../records/log';
import { checkFactor, enrolledOwner, factorOf, useFactor } from '../records/second-factor';
import { endSessions } from '../records/sessions';
import type { ApiDeps } from './deps';
import type { Handlers } from './module';
import { forbidden, Refused } from './problem';
import { badCode, factorRequired, locked } from './sign-in-problems';
import { findStaff } from './staff';
import { refuseTeamAway } from './team';
import { refuseWeak } from './weak';

const DAY_MS = 86_400_000;
/** A slip goes home in a school bag and comes back after a weekend or a holiday week. */
export const SLIP_MS = 14 * DAY_MS;

/** Opens the session; `factorAt`: the second factor was given just now. */
export type Begin = (
  request: FastifyRequest,
  reply: FastifyReply,
  account: { id: string; personId: string; mustChange: boolean },
  factorAt?: number,
) => Promise<{ token: string; expiresAt: string; mustChangePassword: boolean }>;

const badSlip = () =>
  new Refused(
    refuse(
      'slip-not-valid',
      '激活码无效、已使用或已过期',
      'The code is unknown, used or expired',
      ['核对激活单; 需要时请支部书记重新发放', 'Check the slip; ask the branch secretary for a new one'],
      { pointer: '/code' },
    ),
  );

const loginTaken = () =>
  new Refused(
    refuse(
      'duplicate',
      '这个登录名已有人使用',
      'This login is taken',
      ['换一个登录名; 激活码仍然有效', 'Choose another one; the slip still works'],
      { pointer: '/login' },
    ),
  );

const disabled = () => new Refused(refuse('forbidden', '账号已停用', 'The account is disabled', ['请管理员处理', 'Ask the administrator']));

/** People without e-mail or telephone come to an account by a printed slip; so does whoever forgot a password. */
export const activation = (deps: ApiDeps, begin: Begin): Pick<Handlers<typeof sessionRoutes>, 'activate' | 'issueActivationSlip'> => {
  const { database, clock, vault } = deps;
  const machine = () => (deps.machineClock ?? machineClock).now();

  /** A slip gives a new password, not a new factor: where one is enrolled it is asked, by the counter of sign-in. Answers when it was given. */
  const askFactor = async (slip: string, typed: string | undefined, at: number): Promise<number | undefined> => {
    const account = await enrolledOwner(database.pool, slip, at);
    if (!account) return undefined;
    if (typed === undefined) throw factorRequired();
    const attempt = await takeAttempt(database.pool, account.login, at);
    if (attempt && 'lockedMs' in attempt) throw locked(attempt.lockedMs);
    const given = await checkFactor(database.pool, await factorOf(database.pool, vault, account.id), typed, at);
    if (!given || !(await useFactor(database.pool, account.id, given, at))) throw badCode('/factor');
    return at;
  };

  return {
    activate: async ({ body, request, reply, today }) => {
      refuseWeak(body.password, [body.login], '/password');
      const passwordHash = await hashPassword(body.password);
      const at = await machine();
      const factorAt = await askFactor(body.code, body.factor, at);
      const account = await transaction(database.pool, async (tx) => {
        const personId = await useSlip(tx, body.code, at);
        if (personId === undefined) throw badSlip();
        await refuseTeamAway(tx, personId, today);
        const { rows } = await tx.query<{ id: string; status: string }>('SELECT id, status FROM account WHERE person_id = $1 FOR UPDATE', [
          personId,
        ]);
        const [known] = rows;
        if (known && known.status !== 'active') throw disabled();
        const id = known
          ? (await setPassword(tx, known.id, body.login, passwordHash))
            ? known.id
            : undefined
          : await createAccount(tx, { personId, login: body.login, passwordHash, at });
        if (id === undefined) throw loginTaken();
        await endSessions(tx, id);
        await appendLog(tx, { at: await clock.now(), kind: 'account-activated', personId, body: { again: known !== undefined } });
        return { id, personId, mustChange: false };
      });
      return begin(request, reply, account, factorAt);
    },

    issueActivationSlip: async ({ params, who, today, now }) => {
      const owner = await findStaff(database.pool, who, params.id, today);
      if (!mayIssueSlip(who, owner))
        throw forbidden(
          '不能为此人发放激活单: 普通人员由本支部书记、上级团委办理, 任职人员由管理员办理, 纪检监督人员由其机构负责人办理, 不能给自己发放',
          'You cannot issue a slip for this person',
        );
      const code = newSlipCode();
      const at = await machine();
      const expiresAt = at + SLIP_MS;
      await transaction(database.pool, async (tx) => {
        await issueSlip(tx, { code, personId: owner.personId, issuedBy: who.personId, at, expiresAt });
        await appendLog(tx, { at: now, kind: 'slip-issued', personId: who.personId, body: { for: owner.personId } });
      });
      return { code, expiresAt: new Date(expiresAt).toISOString() };
    },
  };
};
