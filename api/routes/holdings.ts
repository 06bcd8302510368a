import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { fits, GIVE_RULES, mayGive, type OrgPlace } from '../../domain/authority/give';
import { reach, reachPaths } from '../../domain/authority/reach';
import type { Role } from '../../domain/authority/who';
import { addDays, type Day } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { type HoldingView, holdingRoutes } from '../../domain/contract/holdings';
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
});

const find = async (client: Pool | PoolClient, id: string, lock = ''): Promise<Row | undefined> =>
  (await client.query<Row>(`${SELECT} WHERE h.id = $1 ${lock}`, [id])).rows[0];

async function placeOf(client: PoolClient, org: OrganisationRow, today: Day): Promise<OrgPlace> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM holding WHERE org_id = $1 AND role = 'inspection-head' AND since <= $2 AND (until IS NULL OR until >= $2) LIMIT 1",
    [org.id, today],
  );
  return { id: org.id, path: org.path, kind: org.kind, inspectsPath: org.inspects_path ?? undefined, hasHead: (rowCount ?? 0) > 0 };
}

const noRight = (role: Role) =>
  forbidden('你不能授予或免去这个岗位，也不能给自己授予', `This role is given by: ${GIVE_RULES[role].says}; never to oneself`, '/role');

export const holdings = ({ database }: ApiDeps) =>
  moduleOf(holdingRoutes, {
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
        'INSERT INTO holding (id, person_id, org_id, role, since, until, acting, given_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [id, person.id, org.id, body.role, since, body.until ?? null, body.acting, who.personId],
      );
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
      if (!mayGive(who, row.role, await placeOf(tx, org, today), row.person_id)) throw noRight(row.role);
      const until = body.until ?? addDays(today, -1);
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
