import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { machineClock } from '../../config/clock';
import { fits, GIVE_RULES, mayEnd, mayGive, type OrgPlace } from '../../domain/authority/give';
import { excludes, isInspection } from '../../domain/authority/inspection';
import { reach, reachPaths } from '../../domain/authority/reach';
import type { Role } from '../../domain/authority/who';
import { addDays, type Day } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { type HoldingView, holdingRoutes } from '../../domain/contract/holdings';
import { holdingsAhead, voidSlips } from '../../records/accounts';
import { beginAnew, hasOtherHead, headsOf } from '../../records/inspection-office';
import { appendLog } from '../../records/log';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { findOrganisation, type OrganisationRow, under } from '../organisations';
import { findPerson } from '../people';
import { badField, forbidden, notFound, Refused } from '../problem';

interface Row {
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

const SELECT = `SELECT h.*, p.name AS person_name, o.name AS org_name
  FROM holding h JOIN person p ON p.id = h.person_id JOIN organisation o ON o.id = h.org_id LEFT JOIN organisation i ON i.id = o.inspects_id`;

const view = (row: Row): z.input<typeof HoldingView> => ({
  id: row.id,
  person: { id: row.person_id, name: row.person_name },
  organisation: { id: row.org_id, name: row.org_name },
  role: row.role,
  since: row.since,
  until: row.until ?? undefined,
  acting: row.acting,
  order: row.rank ?? undefined,
});

const find = async (client: Pool | PoolClient, id: string, lock = ''): Promise<Row | undefined> =>
  (await client.query<Row>(`${SELECT} WHERE h.id = $1 ${lock}`, [id])).rows[0];

async function placeOf(client: PoolClient, org: OrganisationRow, today: Day): Promise<OrgPlace> {
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

const noRight = (role: Role) =>
  forbidden('你不能授予或免去这个岗位，也不能给自己授予', `This role is given by: ${GIVE_RULES[role].says}; never to oneself`, '/role');

const incompatible = () =>
  new Refused(
    refuse(
      'incompatible-roles',
      '纪检监督岗位不能与管理员岗位由同一人担任',
      'Nobody inspects who also keeps roles and accounts',
      ['先免去另一岗位, 或另选他人', 'End the other role first, or choose somebody else'],
      { pointer: '/role' },
    ),
  );

export const holdings = (deps: ApiDeps) => {
  const { database } = deps;
  return moduleOf(holdingRoutes, {
    listHoldings: async ({ query, who, today }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [key, last] = readCursor(query.after, 'uuid');
      const { rows } = await database.pool.query<Row>(
        `${SELECT}
         WHERE (o.path LIKE ANY($1) OR i.path LIKE ANY($1) OR h.person_id = $2)
           AND ($3::uuid IS NULL OR h.org_id = $3) AND ($4::uuid IS NULL OR h.person_id = $4) AND ($5::text IS NULL OR h.role = $5)
           AND h.since <= $6 AND (h.until IS NULL OR h.until >= $6)
           AND ($7::text IS NULL OR (h.since, h.id) > ($7, $8::uuid))
         ORDER BY h.since, h.id LIMIT $9`,
        [under(reachPaths(who)), who.personId, query.organisation, query.person, query.role, query.on ?? today, key, last, limit + 1],
      );
      return pageFrom(rows, limit, (row) => [row.since, row.id], view);
    },

    giveRole: async ({ body, who, tx, now, today }) => {
      const org = await findOrganisation(tx, who, body.organisationId, true);
      const person = await findPerson(tx, who, body.personId);
      const place = await placeOf(tx, org, today);
      if (!fits(body.role, place)) throw badField('/role', '这类组织没有这个岗位', 'This kind of organisation does not know the role');
      if (!mayGive(who, body.role, place, person.id)) throw noRight(body.role);
      if (org.closed_on !== null) throw badField('/organisationId', '该组织已撤销', 'The organisation is closed');
      const theirs = await holdingsAhead(tx, person.id, today);
      if (excludes(body.role, theirs)) throw incompatible();
      const since = body.since ?? today;
      const { rowCount } = await tx.query(
        "SELECT 1 FROM holding WHERE person_id = $1 AND org_id = $2 AND role = $3 AND (until IS NULL OR until >= $4) AND since <= coalesce($5, '9999')",
        [person.id, org.id, body.role, since, body.until],
      );
      if (rowCount)
        throw new Refused(
          refuse(
            'duplicate',
            '此人在这段时间已任该岗位',
            'The person holds this role already in that time',
            ['核对任职起止日期', 'Check the days'],
            { pointer: '/role' },
          ),
        );
      const id = randomUUID();
      await tx.query(
        'INSERT INTO holding (id, person_id, org_id, role, since, until, acting, given_by, rank) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [id, person.id, org.id, body.role, since, body.until ?? null, body.acting, who.personId, body.order ?? null],
      );
      const machine = await (deps.machineClock ?? machineClock).now();
      if (isInspection(body) && !theirs.some(isInspection)) await beginAnew(tx, person.id, machine);
      else await voidSlips(tx, person.id, machine);
      await appendLog(tx, {
        at: now,
        kind: 'role-given',
        personId: who.personId,
        body: { id, to: person.id, at: org.id, role: body.role, since },
      });
      const row = await find(tx, id);
      if (!row) throw notFound();
      return view(row);
    },

    endRole: async ({ params, body, who, tx, now, today }) => {
      const row = await find(tx, params.id, 'FOR UPDATE OF h');
      if (!row) throw notFound('没有这项任职', 'There is no such holding');
      const org = await findOrganisation(tx, who, row.org_id).catch(() => undefined);
      // Everybody knows the organisations above; who holds what there is for those who may list it.
      if (!org || !(row.person_id === who.personId || reach(who, org.inspects_path ?? org.path) || reach(who, org.path)))
        throw notFound('没有这项任职', 'There is no such holding');
      const until = body.until ?? addDays(today, -1);
      const after = addDays(until < today ? addDays(today, -1) : until, 1);
      const successor = row.role === 'inspection-head' && (await hasOtherHead(tx, org.id, row.person_id, after));
      if (!mayEnd(who, row.role, await placeOf(tx, org, today), row.person_id, successor))
        throw row.role === 'inspection-head' ? headStays() : noRight(row.role);
      if (row.until !== null && row.until < today)
        throw new Refused(
          refuse('already-ended', '这项任职已经结束', 'The role has ended already', ['无需再办', 'Nothing remains to be done']),
        );
      if (until < addDays(row.since, -1)) throw badField('/until', '结束日期不能早于开始日期', 'The role cannot end before it began');
      await tx.query('UPDATE holding SET until = $2 WHERE id = $1', [row.id, until]);
      await appendLog(tx, { at: now, kind: 'role-ended', personId: who.personId, body: { id: row.id, of: row.person_id, until } });
      return view({ ...row, until });
    },
  });
};
