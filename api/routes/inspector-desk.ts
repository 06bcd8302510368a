import { inspectedPaths } from '../../domain/authority/reach';
import { mayReadCase, seatsIn } from '../../domain/authority/seats';
import { dayOf, diffDays } from '../../domain/calendar/day';
import { inspectorDeskRoutes } from '../../domain/contract/inspector-desk';
import { stepOf } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';
import { complaintsWithin } from '../../records/complaints';
import { caseState, impartialityOf } from '../../records/impartial';
import {
  type DeskRow,
  factsOf,
  inspectorsTasks,
  investigationsOf,
  paperTitles,
  supplementsOf,
  verdictsAround,
  waitingObjections,
} from '../../records/inspection';
import { findCase } from '../../records/places';
import type { ApiDeps, Casework } from '../deps';
import { stagesOf, supplementsIn } from '../inspector-stage';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { notFound } from '../problem';
import { readingNoter } from '../reading';

/** Of each kind the desk shows so many. */
const LIMIT = 200;
const HELD = { zh: '暂停, 等待核查结论', en: 'Held, until the finding' };

type About = Pick<DeskRow, 'id' | 'procedure' | 'subject_id' | 'unit_id'> & Partial<Pick<DeskRow, 'state'>>;

/** A selection has no person: it is known by its post. */
const postOf = ({ state }: About): string | undefined => (state?.book as { post?: { title?: string } } | undefined)?.post?.title;

export const inspectorDesk = (deps: ApiDeps, { statutes }: Casework) => {
  const { database, vault } = deps;
  const { pool } = database;
  const reading = readingNoter(deps);

  const namesFor = (rows: readonly About[], people: readonly (string | undefined)[] = []) =>
    namesOf(
      pool,
      [...rows.map((row) => row.subject_id), ...people],
      rows.map((row) => row.unit_id),
    );
  const aboutOf = (names: Awaited<ReturnType<typeof namesOf>>) => (row: About) => ({
    case: row.id,
    procedure: row.procedure,
    ...(row.subject_id ? { subject: names.person(row.subject_id) } : {}),
    ...(postOf(row) ? { post: postOf(row) } : {}),
    unit: names.organisation(row.unit_id),
  });

  return moduleOf(inspectorDeskRoutes, {
    inspectionDesk: async ({ who, today }) => {
      const paths = inspectedPaths(who);
      if (paths.length === 0) throw notFound();
      const [tasks, supplements, objections, complaints] = await Promise.all([
        inspectorsTasks(pool, paths, who.personId),
        supplementsOf(pool, paths, who.personId),
        waitingObjections(pool, paths, who.personId),
        complaintsWithin(pool, paths, { open: true }),
      ]);
      const about = aboutOf(await namesFor([...tasks, ...supplements, ...objections]));
      const itemOf = async (row: DeskRow & { step: string; since: string; due_on?: string | null; escalated?: boolean }) => {
        const title =
          stepOf(await statutes.get(row.statute_hash), row.step)?.title ?? (row.step === 'held' ? HELD : { zh: row.step, en: row.step });
        return {
          ...about(row),
          step: row.step,
          title,
          since: row.since,
          ...(row.due_on ? { due: row.due_on, daysLeft: diffDays(today, row.due_on) } : {}),
          escalated: row.escalated ?? false,
        };
      };
      const items = (of: (row: (typeof tasks)[number]) => boolean) => Promise.all(tasks.filter(of).slice(0, LIMIT).map(itemOf));
      const isInvestigation = ({ procedure }: DeskRow) => procedure === 'investigation';
      return {
        today,
        verdicts: await items((row) => !isInvestigation(row) && row.step !== 'held'),
        held: await items((row) => row.step === 'held'),
        investigations: await items(isInvestigation),
        supplements: await Promise.all(supplements.map(itemOf)),
        objections: objections.map((row) => ({
          ...about(row),
          objection: row.objection,
          occasion: row.occasion,
          since: dayOf(row.received_at.getTime()),
        })),
        complaints: complaints
          .filter(({ attached }) => !attached)
          .map(({ id, received_on, named }) => ({ complaint: id, since: received_on, named })),
      };
    },

    inspectCase: async ({ params, who, now, today }) => {
      const found = await findCase(pool, params.id);
      if (!found || procedureOf(found.procedure).subject !== 'case') throw notFound();
      if (!mayReadCase(who, found.place) || !seatsIn(who, found.place).includes('inspector')) throw notFound();
      await reading.ofCase(who, found, { now, today });
      const { state } = found;
      const examined = found.procedure === 'investigation' ? await caseState(pool, state.parent?.id) : state;
      const [facts, verdicts, investigations, { conflicts, substitute }, statute] = await Promise.all([
        factsOf(pool, params.id),
        verdictsAround(pool, state),
        investigationsOf(pool, params.id, who.personId),
        impartialityOf(pool, vault, examined, state, who.personId, today),
        statutes.get(found.statuteHash),
      ]);
      const own = { id: params.id, procedure: found.procedure, subject_id: state.subject ?? null, unit_id: state.unit, state };
      const people = [...facts, ...verdicts.map(({ fact }) => fact)].flatMap((fact) => [fact.actor?.id, fact.recorder?.id]);
      const names = await namesFor([own, ...verdicts], people);
      const about = aboutOf(names);
      const named = facts.flatMap((fact) => fact.papers.map((paper) => ({ ...paper, seq: fact.seq, on: fact.on })));
      const titles = await paperTitles(
        pool,
        named.map(({ id }) => id),
      );
      return {
        ...about(own),
        phase: state.phase,
        openedOn: state.openedOn,
        ...(state.parent ? { parent: { ...state.parent } } : {}),
        stages: stagesOf(found, statute, facts, names),
        papers: named.map((paper) => ({ ...paper, title: titles.get(paper.id) ?? '' })),
        verdicts: verdicts.map(({ fact, ...row }) => {
          const { step, verdict, backTo } = fact.body as { step: string; verdict: 'pass'; backTo?: string };
          return {
            ...about(row),
            step,
            verdict,
            ...(backTo ? { backTo } : {}),
            on: fact.on,
            ...(fact.actor ? { by: names.person(fact.actor.id) } : {}),
            papers: fact.papers.map(({ id }) => id),
          };
        }),
        supplements: supplementsIn(facts, names),
        conflicts: { mine: [...conflicts], substitute },
        investigations: investigations.map(({ id, phase, opened_on, conclusion }) => ({
          id,
          phase,
          openedOn: opened_on,
          ...(conclusion ? { conclusion } : {}),
        })),
      };
    },
  });
};
