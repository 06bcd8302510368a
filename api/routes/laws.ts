import { type Difference, differencesOf } from '../../domain/case/compare';
import { lawRoutes } from '../../domain/contract/laws';
import { citation } from '../../domain/law/statute';
import { overlays, packs, procedureOf } from '../../domain/procedures';
import { calendarFor } from '../../records/calendars';
import { lawsInUse, openCasesBelow, overlaysOnTheWay } from '../../records/law-cases';
import { statuteFor } from '../../records/statutes';
import { pageFrom, readCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { sightOf } from '../sight';

const PAGE = 50;

export const laws = ({ database }: ApiDeps, { statutes }: Casework) => {
  const { pool } = database;

  /** The law of a unit, as it would be if another unit on its way laid `tried` (nothing: no overlay of its own). */
  const lawAt = async (
    unit: string,
    procedure: string,
    region: string,
    changed?: { readonly at: string; readonly tried: string | undefined },
  ) => {
    const way = await overlaysOnTheWay(pool, unit);
    const laid = way.flatMap(({ id, overlay }) => (changed?.at === id ? (changed.tried ?? []) : (overlay ?? [])));
    return statuteFor(procedure, [...new Set(laid)], await calendarFor(database, region));
  };

  return moduleOf(lawRoutes, {
    readLaw: async ({ params, query: { procedure }, who }) => {
      const sight = sightOf(who);
      const unit = await findOrganisation(pool, who, params.id);
      const [law, way, used] = await Promise.all([
        lawAt(unit.id, procedure, unit.region),
        overlaysOnTheWay(pool, unit.id),
        lawsInUse(pool, sight, procedure, unit.path),
      ]);
      const base = packs[procedure];
      return {
        unit: { id: unit.id, name: unit.name },
        procedure,
        edition: law.edition,
        calendar: law.calendar.version,
        overlays: way.flatMap(({ id, name, overlay }) => {
          const found = overlay ? overlays[overlay] : undefined;
          return found && (found.procedure ?? 'admission') === procedure
            ? [{ id: found.id, name: found.name, edition: found.edition, at: { id, name } }]
            : [];
        }),
        offered: Object.values(overlays)
          .filter((one) => (one.procedure ?? 'admission') === procedure)
          .map(({ id, name }) => ({ id, name })),
        figures: Object.entries(law.figures).map(([key, figure]) => {
          const said = base?.figures[key]?.value;
          const clause = law.clauses[figure.clause];
          return {
            key,
            value: figure.value,
            ...(JSON.stringify(said) === JSON.stringify(figure.value) ? {} : { base: said }),
            unit: figure.unit,
            since: figure.since,
            certainty: figure.certainty,
            verified: figure.certainty === 'certain',
            own: clause?.own === true,
            citation: citation(law, figure.clause),
            gist: clause?.gist ?? '',
            ...(figure.note ? { note: figure.note } : {}),
          };
        }),
        editions: await Promise.all(
          used.map(async ({ hash, count }) => {
            const { edition, calendar } = await statutes.get(hash);
            return { edition, calendar: calendar.version, hash, current: hash === law.hash, count };
          }),
        ),
      };
    },

    tryLaw: async ({ params, query: { procedure, as, after }, who, today }) => {
      const sight = sightOf(who);
      const unit = await findOrganisation(pool, who, params.id);
      const [, last] = readCursor(after, 'uuid');
      const found = await openCasesBelow(pool, sight, procedure, unit.path, last, PAGE);
      const page = found.slice(0, PAGE);
      const regions = await regionsOf(page.map((one) => one.unit_id));
      const changed = as === 'today' ? undefined : { at: unit.id, tried: as === 'none' ? undefined : as };
      const names = await namesOf(
        pool,
        page.map((one) => one.subject_id),
        page.map((one) => one.unit_id),
      );
      const compared = await Promise.all(
        page.map(async (one) => {
          const region = regions.get(one.unit_id) ?? unit.region;
          const [old, next, now] = await Promise.all([
            statutes.get(one.statute_hash),
            lawAt(one.unit_id, procedure, region, changed),
            lawAt(one.unit_id, procedure, region),
          ]);
          const differences =
            old.hash === next.hash
              ? []
              : differencesOf(procedureOf(procedure), one.state, old, next, today).filter(({ passed }) => !passed);
          return {
            case: one.id,
            ...(one.subject_id ? { subject: names.person(one.subject_id) } : {}),
            unit: names.organisation(one.unit_id),
            seq: one.state.seq,
            to: next.hash,
            adoptable: next.hash === now.hash && old.hash !== next.hash,
            differences: differences.map(({ passed: _, ...difference }) => difference),
          };
        }),
      );
      const touched = compared.filter(({ differences }) => differences.length > 0);
      const { next } = pageFrom(
        found,
        PAGE,
        (row) => [row.id, row.id],
        (row) => row,
      );
      return {
        items: touched,
        ...(next ? { next } : {}),
        same: compared.length - touched.length,
        changes: counted(touched.flatMap(({ differences }) => differences)),
      };
    },
  });

  async function regionsOf(units: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await pool.query<{ id: string; region: string }>('SELECT id, region FROM organisation WHERE id = ANY($1::uuid[])', [
      units,
    ]);
    return new Map(rows.map(({ id, region }) => [id, region]));
  }
};

/** The same change in several cases is one line; the most frequent first. */
const counted = (differences: readonly Omit<Difference, 'passed'>[]) => {
  const lines = new Map<string, Omit<Difference, 'passed'> & { cases: number }>();
  for (const difference of differences) {
    const key = JSON.stringify(difference);
    const line = lines.get(key) ?? { ...difference, cases: 0 };
    line.cases += 1;
    lines.set(key, line);
  }
  return [...lines.values()].sort((one, other) => other.cases - one.cases).slice(0, 100);
};
