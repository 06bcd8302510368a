import { inspectedPaths } from '../../domain/authority/reach';
import { holds, type Role, type Who, within } from '../../domain/authority/who';
import { addDays } from '../../domain/calendar/day';
import type { Fact } from '../../domain/case/fact';
import type { MachineState } from '../../domain/case/state';
import { auditRoutes } from '../../domain/contract/audit';
import { procedureOf } from '../../domain/procedures';
import { ageOf } from '../../domain/standing/age';
import { type Holder, shownHolder } from '../../domain/standing/holder';
import { evaluate } from '../../records/standing/evaluate';
import { type Filters, type StalledRow, stalledCounts, stalledPage } from '../../records/standing/stalled-list';
import { lawsOf } from '../../records/statutes';
import { inBulk } from '../bulk';
import { keptOnce } from '../bulk-answer';
import { pageFrom, readCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { rushPage } from '../rush';
import { officersOnly, sightOf } from '../sight';
import { reasonView, stalledView } from '../standing-view';
import { isDecision, requireStepUp } from '../step-up';

const OFFICERS: readonly Role[] = [
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
  'administrator',
  'auditor',
];

export const audit = (deps: ApiDeps, { desk, statutes }: Casework) => {
  const { pool } = deps.database;

  const filtersOf = async (who: Who, query: Filters & { readonly unit?: string; readonly minDays?: number }, today: string) => ({
    ...query,
    ...(query.unit ? { unitPath: (await findOrganisation(pool, who, query.unit)).path } : {}),
    ...(query.minDays ? { openedBy: addDays(today, -query.minDays) } : {}),
  });

  const viewsOf = async (rows: readonly StalledRow[], today: string) => {
    const names = await namesOf(
      pool,
      rows.map((row) => row.subject_id),
      rows.flatMap((row) => [row.unit_id, row.org_id, row.reasons[0]?.task?.org]),
    );
    const views = await Promise.all(
      rows.map(async (row) => {
        const [leading] = row.reasons;
        if (!leading) throw new Error(`the board has ${row.id} for no reason`);
        return [row.id, stalledView(row, leading, await statutes.get(row.statute_hash), today, names)] as const;
      }),
    );
    return new Map(views);
  };

  return moduleOf(auditRoutes, {
    listStalled: async ({ query, who, today }) => {
      const [sight, filters, limit] = [sightOf(who), await filtersOf(who, query, today), query.limit ?? 50];
      const [rows, counts] = await Promise.all([
        stalledPage(pool, sight, filters, readCursor(query.after, 'uuid'), limit),
        stalledCounts(pool, sight, filters),
      ]);
      const views = await viewsOf(rows, today);
      const viewOf = (row: StalledRow) => {
        const view = views.get(row.id);
        if (!view) throw new Error(`no view of ${row.id}`);
        return view;
      };
      return { ...pageFrom(rows, limit, (row) => [row.since, row.id], viewOf), counts };
    },

    listRushFindings: async ({ query, who, today }) => {
      const { paths } = sightOf(who);
      const unitPath = query.unit ? { unitPath: (await findOrganisation(pool, who, query.unit)).path } : {};
      return rushPage(deps, { paths, ...unitPath }, query, today);
    },

    actInBulk: async ({ body, who, session, now, key }) => {
      sightOf(who);
      if (isDecision(body.act)) await requireStepUp(deps, session);
      const items = () => inBulk({ pool, desk, statutes }, who, body, now, key);
      if (body.preview) return { items: await items() };
      return { items: await keptOnce(pool, { senderId: who.personId, key, route: 'actInBulk', body, at: now }, items) };
    },

    readStanding: async ({ params, who, now, today, found: read }) => {
      const { place, procedure } = await lawful(desk.read(who, params.id, read));
      const inspects = inspectedPaths(who).some((path) => within(place.committeePath, path));
      const officer = holds(who, OFFICERS, (held) => within(place.unitPath, held.path) || within(place.committeePath, held.path));
      const inspection = holds(
        who,
        ['inspector', 'inspection-head'],
        ({ inspectsPath }) => inspectsPath !== undefined && within(place.committeePath, inspectsPath),
      );
      if (!officer && !inspection) throw officersOnly();
      const [{ rows }, facts, [standing]] = await Promise.all([
        pool.query<{ origin: MachineState }>('SELECT origin FROM case_row WHERE id = $1', [params.id]),
        pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [params.id]),
        evaluate(pool, statutes, [params.id], now),
      ]);
      const origin = rows[0]?.origin;
      if (!origin) throw new Error(`case ${params.id} has no row`);
      const ledger = facts.rows.map(({ fact }) => fact);
      const age = ageOf(procedureOf(procedure), origin, ledger, await lawsOf(statutes, [{ origin, facts: ledger }]), now);
      const names = await namesOf(
        pool,
        [],
        [...age.spans.map(({ org }) => org), ...(standing?.reasons ?? []).map(({ task }) => task?.org)],
      );
      const shown = (holder: Holder) => shownHolder(holder, inspects);
      return {
        from: age.from,
        until: age.until,
        seconds: age.seconds,
        parts: Object.fromEntries(Object.entries(age.parts).map(([holder, seconds]) => [shown(holder as Holder), seconds])),
        spans: age.spans.map(({ org, holder, ...span }) => ({
          ...span,
          holder: shown(holder),
          ...(org ? { at: names.organisation(org) } : {}),
        })),
        ...(standing && standing.state.phase !== 'ended' ? { holder: shown(standing.holder) } : {}),
        reasons: standing ? standing.reasons.map((reason) => reasonView(standing.statute, reason, today, names)) : [],
      };
    },
  });
};
