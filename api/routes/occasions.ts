import type { FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import type { ActRequest, Desk } from '../../dispatch/desk';
import { inspectedPaths, workPaths } from '../../domain/authority/reach';
import { dayOf } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { occasionRoutes } from '../../domain/contract/occasions';
import { numberOf } from '../../domain/law/statute';
import type { OccasionBook } from '../../domain/occasions/tell';
import { procedureOf } from '../../domain/procedures';
import { calendarFor } from '../../records/calendars';
import { appendLog } from '../../records/log';
import { upward } from '../../records/lookups';
import { byReceipt, enterObjection, type ObjectionRow, readObjection } from '../../records/objections';
import { type CaseAt, findCase } from '../../records/places';
import { closedWarnings } from '../closed-warnings';
import { pageFrom, readCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { notSignedIn, visitorOf } from '../guard';
import { lawful } from '../lawful';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { findPerson } from '../people';
import { badField, forbidden, notFound, Refused } from '../problem';
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

/** So many cases with one pair of introducers on one occasion are worth a look; nothing is blocked by it. */
const MANY_OF_A_PAIR = 3;

/** One pair of introducers for a whole batch is a mark of rush admission (突击发展): said, never blocked. */
const pairWarnings = (pairs: readonly string[][]) => {
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set([...pair].sort().join(' '), (counts.get([...pair].sort().join(' ')) ?? 0) + 1);
  return [...counts.values()]
    .filter((count) => count >= MANY_OF_A_PAIR)
    .map((count) => ({
      code: 'same-introducers',
      text: { zh: `同一对介绍人介绍了 ${count} 人`, en: `One pair of introducers for ${count} people` },
    }));
};

export const occasions = (deps: ApiDeps, { desk, statutes }: Casework) => {
  const { database, vault } = deps;
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

  /** Whoever opens an occasion may only name cases that he may read: of any other he does not even learn that it exists. */
  const refuseForeign = async (who: Parameters<Desk['read']>[0], act: ActRequest): Promise<void> => {
    const { cases, rows } = act.body as { cases?: unknown; rows?: unknown };
    const named = [
      ...(Array.isArray(cases) ? cases.map((id, index) => [id, `/act/body/cases/${index}`] as const) : []),
      ...(Array.isArray(rows)
        ? rows.map((row, index) => [(row as { case?: unknown } | null)?.case, `/act/body/rows/${index}/case`] as const)
        : []),
    ];
    for (const [id, pointer] of named) {
      if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) continue; // judged by the act's schema
      const found = await lawful(desk.read(who, id)).catch(() => undefined);
      if (!found || procedureOf(found.procedure).subject !== 'case')
        throw new Refused(
          refuse('not-found', '没有这个案, 或不在你的范围内', 'There is no such case within your reach', ['核对名单', 'Check the list'], {
            pointer,
          }),
          { status: 404 },
        );
    }
  };

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

  return moduleOf(occasionRoutes, {
    openOccasion: async ({ body, who, session, key, today }) => {
      const asked = body.act as ActRequest;
      if (isDecision(asked.kind)) await requireStepUp(deps, session);
      await findOrganisation(pool, who, body.unit);
      await refuseForeign(who, asked);
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
      const { rows } = await pool.query<{ id: string; subject_id: string; unit_id: string; pair: string[] | null }>(
        `SELECT id, subject_id, unit_id, state -> 'book' -> 'introducers' AS pair FROM case_row WHERE id = ANY($1::uuid[])`,
        [ids],
      );
      const subjects = new Map(rows.map((row) => [row.id, row.subject_id]));
      const names = await namesOf(pool, [...subjects.values()], [found.state.unit]);
      const { papers: _, actor: __, recorder: ___, ...detail } = book.detail;
      return {
        id: found.state.id,
        procedure: found.procedure as 'notice',
        kind: book.kind,
        unit: names.organisation(found.state.unit),
        phase: found.state.phase,
        ...(found.state.ended ? { ending: found.state.ended.how } : {}),
        openedOn: found.state.openedOn,
        seq: found.state.seq,
        entries: Object.entries(book.entries).map(([id, { objections: ____, ...entry }]) => ({
          case: id,
          ...(subjects.get(id) ? { subject: names.person(subjects.get(id) ?? '') } : {}),
          ...entry,
        })),
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

    publicNotices: async () => {
      const { rows } = await pool.query<{ id: string; unit: string; contact: string | null; state: { book: OccasionBook } }>(
        `SELECT c.id, o.name AS unit, o.contact, c.state FROM case_row c JOIN organisation o ON o.id = c.unit_id WHERE c.procedure = 'notice' AND c.phase <> 'ended' AND c.state -> 'book' ->> 'kind' = 'public' ORDER BY c.opened_on DESC LIMIT 500`,
      );
      const entries = rows.flatMap((row) =>
        Object.entries(row.state.book.entries)
          .filter(([, entry]) => ['told', 'held'].includes(entry.status))
          .map(([id, entry]) => ({ row, id, entry })),
      );
      const { rows: people } = await pool.query<{ id: string; name: string; unit: string }>(
        "SELECT c.id, p.name, o.name AS unit FROM case_row c JOIN person p ON p.id = c.subject_id JOIN organisation o ON o.id = c.unit_id WHERE c.id = ANY($1::uuid[]) AND (c.state -> 'consents' -> 'publication' ->> 'withdrawn') IS NULL",
        [entries.map(({ id }) => id)],
      );
      const byCase = new Map(people.map((one) => [one.id, one]));
      return {
        items: rows.flatMap((row) => {
          const listed = entries.filter((one) => one.row === row);
          const first = listed[0]?.entry;
          if (!first) return [];
          const ends = listed.map(({ entry }) => entry.end ?? '').sort();
          return [
            {
              id: row.id,
              unit: row.unit,
              postedOn: first.postedOn ?? '',
              end: ends.at(-1) ?? '',
              provisional: listed.some(({ entry }) => entry.provisional === true),
              names: listed.flatMap(({ id }) =>
                byCase.has(id) ? [{ entry: id, name: byCase.get(id)?.name ?? '', unit: byCase.get(id)?.unit ?? '' }] : [],
              ),
              ...(row.contact ? { contact: row.contact } : {}),
              howToObject: HOW,
            },
          ];
        }),
      };
    },

    objectToNotice: async ({ params, body, tx, afterCommit, now, today, request }) => {
      const found = await findCase(tx, params.id);
      if (found?.procedure !== 'notice') throw notFound('没有这份公示', 'There is no such notice');
      const entry = (found.state.book as OccasionBook).entries[body.entry];
      if (found.state.phase === 'ended' || !entry || !['told', 'held'].includes(entry.status)) throw overMessage();
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
      const { rows } = await pool.query<ObjectionRow>(
        `SELECT b.* FROM objection b JOIN case_row c ON c.id = b.case_id JOIN organisation k ON k.id = c.committee_id
         WHERE ($1::text IS NULL OR b.status = $1) AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS p WHERE k.path LIKE p || '%') ORDER BY b.received_at DESC LIMIT 200`,
        [query.status ?? null, inspected],
      );
      if (rows.length > 0)
        await appendLog(pool, { at: now, kind: 'objections-read', personId: who.personId, body: { objections: rows.map(({ id }) => id) } });
      const items = [];
      for (const row of rows) {
        const { text, name, contact } = readObjection(vault, row);
        items.push({
          id: row.id,
          occasion: row.occasion_id,
          case: row.case_id,
          text,
          named: row.named,
          ...(name ? { name } : {}),
          ...(contact ? { contact } : {}),
          ...objectionView(row),
        });
      }
      return { items };
    },
  });
};
