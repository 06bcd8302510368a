import { workPaths } from '../../domain/authority/reach';
import { holds, type Role, type Who, within } from '../../domain/authority/who';
import { quotaRoutes } from '../../domain/contract/quota';
import type { Range } from '../../records/number-draw';
import { handDownRange } from '../../records/number-hand-down';
import { rangeHolding, receiveRange, voidNumber } from '../../records/number-ranges';
import { numberCounts, numbersAudit, numbersOf, rangesOf } from '../../records/number-report';
import { numberAt } from '../../records/number-text';
import { type Ranked, rankedBelow } from '../../records/place-queue';
import { isItsTurn } from '../../records/queue-view';
import { handDown, setPlan } from '../../records/quota-plan';
import { quotaReport } from '../../records/quota-report';
import type { Client } from '../../records/quota-tree';
import { Refused as Unlawful } from '../../records/refused';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { forbidden, notFound, Refused } from '../problem';

const KEEPERS: readonly Role[] = ['committee-officer', 'administrator'];

interface Unit {
  readonly id: string;
  readonly path: string;
  readonly parentId: string | null;
}

/** Somebody who reads here; a unit outside the reader's reach does not exist. */
const unitIn = async (client: Client, who: Who, id: string): Promise<Unit> => {
  const { rows } = await client.query<Unit>('SELECT id, path, parent_id AS "parentId" FROM organisation WHERE id = $1', [id]);
  const unit = rows[0];
  if (!unit || !workPaths(who).some((path) => within(unit.path, path))) throw notFound('没有这个组织', 'There is no such organisation');
  return unit;
};

/** The unit to which a line or range belongs, for its keeper: an officer or administrator there or above. */
const kept = async (client: Client, who: Who, id: string | undefined): Promise<Unit> => {
  if (id === undefined) throw notFound();
  const unit = await unitIn(client, who, id);
  if (!holds(who, KEEPERS, (held) => within(unit.path, held.path)))
    throw forbidden(
      '指标和编号由本级或上级团委的干事、管理员办理',
      'Quota and numbers are kept by officers and administrators at the unit or above it',
    );
  return unit;
};

/** A plan comes from above: nobody sets his own, except the administrator of the root. */
const planned = async (client: Client, who: Who, id: string): Promise<void> => {
  const unit = await unitIn(client, who, id);
  const above = holds(who, KEEPERS, (held) => held.orgId !== unit.id && within(unit.path, held.path));
  const root = unit.parentId === null && holds(who, ['administrator'], (held) => held.orgId === unit.id);
  if (!above && !root) throw forbidden('年度计划由上级团委下达', 'The yearly plan is set by the level above', '/org');
};

/** A refusal of the ledgers, as the API says it. */
const lawful = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Unlawful ? new Refused(error.refusal) : error;
  }
};

const orgOf = async (client: Client, table: 'quota_line' | 'number_range', id: string): Promise<string | undefined> =>
  (await client.query<{ id: string }>(`SELECT org_id AS id FROM ${table} WHERE id = $1`, [id])).rows[0]?.id;

const given = (range: Range) => ({
  id: range.id,
  orgId: range.orgId,
  kind: range.kind,
  year: range.year,
  first: numberAt(range, range.first),
  last: numberAt(range, range.last),
});

const comesAfter = ({ since, recorded }: Ranked['waiter'], day: string, last: number): boolean =>
  since > day || (since === day && recorded > last);

const queueLine = (ranked: Ranked, names: Awaited<ReturnType<typeof namesOf>>) => {
  const { waiter, line, rank, of, free } = ranked;
  return {
    case: waiter.caseId,
    ...(waiter.subjectId ? { subject: names.person(waiter.subjectId) } : {}),
    unit: names.organisation(waiter.unitId),
    rank,
    of,
    since: waiter.since,
    phase: waiter.phase,
    short: waiter.why,
    ...(line
      ? {
          line: {
            id: line.id,
            org: names.organisation(line.orgId),
            year: line.year,
            field: line.field,
            stage: line.stage,
            grade: line.grade,
          },
        }
      : {}),
    free,
    turn: isItsTurn(ranked),
  };
};

export const quota = ({ database }: ApiDeps) =>
  moduleOf(quotaRoutes, {
    readQuota: async ({ query, who, today }) => {
      await unitIn(database.pool, who, query.org);
      const report = await quotaReport(database.pool, { orgId: query.org, year: query.year, on: today });
      return { ...report, lines: [...report.lines] };
    },
    listPlaceQueue: async ({ query, who, today }) => {
      const unit = await unitIn(database.pool, who, query.org);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [since, recorded] = readCursor(query.after, 'number');
      const all = await rankedBelow(database.pool, unit.path, { year: query.year, on: today });
      const left = since === undefined ? all : all.filter(({ waiter }) => comesAfter(waiter, since, Number(recorded)));
      const rows = left.slice(0, limit + 1);
      const names = await namesOf(
        database.pool,
        rows.map(({ waiter }) => waiter.subjectId),
        rows.flatMap(({ waiter, line }) => [waiter.unitId, line?.orgId]),
      );
      return pageFrom(
        rows,
        limit,
        ({ waiter }) => [waiter.since, String(waiter.recorded)],
        (row) => queueLine(row, names),
      );
    },
    setPlan: async ({ body, who, tx, now, today }) => {
      await planned(tx, who, body.org);
      const { org: orgId, ...plan } = body;
      return lawful(setPlan(tx, { orgId, ...plan }, { personId: who.personId, at: now, on: today }));
    },
    handDownQuota: async ({ params, body, who, tx, now, today }) => {
      await kept(tx, who, await orgOf(tx, 'quota_line', params.id));
      return lawful(
        handDown(tx, { lineId: params.id, toOrgId: body.toOrg, places: body.places }, { personId: who.personId, at: now, on: today }),
      );
    },
    readNumbers: async ({ query, who }) => {
      await unitIn(database.pool, who, query.org);
      const scope = { orgId: query.org, year: query.year, kind: query.kind };
      const [ranges, counts, faults, list] = await Promise.all([
        rangesOf(database.pool, scope),
        numberCounts(database.pool, scope),
        numbersAudit(database.pool, scope),
        numbersOf(database.pool, { ...scope, after: query.after, limit: query.limit ?? 50 }),
      ]);
      return { ...list, ...counts, left: ranges.reduce((sum, { left }) => sum + left, 0), ranges, faults };
    },
    receiveNumbers: async ({ body, who, tx, now, today }) => {
      await kept(tx, who, body.org);
      const { org: orgId, first, last = first, kind, year, source } = body;
      return given(
        await lawful(receiveRange(tx, { orgId, kind, year, first, last, source }, { personId: who.personId, at: now, on: today })),
      );
    },
    handDownNumbers: async ({ params, body, who, tx, now, today }) => {
      await kept(tx, who, await orgOf(tx, 'number_range', params.id));
      const { toOrg: toOrgId, count, from } = body;
      return given(
        await lawful(handDownRange(tx, { rangeId: params.id, toOrgId, count, from }, { personId: who.personId, at: now, on: today })),
      );
    },
    voidNumber: async ({ body, who, tx, now, today }) => {
      const range = await lawful(rangeHolding(tx, body.kind, body.number));
      await kept(tx, who, range.orgId);
      await lawful(voidNumber(tx, body, { personId: who.personId, at: now, on: today }));
      return { ...body, status: 'void' as const, voidedOn: today };
    },
  });
