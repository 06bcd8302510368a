import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { machineClock } from '../../config/clock';
import { fits } from '../../domain/authority/give';
import { excludes, isInspection } from '../../domain/authority/inspection';
import { reachPaths, workPaths } from '../../domain/authority/reach';
import { administers, counterpart } from '../../domain/authority/substitute';
import { holds, type Who, within } from '../../domain/authority/who';
import type { Day } from '../../domain/calendar/day';
import { type Refusal, refuse } from '../../domain/case/refusal';
import { substituteRoutes } from '../../domain/contract/substitutes';
import { holdingsAhead, voidSlips } from '../../records/accounts';
import { appendLog } from '../../records/log';
import { appointSubstitute, deskOf, holdsThen, substitutesOf } from '../../records/substitutes';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { findOrganisation, type OrganisationRow, under } from '../organisations';
import { findPerson } from '../people';
import { badField, forbidden, Refused } from '../problem';
import { incompatible } from './holdings';

type Body = z.output<Extract<(typeof substituteRoutes)[number], { operationId: 'appointSubstitutes' }>['body']>;
type Item = Body['items'][number];

const notYours = () =>
  forbidden('代理由该单位或上级的管理员指定', 'Substitutes are appointed by an administrator at or above the unit', '/unit');

const ownHand = (en: string, zh: string): Refusal =>
  refuse('own-hand', zh, en, ['指定其他人代理', 'Appoint somebody else'], { pointer: '/person', clause: 'project.administrator' });

const ownEyes = (): Refusal =>
  refuse(
    'own-second-pair-of-eyes',
    '此人在对应的另一级任职, 不能同时审核自己办理的事项',
    'The person holds the role that looks at this one’s work, and nobody is his own second pair of eyes',
    ['指定不在另一级任职的人代理', 'Appoint somebody who holds no role at the other level'],
    { pointer: '/person', clause: 'project.four-eyes' },
  );

const already = (): Refusal =>
  refuse(
    'duplicate',
    '此人在这段时间已任该岗位',
    'The person holds this role already in that time',
    ['核对代理起止日期', 'Check the days'],
    { pointer: '/role' },
  );

const wrongKind = (): Refusal =>
  refuse(
    'wrong-unit',
    '这类组织没有这个岗位, 或该组织已撤销',
    'This kind of organisation does not know the role, or it is closed',
    ['核对单位和岗位', 'Check unit and role'],
    { pointer: '/unit' },
  );

export const substitutes = (deps: ApiDeps) => {
  const { pool } = deps.database;

  /** Why this person may not act in this role there; undefined: he may. */
  const refusalOf = async (
    tx: PoolClient,
    who: Who,
    org: OrganisationRow,
    item: Item,
    body: Body,
    today: Day,
  ): Promise<Refusal | undefined> => {
    if (!holds(who, ['administrator'], ({ path }) => within(org.path, path))) return notYours().refusal;
    if (org.closed_on !== null || !fits(item.role, { id: org.id, path: org.path, kind: org.kind })) return wrongKind();
    if (item.person === who.personId) return ownHand('An administrator does not appoint himself', '管理员不能指定自己代理');
    const theirs = await holdingsAhead(tx, item.person, today);
    if (theirs.some(isInspection) || excludes(item.role, theirs)) return incompatible().refusal;
    if (administers(org, theirs)) return ownHand('An administrator acts in nobody’s place', '管理员不能代任办理岗位');
    if (counterpart(item.role, org, theirs)) return ownEyes();
    return (await holdsThen(tx, { ...item, from: body.from, until: body.until })) ? already() : undefined;
  };

  const appoint = async (tx: PoolClient, who: Who, item: Item, body: Body, now: number, today: Day) => {
    const row = { unit: item.unit, role: item.role, person: item.person };
    try {
      const org = await findOrganisation(tx, who, item.unit, true);
      const person = await findPerson(tx, who, item.person);
      const refusal = await refusalOf(tx, who, org, item, body, today);
      if (refusal) throw new Refused(refusal);
      const desk = await deskOf(tx, row);
      const holding = await appointSubstitute(tx, { ...row, from: body.from, until: body.until, by: who.personId });
      await voidSlips(tx, person.id, await (deps.machineClock ?? machineClock).now());
      const about = { id: holding, to: person.id, at: org.id, role: item.role, from: body.from, until: body.until, why: body.why };
      await appendLog(tx, { at: now, kind: 'substitute-appointed', personId: who.personId, body: about });
      return { ...row, result: 'done' as const, holding, tasks: desk.tasks, barred: [...desk.barred] };
    } catch (error) {
      if (error instanceof Refused) return { ...row, result: 'refused' as const, refusal: { ...error.refusal } };
      throw error;
    }
  };

  return moduleOf(substituteRoutes, {
    listSubstitutes: async ({ query, who, today }) => {
      if (workPaths(who).length === 0) throw forbidden('由任职人员查看', 'For officers');
      const limit = query.limit ?? DEFAULT_LIMIT;
      const sight = { under: under(reachPaths(who)), today, unit: query.unit };
      const rows = await substitutesOf(pool, sight, readCursor(query.after, 'uuid'), limit);
      return pageFrom(
        rows,
        limit,
        (row) => [row.since, row.id],
        (row) => ({
          holding: row.id,
          unit: { id: row.org_id, name: row.org_name },
          role: row.role,
          person: { id: row.person_id, name: row.person_name },
          from: row.since,
          ...(row.until ? { until: row.until } : {}),
        }),
      );
    },

    appointSubstitutes: async ({ body, who, tx, now, today }) => {
      if (!holds(who, ['administrator'], () => true)) throw notYours();
      if (body.from < today) throw badField('/from', '代理从今天或以后开始', 'A substitute begins today or later');
      // A preview does all of it and takes it back, so that it cannot say anything else than what would be done.
      await tx.query('SAVEPOINT trial');
      const items = [];
      for (const item of body.items) {
        const row = await appoint(tx, who, item, body, now, today);
        items.push(body.preview && row.result === 'done' ? { ...row, result: 'would' as const, holding: undefined } : row);
      }
      if (body.preview) await tx.query('ROLLBACK TO SAVEPOINT trial');
      return { items };
    },
  });
};
