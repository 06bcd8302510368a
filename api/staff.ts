import type { Pool, PoolClient } from 'pg';
import { mayIssueSlip, type Owner } from '../domain/authority/give';
import { isInspection } from '../domain/authority/inspection';
import { mayKeep, reach } from '../domain/authority/reach';
import { holds, type Who, within } from '../domain/authority/who';
import { accountOwner } from '../records/inspection-office';
import { forbidden, notFound } from './problem';

/** A person whose account is to be kept: within reach by unit, or by a role that he or she holds; anybody else does not exist. */
export async function findStaff(client: Pool | PoolClient, who: Who, id: string, today: string): Promise<Owner> {
  const { rows } = await client.query<{ unit_path: string | null }>(
    'SELECT u.path AS unit_path FROM person p LEFT JOIN organisation u ON u.id = p.unit_id WHERE p.id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound('没有这个人', 'There is no such person');
  const owner = await accountOwner(client, id, today);
  const seen =
    id === who.personId ||
    (row.unit_path !== null && reach(who, row.unit_path)) ||
    owner.holdings.some(({ path, inspectsPath }) => reach(who, path) || (inspectsPath !== undefined && reach(who, inspectsPath)));
  if (!seen) throw notFound('没有这个人', 'There is no such person');
  return { ...owner, ...(row.unit_path === null ? {} : { unitPath: row.unit_path }) };
}

/** Whether somebody keeps the account: League staff by administrators at or above the place, inspectors by their office alone. */
export const mayKeepAccount = (who: Who, owner: Owner): boolean => {
  if (owner.holdings.some(isInspection)) return mayIssueSlip(who, owner);
  const keeps =
    (owner.unitPath !== undefined && mayKeep(who, 'account', owner.unitPath)) ||
    owner.holdings.some(({ path }) => holds(who, ['administrator', 'system-administrator'], (held) => within(path, held.path)));
  return keeps && mayIssueSlip(who, owner);
};

export const keepAccount = (who: Who, owner: Owner): void => {
  if (!mayKeepAccount(who, owner))
    throw forbidden(
      '账号由本级或上级管理员管理, 纪检监督人员的账号由其机构负责人管理, 不能处理自己的账号',
      'Accounts are kept by an administrator at or above the unit, those of inspectors by the head of their office, never one’s own',
    );
};
