import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Owner } from '../../domain/authority/give';
import type { Who } from '../../domain/authority/who';
import { refuse } from '../../domain/case/refusal';
import { type AccountView, accountRoutes } from '../../domain/contract/accounts';
import { clearFailures, createAccount } from '../../records/accounts';
import { appendLog } from '../../records/log';
import { endSessions } from '../../records/sessions';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { notFound, Refused } from '../problem';
import { findStaff, keepAccount } from '../staff';

type Client = Pool | PoolClient;

interface Row {
  id: string;
  person_id: string;
  name: string;
  login: string;
  status: 'active' | 'disabled';
  has_password: boolean;
  locked_until: Date | null;
}

async function find(client: Client, who: Who, id: string, today: string): Promise<{ row: Row; owner: Owner }> {
  const { rows } = await client.query<Row>(
    `SELECT a.id, a.person_id, p.name, a.login, a.status, a.password_hash IS NOT NULL AS has_password, a.locked_until
     FROM account a JOIN person p ON p.id = a.person_id WHERE a.id = $1`,
    [id],
  );
  const [row] = rows;
  const owner = row && (await findStaff(client, who, row.person_id, today).catch(() => undefined));
  if (!row || !owner) throw notFound('没有这个账号', 'There is no such account');
  return { row, owner };
}

const view = (row: Row): z.input<typeof AccountView> => ({
  id: row.id,
  person: { id: row.person_id, name: row.name },
  login: row.login,
  status: row.status,
  hasPassword: row.has_password,
  lockedUntil: row.locked_until?.toISOString(),
});

export const accounts = ({ database }: ApiDeps) =>
  moduleOf(accountRoutes, {
    createAccount: async ({ body, who, tx, now, today }) => {
      const owner = await findStaff(tx, who, body.personId, today);
      keepAccount(who, owner);
      const id = await createAccount(tx, { personId: owner.personId, login: body.login, at: now });
      if (id === undefined)
        throw new Refused(
          refuse(
            'duplicate',
            '登录名已被使用，或此人已有账号',
            'The login is taken, or the person has an account',
            ['换一个登录名; 已有账号的重新发放激活单', 'Choose another login; for an existing account issue a slip'],
            { pointer: '/login' },
          ),
        );
      await appendLog(tx, { at: now, kind: 'account-created', personId: who.personId, body: { for: owner.personId } });
      return view((await find(tx, who, id, today)).row);
    },

    readAccount: async ({ params, who, today }) => {
      const { row, owner } = await find(database.pool, who, params.id, today);
      if (owner.personId !== who.personId) keepAccount(who, owner);
      return view(row);
    },

    disableAccount: async ({ params, who, tx, now, today }) => {
      const { row, owner } = await find(tx, who, params.id, today);
      keepAccount(who, owner);
      await tx.query("UPDATE account SET status = 'disabled' WHERE id = $1", [row.id]);
      const ended = await endSessions(tx, row.id);
      await appendLog(tx, { at: now, kind: 'account-disabled', personId: who.personId, body: { of: owner.personId, ended } });
      return view({ ...row, status: 'disabled' });
    },

    unlockAccount: async ({ params, who, tx, now, today }) => {
      const { row, owner } = await find(tx, who, params.id, today);
      keepAccount(who, owner);
      await tx.query("UPDATE account SET status = 'active' WHERE id = $1", [row.id]);
      await clearFailures(tx, row.id);
      await appendLog(tx, { at: now, kind: 'account-unlocked', personId: who.personId, body: { of: owner.personId } });
      return view({ ...row, status: 'active', locked_until: null });
    },
  });
