import { Readable } from 'node:stream';
import { watchedPaths } from '../../domain/authority/reach';
import { type Who, within } from '../../domain/authority/who';
import { refuse } from '../../domain/case/refusal';
import { dossierRoutes, MOST_CASES, MOST_DRAWN } from '../../domain/contract/dossier';
import { drawSample, SAMPLE_METHOD, setDigest } from '../../domain/dossier/sample';
import { procedures } from '../../domain/procedures';
import { type DossierAsked, dossierIds, dossierPage, dossierRows, dossierYears } from '../../records/dossier/cases';
import { indexOf } from '../../records/dossier/index-of';
import { sha } from '../../records/evidence/sha';
import { appendLog, sha256 } from '../../records/log';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { dossierFiles } from '../dossier/files';
import { dossierLine } from '../dossier/view';
import { type ZipFile, zipped } from '../dossier/zip';
import type { Evidence } from '../evidence';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation, type OrganisationRow } from '../organisations';
import { badField, languageOf, Refused, unavailable } from '../problem';
import { CLOSED, SECRET } from '../sight';
import { marksOf } from './demo';
import { watchers } from './evidence';

const DEFAULT_SIZE = 10;
/** Files that are made at the same time: the memory of each adds up. */
const MOST_AT_ONCE = 2;

