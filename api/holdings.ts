import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { GIVE_RULES, mayEnd, type OrgPlace } from '../domain/authority/give';
import { reach } from '../domain/authority/reach';
import type { Role, Who } from '../domain/authority/who';
import { type Day, dayAfter } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { HoldingView } from '../domain/contract/holdings';
import { hasOtherHead, headsOf } from '../records/inspection-office';
import { findOrganisation, type OrganisationRow } from './organisations';
import { forbidden, notFound, Refused } from './problem';

type Client = Pick<Pool | PoolClient, 'query'>;

export interface HoldingRow {
  id: string;
  person_id: string;
  person_name: string;
  org_id: string;
  org_name: string;
  role: Role;
  since: string;
  until: string | null;
  acting: boolean;
  rank: number | null;
}

export const SELECT_HOLDING = `SELECT h.*, p.name AS person_name, o.name AS org_name
  FROM holding h JOIN person p ON p.id = h.person_id JOIN organisation o ON o.id = h.org_id LEFT JOIN organisation i ON i.id = o.inspects_id`;

export const holdingView = (row: HoldingRow): z.input<typeof HoldingView> => ({
  id: row.id,
  person: { id: row.person_id, name: row.person_name },
  organisation: { id: row.org_id, name: row.org_name },
  role: row.role,
  since: row.since,
  until: row.until ?? undefined,
  acting: row.acting,
  order: row.rank ?? undefined,
});

export const holdingOf = async (client: Client, id: string, lock = ''): Promise<HoldingRow | undefined> =>
  (await client.query<HoldingRow>(`${SELECT_HOLDING} WHERE h.id = $1 ${lock}`, [id])).rows[0];

export async function placeOfHolding(client: Client, org: OrganisationRow, today: Day): Promise<OrgPlace> {
  const heads = org.kind === 'inspection-office' ? await headsOf(client, org.id, today) : {};
  return { id: org.id, path: org.path, kind: org.kind, inspectsPath: org.inspects_path ?? undefined, ...heads };
}

const headStays = () =>
  new Refused(
    refuse(
      'forbidden',
      '监督机构负责人由上级监督机构负责人免去, 或在继任者到任后由本人卸任',
      'The head of an inspection office is ended by the head of the higher office, or leaves when a successor is in office',
      [
        '先任命继任者; 没有上级机构又无法联系的, 由两名系统管理员按应急程序办理',
        'Appoint a successor first; without a higher office two system administrators follow the emergency way',
      ],
      { pointer: '/role' },
    ),
  );

export const noRight = (role: Role) =>
  forbidden('你不能授予或免去这个岗位，也不能给自己授予', `This role is given by: ${GIVE_RULES[role].says}; never to oneself`, '/role');

/** Everybody knows the organisations above; who holds what there is for those who may list it. */
export const findHolding = async (client: Client, who: Who, id: string, lock = ''): Promise<{ row: HoldingRow; org: OrganisationRow }> => {
  const row = await holdingOf(client, id, lock);
  const org = row && (await findOrganisation(client, who, row.org_id).catch(() => undefined));
  if (!row || !org || !(row.person_id === who.personId || reach(who, org.inspects_path ?? org.path) || reach(who, org.path)))
    throw notFound('没有这项任职', 'There is no such holding');
  return { row, org };
};

/** @throws Refused with the way out when it is not for this person to end the role on that day */
export const mayEndHolding = async (
  client: Client,
  who: Who,
  row: HoldingRow,
  org: OrganisationRow,
  until: Day,
  today: Day,
): Promise<void> => {
  const after = until < today ? today : dayAfter(until);
  const successor = row.role === 'inspection-head' && (await hasOtherHead(client, org.id, row.person_id, after));
  if (!mayEnd(who, row.role, await placeOfHolding(client, org, today), row.person_id, successor))
    throw row.role === 'inspection-head' ? headStays() : noRight(row.role);
};
