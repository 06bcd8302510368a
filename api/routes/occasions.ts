import type { FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import type { ActRequest } from '../../dispatch/desk';
import { rushThresholds } from '../../domain/audit/rush';
import { inspectedPaths, workPaths } from '../../domain/authority/reach';
import { dayOf } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { occasionRoutes } from '../../domain/contract/occasions';
import { numberOf } from '../../domain/law/statute';
import { noticeTitle } from '../../domain/occasions/notice-words';
import type { OccasionBook } from '../../domain/occasions/tell';
import { citationOf, procedureOf } from '../../domain/procedures';
import { NAME_TAKEN_DOWN } from '../../domain/procedures/parts/notice';
import { ANNULS, type Annuls } from '../../records/annulled';
import { calendarFor } from '../../records/calendars';
import { appendLog } from '../../records/log';
import { byReceipt, enterObjection, type ObjectionRow, readObjection } from '../../records/objections';
import { type CaseAt, findCase } from '../../records/places';
import { contactOf, currentNotices, noticeLines } from '../../records/public-notices';
import { refusalsOf } from '../../records/register';
import { upward } from '../../records/upward';
import { closedWarnings } from '../closed-warnings';
import { DEFAULT_LIMIT, pageFrom, readCursor, readInstantCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { refuseForeign } from '../foreign-cases';
import { notSignedIn, visitorOf } from '../guard';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { NOTICE_POLICY, noticePage } from '../notice-page';
import { noticePicture } from '../notice-picture';
import { findOrganisation } from '../organisations';
import { originOf } from '../origin';
import { findPerson } from '../people';
import { badField, forbidden, notFound, Refused } from '../problem';
import { qrSvg } from '../qr';
import { isDecision, requireStepUp } from '../step-up';

interface Line {
  id: string;
  procedure: string;
  unit_id: string;
  phase: string;
  ending: string | null;
  opened_on: string;
  entries: number;
}

const HOW = {
  zh: '对公示对象有异议的, 请在公示期内凭此页提交; 可以不署名, 系统给出回执码',
  en: 'Object while the notice hangs, on this page; a name is not needed, you get a receipt code',
};

const overMessage = () =>
  new Refused(
    refuse(
      'notice-over',
      '公示已结束, 或没有这个人',
      'The notice is over, or there is no such entry',
      ['向上一级团委或纪检部门反映', 'Turn to the committee above or the inspection office'],
      { pointer: '/entry' },
    ),
  );

/** One pair of introducers for a whole batch is a mark of rush admission (突击发展): said, never blocked. */
const pairWarnings = (pairs: readonly string[][]) => {
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set([...pair].sort().join(' '), (counts.get([...pair].sort().join(' ')) ?? 0) + 1);
  return [...counts.values()]
    .filter((count) => count >= rushThresholds().pair)
    .map((count) => ({
      code: 'same-introducers',
      text: { zh: `同一对介绍人介绍了 ${count} 人`, en: `One pair of introducers for ${count} people` },
    }));
};

export const occasions = (deps: ApiDeps, { desk, statutes }: Casework) => {
  const { config, database, vault } = deps;
  const { pool } = database;

  /** A notice runs as long as the strictest law of its cases asks for: a school's longer period is not shortened by a common sheet. */
  const longestNotice = async (act: ActRequest): Promise<ActRequest> => {
    const { cases, workingDays } = act.body as { cases?: unknown; workingDays?: unknown };
    if (act.kind !== 'openNotice' || workingDays !== undefined || !Array.isArray(cases)) return act;
    let longest = 0;
    for (const id of cases.filter((one): one is string => typeof one === 'string' && /^[0-9a-f-]{36}$/i.test(one))) {
      const found = await findCase(pool, id);
      const least = found && procedureOf(found.procedure).noticeLeast;
      if (found && least) longest = Math.max(longest, numberOf(await statutes.get(found.statuteHash), least));
    }
    return longest > 0 ? { ...act, body: { ...act.body, workingDays: longest } } : act;
  };

  /** Of a notice that was just opened: its act was found lawful, so days and cases are there. */
  const warningsAt = async (unit: string, { kind, on, body }: ActRequest, today: string) => {
    const { cases, workingDays } = body as { cases?: string[]; workingDays?: number };
    if (kind !== 'openNotice' || !cases || workingDays === undefined) return [];
    const above = await upward(pool, unit);
    const calendar = await calendarFor(database, above?.region ?? 'CN');
    return closedWarnings(pool, [unit, ...(await unitsOf(cases))], calendar, { postedOn: on ?? today, workingDays });
  };

  /** Of a notice that hangs or hung, for as long as its entries do. */
  const closedOn = async ({ procedure, state, statuteHash }: CaseAt, units: readonly string[]) => {
    const posted = Object.values((state.book as OccasionBook).entries).flatMap(({ postedOn, end }) =>
      postedOn && end ? [{ postedOn, end }] : [],
    );
    const longest = posted.sort((a, b) => (a.end < b.end ? 1 : -1))[0];
    if (procedure !== 'notice' || !longest) return [];
    return closedWarnings(pool, [state.unit, ...units], (await statutes.get(statuteHash)).calendar, longest);
  };

  const unitsOf = async (cases: readonly string[]): Promise<string[]> =>
    (await pool.query<{ unit: string }>('SELECT DISTINCT unit_id AS unit FROM case_row WHERE id = ANY($1::uuid[])', [cases])).rows.map(
      ({ unit }) => unit,
    );

  /** Whoever objects while signed in, or the person in whose name the contact enters it: he cannot become the case's inspector. */
  const complainantOf = async (request: FastifyRequest, onBehalfOf: string | undefined, tx: PoolClient): Promise<string | undefined> => {
    const visitor = await visitorOf(deps, request);
    if (onBehalfOf === undefined) return visitor?.who.personId;
    if (!visitor) throw notSignedIn();
    const { id } = await findPerson(tx, visitor.who, onBehalfOf).catch(() => {
      throw badField('/onBehalfOf', '没有这个人, 或不在你的范围内', 'There is no such person within your reach');
    });
    return id;
  };

  const objectionView = (row: ObjectionRow) => ({
    status: row.status,
    receivedOn: dayOf(row.received_at.getTime()),
    ...(row.ruled_on ? { ruledOn: row.ruled_on } : {}),
    ...(row.ruling ? { ruling: row.ruling } : {}),
  });

  /** Why cases refused, in words: the reason that belongs to the code of the entry, since an earlier one of another act is none. */
  const reasonsIn = async (id: string, { entries }: OccasionBook) => {
    const refused = Object.keys(entries).filter((one) => entries[one]?.refusal !== undefined);
    if (refused.length === 0) return new Map<string, never>();
    const said = (await refusalsOf(pool, id, refused)).filter((one) => one.refusal.code === entries[one.case]?.refusal);
    // Ended by what the person wanted: the case refused nothing.
    const down = refused
      .filter((one) => entries[one]?.refusal === NAME_TAKEN_DOWN.code)
      .map((one) => ({ case: one, refusal: NAME_TAKEN_DOWN }));
    return new Map(
      [...down, ...said].map(({ case: one, refusal }) => [
        one,
        { ...refusal, ...(refusal.clause ? { citation: citationOf(refusal.clause) } : {}) },
      ]),
    );
  };

  /** What the sheet of a notice says beside the names. */
  const sheetOf = async ({ unit, committee }: CaseAt['state'], cases: readonly string[]) => {
    const [contact, lines] = await Promise.all([contactOf(pool, unit, committee), noticeLines(pool, cases)]);
    return { contact, lines: new Map([...lines].map(([id, { name: _, withdrawn: __, on: ___, ...line }]) => [id, line])) };
  };

  /** One notice that hangs, with where to object to it; a notice that is over is gone. */
  const hung = async (id: string, request: FastifyRequest) => {
    const [notice] = await currentNotices(pool, id);
    if (!notice || notice.names.length === 0) throw notFound('没有这份公示, 或公示已结束', 'There is no such notice, or it is over');
    const address = `${originOf(config, request)}/notices/${id}/object`;
    return { notice, address, qr: await qrSvg(address) };
  };

  return moduleOf(occasionRoutes, {
    openOccasion: async ({ body, who, session, key, today }) => {
      const asked = body.act as ActRequest;
      if (isDecision(asked.kind)) await requireStepUp(deps, session);
      await findOrganisation(pool, who, body.unit);
      await refuseForeign(desk, who, asked, '/act/body');
      const act = await longestNotice(asked);
      const opened = await lawful(desk.open(who, { procedure: body.procedure, unit: body.unit, act }, key));
      return { id: opened.id, seq: opened.seq, warnings: await warningsAt(body.unit, act, today) };
    },

    listOccasions: async ({ query, who }) => {
      const limit = query.limit ?? 50;
      const [opened, last] = readCursor(query.after, 'uuid');
      const { rows } = await pool.query<Line>(
        `SELECT c.id, c.procedure, c.unit_id, c.phase, c.ending, c.opened_on, (SELECT count(*)::int FROM occasion_entry e WHERE e.occasion_id = c.id) AS entries
         FROM case_row c JOIN organisation u ON u.id = c.unit_id
         WHERE c.subject_kind = 'occasion' AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS p WHERE u.path LIKE p || '%')
           AND ($2::text IS NULL OR c.procedure = $2) AND ($3::text IS NULL OR c.phase = $3) AND ($4::uuid IS NULL OR c.unit_id = $4) AND ($5::text IS NULL OR (c.opened_on, c.id) < ($5, $6::uuid))
         ORDER BY c.opened_on DESC, c.id DESC LIMIT $7`,
        [workPaths(who), query.procedure ?? null, query.phase ?? null, query.unit ?? null, opened ?? null, last ?? null, limit + 1],
      );
      const names = await namesOf(
        pool,
        [],
        rows.map((row) => row.unit_id),
      );
      return pageFrom(
        rows,
        limit,
        (row) => [row.opened_on, row.id],
        (row) => ({
          id: row.id,
          procedure: row.procedure,
          unit: names.organisation(row.unit_id),
          phase: row.phase,
          ...(row.ending ? { ending: row.ending } : {}),
          openedOn: row.opened_on,
          entries: row.entries,
        }),
      );
    },

    getOccasion: async ({ params, who }) => {
      const found = await lawful(desk.read(who, params.id));
      const book = found.state.book as OccasionBook;
      if (!book.entries) throw notFound();
      const ids = Object.keys(book.entries);
      const { rows } = await pool.query<{ id: string; subject_id: string; unit_id: string; pair: string[] | null; annuls: Annuls | null }>(
        `SELECT c.id, c.subject_id, c.unit_id, c.state -> 'book' -> 'introducers' AS pair, ${ANNULS} FROM case_row c WHERE c.id = ANY($1::uuid[])`,
        [ids],
      );
      const subjects = new Map(rows.map((row) => [row.id, row.subject_id]));
      const annuls = new Map(rows.flatMap((row) => (row.annuls ? [[row.id, row.annuls] as const] : [])));
      const joined = (book.detail.joined as string[] | undefined) ?? [];
      const names = await namesOf(pool, [...subjects.values()], [found.state.unit, ...joined]);
      const reasons = await reasonsIn(params.id, book);
      const sheet = found.procedure === 'notice' ? await sheetOf(found.state, ids) : undefined;
      const { papers: _, actor: __, recorder: ___, ...detail } = book.detail;
      return {
        id: found.state.id,
        procedure: found.procedure as 'notice',
        kind: book.kind,
        unit: names.organisation(found.state.unit),
        ...(joined.length > 0 ? { joined: joined.map(names.organisation) } : {}),
        phase: found.state.phase,
        ...(found.state.ended ? { ending: found.state.ended.how } : {}),
        openedOn: found.state.openedOn,
        seq: found.state.seq,
        entries: Object.entries(book.entries).map(([id, { objections: ____, ...entry }]) => ({
          case: id,
          ...(subjects.get(id) ? { subject: names.person(subjects.get(id) ?? '') } : {}),
          ...(annuls.has(id) ? { annuls: annuls.get(id) } : {}),
          ...sheet?.lines.get(id),
          ...entry,
          ...(reasons.has(id) ? { why: reasons.get(id) } : {}),
        })),
        ...(sheet?.contact ? { contact: sheet.contact } : {}),
        detail,
        warnings: [
          ...pairWarnings(rows.flatMap(({ pair }) => (pair?.length ? [pair] : []))),
          ...(await closedOn(
            found,
            rows.map(({ unit_id }) => unit_id),
          )),
        ],
      };
    },

    publicNotices: async () => ({
      items: (await currentNotices(pool)).map(({ names, ...notice }) => ({
        ...notice,
        about: noticeTitle(names),
        names: names.map(({ step: _, ...line }) => line),
        howToObject: HOW,
      })),
    }),

    publicNoticePage: async ({ params, request, reply }) => {
      const { notice, address, qr } = await hung(params.id, request);
      reply.header('content-security-policy', NOTICE_POLICY).header('x-robots-tag', 'noindex, nofollow');
      reply.serializer((body: unknown) => body as string).type('text/html; charset=utf-8');
      return noticePage(notice, address, qr) as never;
    },

    publicNoticePicture: async ({ params, request, reply }) => {
      const { notice, address, qr } = await hung(params.id, request);
      reply.header('x-robots-tag', 'noindex, nofollow').header('content-disposition', 'inline; filename="notice.svg"');
      reply.serializer((body: unknown) => body as string).type('image/svg+xml; charset=utf-8');
      return noticePicture(notice, address, qr) as never;
    },

    objectToNotice: async ({ params, body, tx, afterCommit, now, today, request }) => {
      const found = await findCase(tx, params.id);
      if (found?.procedure !== 'notice') throw notFound('没有这份公示', 'There is no such notice');
      const entry = (found.state.book as OccasionBook).entries[body.entry];
      if (found.state.phase === 'ended' || !entry || !['told', 'held'].includes(entry.status)) throw overMessage();
      // Withdrawn, sent back or transferred: nothing would be held by it, and its receipt would wait for ever.
      if ((await noticeLines(tx, [body.entry])).get(body.entry)?.on !== params.id) throw overMessage();
      const complainant = await complainantOf(request, body.onBehalfOf, tx);
      const { id, receipt } = await enterObjection(
        tx,
        vault,
        { occasion: params.id, case: body.entry },
        { text: body.text, ...(body.name ? { name: body.name } : {}), ...(body.contact ? { contact: body.contact } : {}) },
        now,
        complainant,
      );
      await appendLog(tx, {
        at: now,
        kind: 'objection-received',
        caseId: params.id,
        body: { objection: id, named: body.name !== undefined },
      });
      const command = await desk.registerObjection(tx, found, { case: body.entry, objection: id });
      afterCommit(() => desk.deliver(command, 'notice'));
      return { receipt, status: 'received', receivedOn: today };
    },

    objectionStatus: async ({ body }) => {
      const row = await byReceipt(pool, body.receipt);
      if (!row) throw notFound('没有这个回执码', 'There is no such receipt');
      return objectionView(row);
    },

    listObjections: async ({ query, who, now }) => {
      const inspected = inspectedPaths(who);
      if (inspected.length === 0) throw forbidden('异议只由纪检监督人员查看', 'Objections are read by inspectors only');
      const [limit, [before, last]] = [query.limit ?? DEFAULT_LIMIT, readInstantCursor(query.after)];
      const { rows: found } = await pool.query<ObjectionRow>(
        `SELECT b.* FROM objection b JOIN case_row c ON c.id = b.case_id JOIN organisation k ON k.id = c.committee_id
         WHERE ($1::text IS NULL OR b.status = $1) AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS p WHERE k.path LIKE p || '%')
           AND ($3::timestamptz IS NULL OR (b.received_at, b.id) < ($3, $4::uuid)) ORDER BY b.received_at DESC, b.id DESC LIMIT $5`,
        [query.status ?? null, inspected, before, last, limit + 1],
      );
      const rows = found.slice(0, limit);
      if (rows.length > 0)
        await appendLog(pool, { at: now, kind: 'objections-read', personId: who.personId, body: { objections: rows.map(({ id }) => id) } });
      return pageFrom(
        found,
        limit,
        (row) => [row.received_at.toISOString(), row.id],
        (row) => {
          const { text, name, contact } = readObjection(vault, row);
          const by = { ...(name ? { name } : {}), ...(contact ? { contact } : {}) };
          return { id: row.id, occasion: row.occasion_id, case: row.case_id, text, named: row.named, ...by, ...objectionView(row) };
        },
      );
    },
  });
};
