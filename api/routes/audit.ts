import { inspectedPaths } from '../../domain/authority/reach';
import { holds, type Role, type Who, within } from '../../domain/authority/who';
import { addDays } from '../../domain/calendar/day';
import { auditRoutes } from '../../domain/contract/audit';
import type { Age } from '../../domain/standing/age';
import { type Holder, shownHolder } from '../../domain/standing/holder';
import { postTitles } from '../../records/post-titles';
import { agesOf } from '../../records/standing/case-ages';
import { evaluate } from '../../records/standing/evaluate';
import { type Filters, type StalledRow, stalledCounts, stalledPage } from '../../records/standing/stalled-list';
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
const MOST_UNITS = 20;

/** The time under investigation is, for whoever is no inspector, time on hold. */
const shownParts = (age: Age, inspects: boolean): Partial<Record<Holder, number>> => {
  const parts: Partial<Record<Holder, number>> = {};
  for (const [holder, seconds] of Object.entries(age.parts) as [Holder, number][]) {
    const shown = shownHolder(holder, inspects);
    parts[shown] = (parts[shown] ?? 0) + seconds;
  }
  return parts;
};

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

  const unitsOf = async (counted: Readonly<Record<string, number>>) => {
    const most = Object.entries(counted)
      .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
      .slice(0, MOST_UNITS);
    const names = await namesOf(
      pool,
      [],
      most.map(([id]) => id),
    );
    return most.map(([id, count]) => ({ ...names.organisation(id), count }));
  };

  return moduleOf(auditRoutes, {
    listStalled: async ({ query, who, now, today }) => {
      const [sight, filters, limit] = [sightOf(who), await filtersOf(who, query, today), query.limit ?? 50];
      const [rows, counts] = await Promise.all([
        stalledPage(pool, sight, filters, readCursor(query.after, 'uuid'), limit),
        stalledCounts(pool, sight, filters),
      ]);
      const shown = rows.slice(0, limit);
      const [views, posts, ages, units] = await Promise.all([
        viewsOf(shown, today),
        postTitles(pool, shown),
        agesOf(
          pool,
          statutes,
          shown.map(({ id }) => id),
          now,
        ),
        unitsOf(counts.unit),
      ]);
      const viewOf = (row: StalledRow) => {
        const [view, age] = [views.get(row.id), ages.get(row.id)];
        if (!view || !age) throw new Error(`no view of ${row.id}`);
        const post = posts.get(row.id);
        return { ...view, ...(post ? { post } : {}), parts: shownParts(age, row.inspected) };
      };
      const { unit: _, ...rest } = counts;
      return { ...pageFrom(rows, limit, (row) => [row.since, row.id], viewOf), counts: { ...rest, units } };
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
      const { place } = await lawful(desk.read(who, params.id, read));
      const inspects = inspectedPaths(who).some((path) => within(place.committeePath, path));
      const officer = holds(who, OFFICERS, (held) => within(place.unitPath, held.path) || within(place.committeePath, held.path));
      const inspection = holds(
        who,
        ['inspector', 'inspection-head'],
        ({ inspectsPath }) => inspectsPath !== undefined && within(place.committeePath, inspectsPath),
      );
      if (!officer && !inspection) throw officersOnly();
      const [ages, [standing]] = await Promise.all([agesOf(pool, statutes, [params.id], now), evaluate(pool, statutes, [params.id], now)]);
      const age = ages.get(params.id);
      if (!age) throw new Error(`case ${params.id} has no row`);
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
        parts: shownParts(age, inspects),
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
