import { z } from 'zod';
import { type ActRequest, Unproven } from '../../dispatch/desk';
import { inspectionPaths, reach, workPaths } from '../../domain/authority/reach';
import type { Who } from '../../domain/authority/who';
import { actsOf } from '../../domain/case/acts';
import { differencesOf } from '../../domain/case/compare';
import type { Fact } from '../../domain/case/fact';
import { caseRoutes } from '../../domain/contract/cases';
import { printed } from '../../domain/evidence/checkpoint';
import { cite } from '../../domain/law/clause';
import { packs, procedureOf, procedures } from '../../domain/procedures';
import { closedTo } from '../../domain/procedures/readers';
import { ANNULS, type Annuls } from '../../records/annulled';
import { calendarFor } from '../../records/calendars';
import { latestCheckpoint } from '../../records/evidence/checkpoints';
import { inboxOf } from '../../records/inbox';
import type { CaseAt } from '../../records/places';
import { postTitles } from '../../records/post-titles';
import { isAbout } from '../../records/standing/sight';
import { statuteFor } from '../../records/statutes';
import { upward } from '../../records/upward';
import { besides } from '../case-besides';
import { inspectorsView } from '../case-inspectors';
import { caseView, decidersIn, factView, seesInspection } from '../case-view';
import { pageFrom, readCursor } from '../cursor';
import type { ApiDeps, Casework } from '../deps';
import { refuseForeign } from '../foreign-cases';
import { lawful } from '../lawful';
import { markedText } from '../marked-pages';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { findOrganisation } from '../organisations';
import { ownDesk } from '../own-desk';
import { badField, notFound, Refused } from '../problem';
import { processRecord } from '../process-record';
import { readingNoter } from '../reading';
import { isDecision, requireStepUp } from '../step-up';
import { marksOf } from './demo';

interface Line {
  id: string;
  procedure: string;
  subject_id: string | null;
  unit_id: string;
  committee_id: string;
  hangs: boolean;
  phase: string;
  stage: string;
  steps: string[];
  due_on: string | null;
  opened_on: string;
  ending: string | null;
  findings: number;
  annuls: Annuls | null;
}

/** Its notice hangs, by the notice's own word: one whose days are over without an end of the step does not bar the next. `$15`: today. */
const HANGS = `EXISTS (SELECT 1 FROM case_row n
  WHERE n.id = NULLIF(c.state #>> '{book,notice,occasion}', '')::uuid AND n.phase <> 'ended' AND c.state #>> '{book,notice,step}' = ANY(c.steps)
    AND n.state #>> ARRAY['book', 'entries', c.id::text, 'status'] IN ('told', 'held') AND n.state #>> ARRAY['book', 'entries', c.id::text, 'end'] >= $15)`;

/** Waits for the record of what was just done, so that people read their own writes; gives up quietly after two seconds. */
const READ_OWN_MS = 2000;

/** No case has as many facts, and no column holds more. */
const LAST_SEQ = 2_147_483_647;

