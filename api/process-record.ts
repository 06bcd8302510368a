import type { Pool } from 'pg';
import type { Who } from '../domain/authority/who';
import { isVeiled, veiled } from '../domain/case/confidential';
import { sentence } from '../domain/case/explain';
import type { Fact } from '../domain/case/fact';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from '../records/places';
import { decidersIn, seesInspection } from './case-view';
import { namesOf } from './names';

interface Line {
  readonly id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly ending: string | null;
  readonly fact: Fact;
}

/** Counts and verdicts of a fact in words: who voted how is in the ledger for those who may read it, here stand the numbers. */
const numbersOf = ({ body }: Fact): string => {
  // `stays` is for the fold alone.
  const shown = Object.entries(body).filter(([key, value]) => key !== 'stays' && (typeof value === 'number' || typeof value === 'boolean'));
  const words = Object.entries(body).filter(
    ([key, value]) => ['verdict', 'step', 'must', 'result', 'with'].includes(key) && typeof value === 'string',
  );
  const parts = [...words, ...shown].map(([key, value]) => `${key} ${value === true ? '是' : value === false ? '否' : String(value)}`);
  return parts.length > 0 ? ` [${parts.join(', ')}]` : '';
};

/**
 * The whole-process record (全程纪实) of a case and of those that it opened, act by act in the order of their days: what was done, by whom, with which counts,
 * papers and verdicts. As its reader may read it: what is the inspectors' alone stays veiled.
 *
 * @param foot the checkpoint of the log at the time of printing, as printed papers carry it
 */
export const processRecord = async (pool: Pool, found: CaseAt, who: Who, today: string, foot: string | undefined): Promise<string> => {
  const { rows } = await pool.query<Line>(
    `SELECT c.id, c.procedure, c.subject_id, c.ending, f.fact FROM case_row c JOIN fact f ON f.case_id = c.id
     WHERE c.id = $1 OR (c.parent_id = $1 AND c.procedure <> 'investigation') ORDER BY f."on", f.at, c.id, f.seq`,
    [found.state.id],
  );
  const inspects = seesInspection(who, found.place);
  const lines = rows.map((row) => ({ ...row, fact: inspects ? row.fact : veiled(row.fact) }));
  const names = await namesOf(
    pool,
    lines.flatMap(({ subject_id, fact }) => [subject_id ?? undefined, fact.actor?.seat === 'public' ? undefined : fact.actor?.id]),
    [found.state.unit, found.state.committee, ...lines.flatMap(({ fact }) => decidersIn(fact))],
  );
  const told = lines.map(({ procedure, subject_id, fact }) => {
    const about = subject_id ? ` 〔${names.person(subject_id).name}〕` : '';
    const by = fact.actor && fact.actor.seat !== 'public' && !isVeiled(fact) ? ` (${names.person(fact.actor.id).name})` : '';
    const papers =
      fact.papers.length > 0 ? `; 材料 ${fact.papers.map(({ kind, sha256 }) => `${kind} ${sha256.slice(0, 12)}`).join(', ')}` : '';
    const deciders = decidersIn(fact).map((id) => names.organisation(id).name);
    const above = deciders.length === 0 ? '' : `; 由${deciders.join('、')}作出`;
    return `${sentence(procedureOf(procedure), fact).zh}${about}${by}${numbersOf(fact)}${above}${papers}`;
  });
  const endings = [...new Map(rows.filter(({ subject_id, ending }) => subject_id && ending).map((row) => [row.id, row])).values()].map(
    ({ subject_id, ending }) => `${names.person(subject_id ?? '').name}: ${ending}`,
  );
  const { post } = found.state.book as { post?: { title?: string } };
  return [
    `全程纪实: ${procedureOf(found.procedure).title.zh}${post?.title ? ` — ${post.title}` : ''}`,
    `单位: ${names.organisation(found.state.unit).name}; 决定机关: ${names.organisation(found.state.committee).name}; 打印日期: ${today}`,
    '',
    ...told,
    '',
    ...(endings.length > 0 ? [`结果: ${endings.join('; ')}`] : []),
    ...(foot ? [foot] : []),
    '',
  ].join('\n');
};
