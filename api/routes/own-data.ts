import { ownDataRoutes } from '../../domain/contract/own-data';
import { closedTo } from '../../domain/procedures/readers';
import { appendLog } from '../../records/log';
import { factsOfCases, ownCases, ownRows } from '../../records/own-data';
import { readingsOf, type SeenRow } from '../../records/readings';
import { factView } from '../case-view';
import { cursorOf, DEFAULT_LIMIT, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { ownDataPage } from '../own-data-page';
import { findPerson, sealedOf } from '../people';
import { badField } from '../problem';

const WHAT = {
  'case-read': 'case',
  'paper-read': 'paper',
  'case-exported': 'export',
  'guardian-link-used': 'guardian',
  'person-read': 'record',
  'person-revealed': 'numbers',
} as const;

/** Nobody's file is looked at so often in years. */
const MOST_READINGS = 5_000;

const readingView = (row: SeenRow) => ({
  id: row.id,
  at: row.at.toISOString(),
  what: WHAT[row.kind as keyof typeof WHAT],
  ...(row.name ? { by: row.name } : {}),
  ...(row.body.as ? { as: row.body.as } : {}),
  ...(row.case_id ? { case: row.case_id } : {}),
  ...(row.paper ? { paper: row.paper } : {}),
});

export const ownData = ({ database: { pool }, vault }: ApiDeps) => {
  const casesOf = (person: string) => ownCases(pool, person, closedTo('inspectors', 'offices'));

  /** The cases with what happened in them, as the person reads it. */
  const casesWithFacts = async (cases: Awaited<ReturnType<typeof casesOf>>) => {
    const facts = await factsOfCases(
      pool,
      cases.map(({ id }) => id),
    );
    const names = await namesOf(
      pool,
      facts.flatMap(({ fact }) => [fact.actor?.id, fact.recorder?.id]),
      [],
    );
    return cases.map(({ opened_on: openedOn, ...one }) => ({
      ...one,
      openedOn,
      facts: facts
        .filter(({ case_id }) => case_id === one.id)
        .map(({ fact }) => {
          const { seq, on, sentence, actor, recorder, papers } = factView(one.procedure, fact, names, false);
          const nameOf = (who: typeof actor) => (who && 'name' in who ? who.name : undefined);
          return {
            seq,
            on,
            sentence: sentence.zh,
            actor: nameOf(actor),
            recorder: nameOf(recorder),
            papers: papers.map(({ kind }) => kind),
          };
        }),
    }));
  };

  return moduleOf(ownDataRoutes, {
    listReadings: async ({ query, who }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [at, id] = readCursor(query.after, 'uuid');
      if (at !== undefined && (!/^\d{4}-/.test(at) || Number.isNaN(Date.parse(at))))
        throw badField('/after', '翻页游标无效，请从第一页重新读取', 'This cursor is not valid; read from the first page', 'query');
      const cases = (await casesOf(who.personId)).map((one) => one.id);
      const rows = await readingsOf(pool, who.personId, cases, { limit, ...(at && id ? { before: [at, id] as const } : {}) });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(readingView), ...(last ? { next: cursorOf(last.at.toISOString(), last.id) } : {}) };
    },

    exportOwnData: async ({ who, now, today, reply }) => {
      const row = await findPerson(pool, who, who.personId);
      const cases = await casesOf(who.personId);
      const ids = cases.map(({ id }) => id);
      const readings = await readingsOf(pool, who.personId, ids, { limit: MOST_READINGS });
      const data = {
        person: {
          name: row.name,
          birth: row.birth,
          sex: row.sex,
          ethnicity: row.ethnicity,
          ...sealedOf(vault, row),
          guardianName: row.guardian_name,
          unit: row.unit_name,
          grade: row.grade,
          league: row.league,
          memberSince: row.member_since,
          leftOn: row.left_on,
          certified: row.certified,
          pioneer: row.pioneer,
          rightsLostSince: row.rights_lost_since,
          rightsLostUntil: row.rights_lost_until,
        },
        cases: await casesWithFacts(cases),
        ...(await ownRows(pool, vault, who.personId, ids)),
        readings: readings.slice(0, MOST_READINGS).map(readingView),
      };
      await appendLog(pool, { at: now, kind: 'own-data-exported', personId: who.personId, body: {} });
      reply
        .serializer((body: unknown) => body as string)
        .type('text/html; charset=utf-8')
        .header('content-disposition', `attachment; filename="my-data-${today}.html"`)
        .header('x-content-type-options', 'nosniff');
      return ownDataPage(data, row.name, new Date(now).toISOString()) as never;
    },
  });
};
