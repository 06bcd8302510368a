import { figureRoutes } from '../../domain/contract/figures';
import { overlays, packs } from '../../domain/procedures';
import { AGE_DAYS } from '../../domain/standing/age-days';
import { type OpenCount, openCounts, stageTimes, type Wait } from '../../records/standing/figures';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { sightOf } from '../sight';

const MOST_UNITS = 30;

/** The steps of a procedure's table and those that an overlay may put into it, each with its stage. */
const stepsOf = (procedure: string) => [
  ...(packs[procedure]?.steps ?? []).map(({ id, stage }) => ({ step: id, stage })),
  ...Object.values(overlays)
    .filter((overlay) => (overlay.procedure ?? 'admission') === procedure)
    .flatMap(({ insert }) => insert.map(({ step: { id, stage } }) => ({ step: id, stage }))),
];

const waitsOf = (counts: readonly OpenCount[]): Record<Wait, number> => {
  const waits: Record<Wait, number> = { rule: 0, desk: 0, stalled: 0, paused: 0 };
  for (const { wait, n } of counts) waits[wait] += n;
  return waits;
};

const agesOf = (counts: readonly OpenCount[]): number[] =>
  AGE_DAYS.map((_, index) => counts.filter(({ age }) => age === index + 1).reduce((sum, { n }) => sum + n, 0));

const totalOf = (counts: readonly OpenCount[]): number => counts.reduce((sum, { n }) => sum + n, 0);

const grouped = (counts: readonly OpenCount[], key: 'committee' | 'unit'): [string, OpenCount[]][] => {
  const groups = new Map<string, OpenCount[]>();
  for (const count of counts) groups.set(count[key], [...(groups.get(count[key]) ?? []), count]);
  return [...groups].sort(([, one], [, other]) => totalOf(other) - totalOf(one)).slice(0, MOST_UNITS);
};

export const figures = ({ database: { pool } }: ApiDeps) =>
  moduleOf(figureRoutes, {
    readFigures: async ({ query: { unit, procedure }, who, today }) => {
      const sight = sightOf(who);
      const unitPath = unit ? (await findOrganisation(pool, who, unit)).path : undefined;
      const asked = { procedure, today, steps: stepsOf(procedure), ageDays: AGE_DAYS, ...(unitPath ? { unitPath } : {}) };
      const [counts, times] = await Promise.all([openCounts(pool, sight, asked), stageTimes(pool, sight, asked)]);
      const committees = grouped(counts, 'committee');
      const units = committees.length > 1 ? committees : grouped(counts, 'unit');
      const names = await namesOf(
        pool,
        [],
        units.map(([id]) => id),
      );
      return {
        procedure,
        today,
        ageDays: [...AGE_DAYS],
        stages: Object.entries(packs[procedure]?.stages ?? {}).map(([stage, title]) => {
          const [here, time] = [counts.filter((one) => one.stage === stage), times.find((one) => one.stage === stage)];
          return {
            stage,
            title,
            ages: agesOf(here),
            ...waitsOf(here),
            closed: time?.closed ?? 0,
            ...(time ? { medianDays: time.median, ninthDecileDays: time.decile } : {}),
          };
        }),
        unitsAre: committees.length > 1 ? ('committees' as const) : ('branches' as const),
        units: units.map(([id, here]) => ({ ...names.organisation(id), ...waitsOf(here) })),
      };
    },
  });
