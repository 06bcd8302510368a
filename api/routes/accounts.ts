import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { mayIssueSlip } from '../../domain/authority/give';
import { mayKeep } from '../../domain/authority/reach';
import { holds, type Who, within } from '../../domain/authority/who';
import { refuse } from '../../domain/case/refusal';
import { type AccountView, accountRoutes } from '../../domain/contract/accounts';
import { clearFailures, createAccount, holdingsAhead } from '../../records/accounts';
import { appendLog } from '../../records/log';
import { endSessions } from '../../records/sessions';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { findPerson, type PersonRow } from '../people';
import { forbidden, notFound, Refused } from '../problem';

type Client = Pool | PoolClient;

interface Row {
  id: string;
  person_id: string;
  login: string;
  status: 'active' | 'disabled';
  has_password: boolean;
  locked_until: Date | null;
}

/** The account of a person whom one sees, and whose accounts one keeps; otherwise 404 or 403. */
async function keep(client: Client, who: Who, person: PersonRow, today: string): Promise<void> {
  const theirs = await holdingsAhead(client, person.id, today);
  const keeps =
    (person.unit_path !== null && mayKeep(who, 'account', person.unit_path)) ||
    theirs.some(({ path }) => holds(who, ['administrator', 'system-administrator'], (held) => within(path, held.path)));
  if (!keeps || !mayIssueSlip(who, { personId: person.id, unitPath: person.unit_path ?? undefined, holdings: theirs }))
    throw forbidden(
      '账号由本级或上级管理员管理，不能处理自己的账号',
      'Accounts are kept by an administrator at or above the unit, never one’s own',
    );
}

async function find(client: Client, who: Who, id: string): Promise<{ row: Row; person: PersonRow }> {
  const { rows } = await client.query<Row>(
    'SELECT id, person_id, login, status, password_hash IS NOT NULL AS has_password, locked_until FROM account WHERE id = $1',
    [id],
  );
  const [row] = rows;
  const person = row && (await findPerson(client, who, row.person_id).catch(() => undefined));
  if (!row || !person) throw notFound('没有这个账号', 'There is no such account');
  return { row, person };
}

const view = (row: Row, person: PersonRow): z.input<typeof AccountView> => ({
  id: row.id,
  person: { id: person.id, name: person.name },
  login: row.login,
  status: row.status,
  hasPassword: row.has_password,
  lockedUntil: row.locked_until?.toISOString(),
});

export const accounts = ({ database }: ApiDeps) =>
  moduleOf(accountRoutes, {
    createAccount: async ({ body, who, tx, now, today }) => {
      const person = await findPerson(tx, who, body.personId);
      await keep(tx, who, person, today);
      const id = await createAccount(tx, { personId: person.id, login: body.login, at: now });
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
      await appendLog(tx, { at: now, kind: 'account-created', personId: who.personId, body: { for: person.id } });
      return view((await find(tx, who, id)).row, person);
    },

    readAccount: async ({ params, who, today }) => {
      const { row, person } = await find(database.pool, who, params.id);
      if (person.id !== who.personId) await keep(database.pool, who, person, today);
      return view(row, person);
    },

    disableAccount: async ({ params, who, tx, now, today }) => {
      const { row, person } = await find(tx, who, params.id);
      await keep(tx, who, person, today);
      await tx.query("UPDATE account SET status = 'disabled' WHERE id = $1", [row.id]);
      const ended = await endSessions(tx, row.id);
      await appendLog(tx, { at: now, kind: 'account-disabled', personId: who.personId, body: { of: person.id, ended } });
      return view({ ...row, status: 'disabled' }, person);
    },

    unlockAccount: async ({ params, who, tx, now, today }) => {
      const { row, person } = await find(tx, who, params.id);
      await keep(tx, who, person, today);
      await tx.query("UPDATE account SET status = 'active' WHERE id = $1", [row.id]);
      await clearFailures(tx, row.id);
      await appendLog(tx, { at: now, kind: 'account-unlocked', personId: who.personId, body: { of: person.id } });
      return view({ ...row, status: 'active', locked_until: null }, person);
    },
  });