interface Which {
  readonly procedure?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const tooMany = () =>
  new Refused(
    refuse(
      'dossier-too-large',
      `超过 ${MOST_CASES} 件, 一次做不完`,
      `More than ${MOST_CASES} cases are too many for one dossier`,
      ['按年份、程序或下级单位分开办理', 'Take one year, one procedure or a unit below at a time'],
      { pointer: '/from' },
    ),
  );

export const dossier = (deps: ApiDeps, { statutes }: Casework, log: Evidence) => {
  const { database, clock } = deps;
  const { pool } = database;
  const marks = marksOf(deps);
  let making = 0;

  /** A dossier is for whoever watches the log there: auditors and teams, administrators, inspectors. */
  const watched = async (who: Who, id: string): Promise<OrganisationRow> => {
    const org = await findOrganisation(pool, who, id);
    if (!watchedPaths(who).some((path) => within(org.path, path))) throw watchers();
    return org;
  };

  const asked = (who: Who, org: OrganisationRow, { procedure, from, to }: Which, where: 'query' | 'body'): DossierAsked => {
    if (procedure !== undefined && procedures[procedure]?.subject !== 'case')
      throw badField('/procedure', '没有这个程序, 请从列表中选择', 'There is no such procedure of cases', where);
    if (from !== undefined && to !== undefined && from > to)
      throw badField('/from', '起始年份不能晚于截止年份', 'The first year is not after the last one', where);
    const sight = { person: who.personId, paths: watchedPaths(who), closed: CLOSED, secret: SECRET, opened: [] };
    return {
      sight,
      unitPath: org.path,
      ...(procedure === undefined ? {} : { procedure }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  };

  const idsOf = async (of: DossierAsked): Promise<string[]> => {
    const ids = await dossierIds(pool, of, MOST_CASES);
    if (ids.length > MOST_CASES) throw tooMany();
    return ids;
  };

  /** Runs to the end or is left halfway: in both cases it is over. */
  async function* counted(parts: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    making += 1;
    try {
      yield* parts;
    } finally {
      making -= 1;
    }
  }

  return moduleOf(dossierRoutes, {
    readDossier: async ({ params, who, today }) => {
      const org = await watched(who, params.id);
      const years = await dossierYears(pool, asked(who, org, {}, 'query'));
      return {
        organisation: { id: org.id, name: org.name },
        asOf: today,
        cases: years.reduce((sum, { cases }) => sum + cases, 0),
        mostCases: MOST_CASES,
        mostDrawn: MOST_DRAWN,
        years,
      };
    },

    listDossierCases: async ({ params, query, who, now }) => {
      const org = await watched(who, params.id);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await dossierPage(pool, asked(who, org, query, 'query'), readCursor(query.after, 'uuid'), limit);
      const { items, next } = pageFrom(
        found,
        limit,
        (row) => [row.opened_on, row.id],
        ({ id }) => id,
      );
      if (query.names)
        await appendLog(pool, { at: now, kind: 'dossier-named', personId: who.personId, body: { at: org.id, cases: items.length } });
      const lines = [];
      for await (const some of indexOf(pool, statutes, items)) lines.push(...some.map((line) => dossierLine(line, query.names === true)));
      return {
        items: query.missing ? lines.filter(({ missing }) => missing.length > 0) : lines,
        ...(next === undefined ? {} : { next }),
      };
    },

    drawDossierSample: async ({ params, query, who, now }) => {
      const org = await watched(who, params.id);
      const ids = await idsOf(asked(who, org, query, 'query'));
      const [set, drawn] = [setDigest(sha, ids), drawSample(sha, ids, query.seed, query.size ?? DEFAULT_SIZE)];
      const body = { at: org.id, seed: query.seed, size: drawn.length, cases: ids.length, set };
      await appendLog(pool, { at: now, kind: 'sample-drawn', personId: who.personId, body });
      const rows = new Map(
        (
          await dossierRows(
            pool,
            drawn.map(({ id }) => id),
          )
        ).map((row) => [row.id, row]),
      );
      return {
        method: SAMPLE_METHOD,
        seed: query.seed,
        cases: ids.length,
        set,
        drawn: drawn.flatMap(({ id, key }) => {
          const row = rows.get(id);
          const unit = row && { id: row.unit_id, name: row.unit_name };
          return row && unit ? [{ key, case: id, procedure: row.procedure, unit, openedOn: row.opened_on }] : [];
        }),
      };
    },

    exportDossier: async ({ params, body, who, now, today, request, reply }) => {
      const org = await watched(who, params.id);
      const ids = await idsOf(asked(who, org, body, 'body'));
      if (making >= MOST_AT_ONCE) throw unavailable('正在为他人制作档案包', 'Dossiers are being made for others', 30);
      const { seed, size, names } = body;
      const [set, drawn] = [setDigest(sha, ids), drawSample(sha, ids, seed, size)];
      const which = { procedure: body.procedure ?? null, from: body.from ?? null, to: body.to ?? null };
      const entry = { at: org.id, ...which, seed, size: drawn.length, cases: ids.length, set, names };
      const checkpoint = await log.entered({ at: now, kind: 'dossier-exported', personId: who.personId, body: entry });
      const by = (await namesOf(pool, [who.personId], [])).person(who.personId).name;
      const language = languageOf(request.headers['accept-language']);
      const about = { organisation: org, ids, set, seed, drawn, names, checkpoint, by, today, language, marks: await marks() };
      const name = `dossier-${org.code}-${today}.zip`.replace(/[^\w.-]/g, '_');
      reply
        .type('application/zip')
        .header(
          'content-disposition',
          `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(`全程纪实-${org.name}-${today}.zip`)}`,
        )
        .header('x-content-type-options', 'nosniff');
      const handedOver = async (manifest: string): Promise<void> => {
        const of = { at: org.id, set, manifest: sha256(manifest).toString('hex') };
        await appendLog(pool, { at: await clock.now(), kind: 'dossier-made', personId: who.personId, body: of });
      };
      return Readable.from(counted(packed(dossierFiles(pool, statutes, about), new Date(now), handedOver)), { objectMode: false }) as never;
    },
  });
};

/** The last file lists the digests of all others. No entry that says which ones were handed over, no end of the file. */
async function* packed(files: AsyncGenerator<ZipFile>, at: Date, handedOver: (manifest: string) => Promise<void>): AsyncGenerator<Buffer> {
  const lines: string[] = [];
  async function* all(): AsyncGenerator<ZipFile> {
    yield* files;
    const manifest = lines.join('');
    await handedOver(manifest);
    yield { name: 'manifest.txt', content: [manifest] };
  }
  yield* zipped(all(), at, (name, digest) => lines.push(`${digest}  ${name}\n`));
}
