import { mayReadCase } from '../../domain/authority/seats';
import type { Who } from '../../domain/authority/who';
import { sentence } from '../../domain/case/explain';
import { deskRoutes } from '../../domain/contract/desk';
import { procedureOf } from '../../domain/procedures';
import { actsOf } from '../../records/my-acts';
import { keepPhrases, phrasesOf } from '../../records/phrases';
import { type CaseAt, findCases } from '../../records/places';
import { casesAbout, casesByMark, MOST_FOUND } from '../../records/search';
import { cursorOf, DEFAULT_LIMIT, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { unitsPage } from '../organisations';
import { lineOf, peoplePage } from '../people';
import { badField } from '../problem';

const about = ({ state, procedure, names }: CaseAt) => ({
  procedure,
  ...(state.subject ? { subject: { id: state.subject, name: names.subject ?? state.subject } } : {}),
  unit: { id: state.unit, name: names.unit },
  phase: state.phase,
});

export const desk = ({ database: { pool } }: ApiDeps) => {
  /** By id, those among them that the person may read. */
  const readableAmong = async (who: Who, ids: readonly string[]): Promise<ReadonlyMap<string, CaseAt>> =>
    new Map(
      (await findCases(pool, [...new Set(ids)])).filter(({ place }) => mayReadCase(who, place)).map((found) => [found.state.id, found]),
    );

  return moduleOf(deskRoutes, {
    listMyActs: async ({ query, who }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [at, id] = readCursor(query.after, 'uuid');
      if (at !== undefined && (!/^\d{4}-/.test(at) || Number.isNaN(Date.parse(at))))
        throw badField('/after', '翻页游标无效，请从第一页重新读取', 'This cursor is not valid; read from the first page', 'query');
      const rows = await actsOf(pool, who.personId, { opened: query.opened, before: [at, id], limit });
      const shown = rows.slice(0, limit);
      const readable = await readableAmong(
        who,
        shown.map((row) => row.case_id),
      );
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.flatMap((row) => {
          const found = readable.get(row.case_id);
          if (!found) return [];
          return [
            {
              id: row.id,
              case: row.case_id,
              ...about(found),
              on: row.fact.on,
              sentence: sentence(procedureOf(found.procedure), row.fact),
              ...(found.state.ended ? { ending: found.state.ended.how } : {}),
            },
          ];
        }),
        ...(last ? { next: cursorOf(last.registered_at.toISOString(), last.id) } : {}),
      };
    },

    search: async ({ query: { q }, who }) => {
      const [people, units, marked] = await Promise.all([
        peoplePage(pool, who, { q, limit: MOST_FOUND }),
        unitsPage(pool, who, { q, limit: MOST_FOUND }),
        casesByMark(pool, q),
      ]);
      const found = [
        ...marked,
        ...(await casesAbout(
          pool,
          people.map(({ id }) => id),
        )),
      ];
      const readable = await readableAmong(
        who,
        found.map(({ id }) => id),
      );
      const cases = new Map(
        found.flatMap(({ id, number }) => {
          const one = readable.get(id);
          return one && procedureOf(one.procedure).subject === 'case'
            ? [[id, { id, ...about(one), ...(number ? { number } : {}) }] as const]
            : [];
        }),
      );
      return {
        people: people.slice(0, MOST_FOUND).map(lineOf),
        cases: [...cases.values()].slice(0, MOST_FOUND),
        units: units.slice(0, MOST_FOUND).map(({ id, name, code, kind }) => ({ id, name, code, kind })),
      };
    },

    readPhrases: async ({ who }) => ({ texts: await phrasesOf(pool, who.personId) }),
    keepPhrases: async ({ who, body }) => {
      const texts = [...new Set(body.texts)];
      await keepPhrases(pool, who.personId, texts);
      return { texts };
    },
  });
};
