import { randomUUID } from 'node:crypto';
import { machineClock } from '../../config/clock';
import { fits, mayGive } from '../../domain/authority/give';
import { excludes, isInspection } from '../../domain/authority/inspection';
import { reachPaths } from '../../domain/authority/reach';
import { addDays, dayBefore } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { holdingRoutes } from '../../domain/contract/holdings';
import { holdingsAhead, voidSlips } from '../../records/accounts';
import { beginAnew } from '../../records/inspection-office';
import { appendLog } from '../../records/log';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { findHolding, type HoldingRow, holdingOf, holdingView, mayEndHolding, noRight, placeOfHolding, SELECT_HOLDING } from '../holdings';
import { moduleOf } from '../module';
import { findOrganisation, under } from '../organisations';
import { findPerson } from '../people';
import { badField, notFound, Refused } from '../problem';

export const incompatible = () =>
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
      const { rows } = await database.pool.query<HoldingRow>(
        `${SELECT_HOLDING}
         WHERE (o.path LIKE ANY($1) OR i.path LIKE ANY($1) OR h.person_id = $2)
           AND ($3::uuid IS NULL OR h.org_id = $3) AND ($4::uuid IS NULL OR h.person_id = $4) AND ($5::text IS NULL OR h.role = $5)
           AND h.since <= $6 AND (h.until IS NULL OR h.until >= $6)
           AND ($7::text IS NULL OR (h.since, h.id) > ($7, $8::uuid))
         ORDER BY h.since, h.id LIMIT $9`,
        [under(reachPaths(who)), who.personId, query.organisation, query.person, query.role, query.on ?? today, key, last, limit + 1],
      );
      return pageFrom(rows, limit, (row) => [row.since, row.id], holdingView);
    },

    giveRole: async ({ body, who, tx, now, today }) => {
      const org = await findOrganisation(tx, who, body.organisationId, true);
      const person = await findPerson(tx, who, body.personId);
      const place = await placeOfHolding(tx, org, today);
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
      const row = await holdingOf(tx, id);
      if (!row) throw notFound();
      return holdingView(row);
    },

    endRole: async ({ params, body, who, tx, now, today }) => {
      const { row, org } = await findHolding(tx, who, params.id, 'FOR UPDATE OF h');
      const until = body.until ?? addDays(today, -1);
      await mayEndHolding(tx, who, row, org, until, today);
      if (row.until !== null && row.until < today)
        throw new Refused(
          refuse('already-ended', '这项任职已经结束', 'The role has ended already', ['无需再办', 'Nothing remains to be done']),
        );
      if (until < dayBefore(row.since)) throw badField('/until', '结束日期不能早于开始日期', 'The role cannot end before it began');
      await tx.query('UPDATE holding SET until = $2 WHERE id = $1', [row.id, until]);
      await appendLog(tx, { at: now, kind: 'role-ended', personId: who.personId, body: { id: row.id, of: row.person_id, until } });
      return holdingView({ ...row, until });
    },
  });
};