export const cases = (deps: ApiDeps, { desk, statutes }: Casework) => {
  const { database, vault } = deps;
  const { pool } = database;
  const reading = readingNoter(deps);
  const marks = marksOf(deps);

  const readable = async (who: Who, id: string, after: number | undefined, read?: CaseAt) => {
    const until = Date.now() + READ_OWN_MS;
    for (let first = read; ; first = undefined) {
      const found = await lawful(desk.read(who, id, first));
      if (after === undefined || found.state.seq >= after || Date.now() > until) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };

  /** Today's law for the place where the case lies. */
  const todaysLaw = async (unit: string, procedure: string) => {
    const above = await upward(pool, unit);
    if (!above) throw notFound();
    return statuteFor(procedure, above.overlays, await calendarFor(database, above.region));
  };

  return moduleOf(caseRoutes, {
    openCase: async ({ body, who, session, key }) => {
      if (isDecision(body.act.kind)) await requireStepUp(deps, session);
      if (procedures[body.procedure]?.follows) {
        const given = body.unit ? 'unit' : body.subject ? 'subject' : body.past ? 'past' : undefined;
        if (given)
          throw badField(
            `/${given}`,
            '撤销以原案为准, 只在 act.body.target 写明原案',
            'An annulment is about an earlier case: name it in act.body.target alone',
          );
        const { id, seq, findings } = await lawful(desk.openAfter(who, { procedure: body.procedure, act: body.act as ActRequest }, key));
        return { id, seq, findings: [...findings] };
      }
      if (procedures[body.procedure]?.about === 'unit') {
        if (!body.unit) throw badField('/unit', '请填写有该职务的团组织 (unit)', 'Fill in unit: the organisation that has the post');
        if (body.subject) throw badField('/subject', '这种程序以单位立案, 不填 subject', 'The case is about a unit: leave out subject');
        await findOrganisation(pool, who, body.unit);
        const { id, seq, findings } = await lawful(
          desk.open(
            who,
            {
              procedure: body.procedure,
              unit: body.unit,
              act: body.act as ActRequest,
              ...(body.past ? { past: body.past as ActRequest[] } : {}),
            },
            key,
          ),
        );
        return { id, seq, findings: [...findings] };
      }
      const subject = body.subject ?? who.personId;
      const { rows } = await pool.query<{ unit_id: string | null; path: string | null }>(
        'SELECT p.unit_id, o.path FROM person p LEFT JOIN organisation o ON o.id = p.unit_id WHERE p.id = $1',
        [subject],
      );
      // Somebody else's file is opened by whoever keeps people there; of anybody farther off nobody learns that he or she exists.
      if (!rows[0] || (subject !== who.personId && !reach(who, rows[0].path ?? '')))
        throw notFound('没有这个人, 请先登记', 'There is no such person; enter the person first');
      const unit = body.unit ?? rows[0].unit_id;
      if (!unit) throw badField('/unit', '申请人没有所属团支部, 请填写 unit', 'The applicant belongs to no branch; fill in unit');
      if (subject !== who.personId) await findOrganisation(pool, who, unit);
      const opened = await lawful(
        desk.open(
          who,
          {
            procedure: body.procedure,
            unit,
            subject,
            act: body.act as ActRequest,
            ...(body.past ? { past: body.past as ActRequest[] } : {}),
          },
          key,
        ),
      );
      return { id: opened.id, seq: opened.seq, findings: [...opened.findings] };
    },

    listCases: async ({ query, who, today }) => {
      const limit = query.limit ?? 50;
      const [opened, last] = readCursor(query.after, 'uuid');
      const { rows } = await pool.query<Line>(
        `SELECT c.id, c.procedure, c.subject_id, c.unit_id, c.committee_id, c.phase, c.stage, c.steps, c.due_on, c.opened_on, c.ending, c.findings, ${HANGS} AS hangs, ${ANNULS}
         FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id
         WHERE c.subject_kind = 'case' AND (c.subject_id = $1 OR ($2::text IS NULL AND (EXISTS (SELECT 1 FROM unnest($3::text[]) AS p WHERE u.path LIKE p || '%' OR k.path LIKE p || '%') OR c.state -> 'book' -> 'contacts' ? $1::text)))
           AND ($4::text IS NULL OR c.procedure = $4) AND ($5::text IS NULL OR c.phase = $5) AND ($6::text IS NULL OR $6 = ANY(c.steps)) AND ($7::uuid IS NULL OR c.unit_id = $7) AND ($8::uuid IS NULL OR c.subject_id = $8)
           AND (c.procedure <> ALL($12::text[]) OR EXISTS (SELECT 1 FROM unnest($13::text[]) AS i WHERE k.path LIKE i || '%'))
           AND (c.procedure <> ALL($14::text[]) OR NOT ${isAbout('$1')})
           AND ($9::text IS NULL OR (c.opened_on, c.id) < ($9, $10::uuid)) ORDER BY c.opened_on DESC, c.id DESC LIMIT $11`,
        [
          who.personId,
          query.mine ?? null,
          workPaths(who),
          query.procedure ?? null,
          query.phase ?? null,
          query.step ?? null,
          query.unit ?? null,
          query.subject ?? null,
          opened ?? null,
          last ?? null,
          limit + 1,
          closedTo('inspectors'),
          inspectionPaths(who),
          closedTo('inspectors', 'offices'),
          today,
        ],
      );
      const names = await namesOf(
        pool,
        rows.map((row) => row.subject_id),
        rows.map((row) => row.unit_id),
      );
      const posts = await postTitles(pool, rows);
      return pageFrom(
        rows,
        limit,
        (row) => [row.opened_on, row.id],
        (row) => ({
          id: row.id,
          procedure: row.procedure,
          ...(row.subject_id ? { subject: names.person(row.subject_id) } : {}),
          ...(row.annuls ? { annuls: row.annuls } : {}),
          ...(posts.has(row.id) ? { post: posts.get(row.id) } : {}),
          unit: names.organisation(row.unit_id),
          committee: row.committee_id,
          ...(row.hangs ? { hangs: true as const } : {}),
          phase: row.phase,
          stage: row.stage,
          steps: row.steps,
          ...(row.due_on ? { due: row.due_on } : {}),
          openedOn: row.opened_on,
          ...(row.ending ? { ending: row.ending } : {}),
          findings: row.findings,
        }),
      );
    },

    getCase: async ({ params, query, who, now, today, found: read }) => {
      const found = await readable(who, params.id, query.after, read);
      await reading.ofCase(who, found, { now, today });
      const statute = await statutes.get(found.statuteHash);
      const view = caseView(found, statute, who, today);
      return { ...view, ...(await besides(pool, found, view, who, today, statute)) };
    },

    listFacts: async ({ params, query, who, now, today }) => {
      const found = await lawful(desk.read(who, params.id));
      await reading.ofCase(who, found, { now, today });
      const limit = query.limit ?? 100;
      const { rows } = await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 AND seq > $2 ORDER BY seq LIMIT $3', [
        params.id,
        query.after ?? 0,
        limit + 1,
      ]);
      const facts = rows.slice(0, limit).map(({ fact }) => fact);
      const names = await namesOf(
        pool,
        facts.flatMap((fact) => [fact.actor?.id, fact.recorder?.id]),
        facts.flatMap(decidersIn),
      );
      const last = facts.at(-1);
      return {
        items: facts.map((fact) => factView(found.procedure, fact, names, seesInspection(who, found.place))),
        ...(rows.length > limit && last ? { next: last.seq } : {}),
      };
    },

    listCaseInspectors: async ({ params, who, today }) => inspectorsView(pool, vault, await lawful(desk.read(who, params.id)), who, today),

    processRecord: async ({ params, who, now, today, found: read, reply }) => {
      const found = await lawful(desk.read(who, params.id, read));
      await reading.ofCase(who, found, { now, today });
      const newest = await latestCheckpoint(pool);
      const text = await processRecord({ pool, statutes }, found, who, today, newest && printed(newest).text);
      reply
        .serializer((body: unknown) => body as string)
        .type('text/plain; charset=utf-8')
        .header('x-content-type-options', 'nosniff');
      return markedText(text, await marks());
    },

    commandCase: async ({ params, body, who, session, key, found, standing }) => {
      if (isDecision(body.kind)) {
        if (standing) throw new Unproven();
        await requireStepUp(deps, session);
      }
      if (['adoptPack', 'adoptCalendar'].includes(body.kind))
        throw badField('/kind', '改用新规则请用 POST /api/cases/{id}/pack/adopt', 'Use POST /api/cases/{id}/pack/adopt');
      // Cases that are added to an occasion are named as those that it was opened with; of a case itself no act names others so.
      if (body.kind === 'addToCeremony') await refuseForeign(desk, who, body as ActRequest, '/body');
      try {
        return await lawful(desk.act(who, params.id, body as ActRequest, key, found, standing));
      } catch (error) {
        if (!(error instanceof Refused) || error.refusal.code !== 'stale') throw error;
        // What has happened since it was read, so that the sender can decide again.
        const { rows } = await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 AND seq > $2 ORDER BY seq LIMIT 50', [
          params.id,
          Math.min(body.expectedSeq ?? 0, LAST_SEQ),
        ]);
        const names = await namesOf(
          pool,
          rows.flatMap(({ fact }) => [fact.actor?.id, fact.recorder?.id]),
          rows.flatMap(({ fact }) => decidersIn(fact)),
        );
        const { procedure, place } = await lawful(desk.read(who, params.id));
        const inspects = seesInspection(who, place);
        throw new Refused(error.refusal, {
          status: 412,
          extra: { since: rows.map(({ fact }) => factView(procedure, fact, names, inspects)) },
        });
      }
    },

    judgeAct: async ({ params, body, who }) => {
      const refusal = await lawful(desk.wouldRefuse(who, params.id, body as ActRequest));
      return { allowed: refusal === undefined, ...(refusal ? { refusal: { ...refusal } } : {}) };
    },

    dryRunPack: async ({ params, who, today }) => {
      const found = await lawful(desk.read(who, params.id));
      const [old, next] = [await statutes.get(found.statuteHash), await todaysLaw(found.state.unit, found.procedure)];
      const differences = differencesOf(procedureOf(found.procedure), found.state, old, next, today);
      return { seq: found.state.seq, from: old.hash, to: next.hash, same: old.hash === next.hash, differences };
    },

    adoptPack: async ({ params, body, who, session, key }) => {
      if (isDecision('adoptPack')) await requireStepUp(deps, session);
      const found = await lawful(desk.read(who, params.id));
      const next = await todaysLaw(found.state.unit, found.procedure);
      return lawful(
        desk.act(
          who,
          params.id,
          {
            kind: 'adoptPack',
            body: { from: found.statuteHash, to: body.to },
            papers: body.papers,
            expectedSeq: body.seq,
            ...(next.hash === body.to ? { statute: next } : {}),
          },
          key,
        ),
      );
    },

    myTasks: async ({ query, who, today }) => {
      const limit = query.limit ?? 50;
      const [due, last] = readCursor(query.after, 'uuid');
      const rows = await inboxOf(pool, await ownDesk(pool, who, today), { ...query, after: [due, last], limit });
      const posts = await postTitles(
        pool,
        rows.map(({ case_id: id, procedure }) => ({ id, procedure })),
      );
      return pageFrom(
        rows,
        limit,
        (row) => [row.due_on ?? '9999', row.id],
        (row) => ({
          id: row.id,
          case: row.case_id,
          procedure: row.procedure,
          ...(row.subject_id ? { subject: { id: row.subject_id, name: row.subject ?? row.subject_id } } : {}),
          ...(posts.has(row.case_id) ? { post: posts.get(row.case_id) } : {}),
          unit: { id: row.unit_id, name: row.unit },
          step: row.step,
          seat: row.seat,
          since: row.since,
          ...(row.due_on ? { due: row.due_on } : {}),
          ...(row.earliest_on ? { earliest: row.earliest_on } : {}),
          escalated: row.overdue,
        }),
      );
    },

    getProcedure: async ({ params }) => {
      const [procedure, pack] = Object.hasOwn(procedures, params.name) ? [procedures[params.name], packs[params.name]] : [];
      if (!procedure || !pack) throw notFound('没有这种程序', 'There is no such procedure');
      const clauses = new Map(pack.clauses.map((clause) => [clause.id, clause]));
      const citationOf = (id: string): string => (clauses.has(id) ? cite(clauses.get(id) as never) : id);
      return {
        name: procedure.name,
        title: procedure.title,
        edition: `${pack.id}@${pack.edition}`,
        stages: Object.entries(pack.stages ?? {}).map(([id, title]) => ({ id, title })),
        steps: pack.steps.map((step) => ({ ...step, citation: citationOf(step.clause) })),
        acts: actsOf(procedure).map((act) => ({
          kind: act.kind,
          title: act.title,
          seats: [...act.seats],
          via: [...act.via],
          fact: act.fact,
          anywhere: act.anywhere === true,
          phases: [...(act.phases ?? ['open'])],
          body: z.toJSONSchema(act.body, { unrepresentable: 'any', io: 'input' }) as Record<string, unknown>,
        })),
        figures: Object.entries(pack.figures).map(([key, figure]) => ({
          key,
          value: figure.value,
          unit: figure.unit,
          since: figure.since,
          certainty: figure.certainty,
          verified: figure.certainty === 'certain',
          citation: citationOf(figure.clause),
          ...(figure.note ? { note: figure.note } : {}),
        })),
      };
    },
  });
};
