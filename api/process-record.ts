import type { Pool } from 'pg';
import type { Who } from '../domain/authority/who';
import { isVeiled, veiled } from '../domain/case/confidential';
import { sentence, stepTitle } from '../domain/case/explain';
import type { Fact } from '../domain/case/fact';
import { SYSTEM } from '../domain/case/telling';
import { paperWord } from '../domain/contract/words';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from '../records/places';
import type { Statutes } from '../records/statutes';
import { decidersIn, seesInspection } from './case-view';
import { namesOf } from './names';
import { CHOICES, COUNTS, ENDINGS, UNTOLD } from './record-words';

interface Line {
  readonly id: string;
  readonly procedure: string;
  readonly subject_id: string | null;
  readonly ending: string | null;
  readonly statute_hash: string;
  readonly fact: Fact;
}

interface Words {
  readonly person: (id: string) => string;
  readonly step: (id: string) => string;
}

const tallied = (tally: unknown, { person }: Words): string[] =>
  Array.isArray(tally)
    ? tally.map((row: { person?: unknown; votes?: unknown }) => `${person(String(row.person))} ${String(row.votes)} 票`)
    : [];

/** One particular of a fact in words; undefined for what the sheet does not tell. */
const particular = (key: string, value: unknown, words: Words): string | undefined => {
  if (UNTOLD.includes(key)) return undefined;
  if (typeof value === 'number') return `${COUNTS[key] ?? key} ${value}`;
  if (typeof value === 'boolean') return `${COUNTS[key] ?? key}: ${value ? '是' : '否'}`;
  if (typeof value !== 'string') return undefined;
  if (key === 'step') return `环节: ${words.step(value)}`;
  if (key === 'backTo') return `退回至: ${words.step(value)}`;
  if (key === 'until') return `延长至 ${value}`;
  if (key === 'outcome') return `结果: ${ENDINGS[value] ?? value}`;
  const choice = CHOICES[key];
  return choice && `${choice.name}: ${choice.of[value] ?? value}`;
};

/** Counts, choices and verdicts of a fact in words: who voted how is in the ledger for those who may read it, here stand the numbers. */
const particulars = ({ body }: Fact, words: Words): string => {
  const parts = Object.entries(body).flatMap(([key, value]) =>
    key === 'tally' ? tallied(value, words) : (particular(key, value, words) ?? []),
  );
  return parts.length > 0 ? ` [${parts.join(', ')}]` : '';
};

/** Whom a tally names. */
const tallyOf = ({ body }: Fact): string[] =>
  Array.isArray(body.tally) ? body.tally.flatMap((row: { person?: unknown }) => (typeof row.person === 'string' ? [row.person] : [])) : [];

/** Told by a meeting, a notice or the clock, in nobody's name. */
const isSystem = ({ actor }: Fact): boolean => actor?.id === SYSTEM.id;

/**
 * The whole-process record (全程纪实) of a case and of those that it opened, act by act in the order of their days: what was done, by whom, with which counts,
 * papers and verdicts. As its reader may read it: what is the inspectors' alone stays veiled.
 *
 * @param foot the checkpoint of the log at the time of printing, as printed papers carry it
 */
export const processRecord = async (
  { pool, statutes }: { readonly pool: Pool; readonly statutes: Statutes },
  found: CaseAt,
  who: Who,
  today: string,
  foot: string | undefined,
): Promise<string> => {
  const { rows } = await pool.query<Line>(
    `SELECT c.id, c.procedure, c.subject_id, c.ending, c.statute_hash, f.fact FROM case_row c JOIN fact f ON f.case_id = c.id
     WHERE c.id = $1 OR (c.parent_id = $1 AND c.procedure <> 'investigation') ORDER BY f."on", f.at, c.id, f.seq`,
    [found.state.id],
  );
  const inspects = seesInspection(who, found.place);
  const lines = rows.map((row) => ({ ...row, fact: inspects ? row.fact : veiled(row.fact) }));
  const names = await namesOf(
    pool,
    lines.flatMap(({ subject_id, fact }) => [
      subject_id ?? undefined,
      fact.actor?.seat === 'public' ? undefined : fact.actor?.id,
      ...tallyOf(fact),
    ]),
    [found.state.unit, found.state.committee, ...lines.flatMap(({ fact }) => decidersIn(fact))],
  );
  const laws = new Map<string, Statute>();
  for (const { statute_hash: hash } of rows) if (!laws.has(hash)) laws.set(hash, await statutes.get(hash));
  const person = (id: string): string => names.person(id).name;
  const told = lines.map(({ procedure, subject_id, statute_hash, fact }) => {
    const about = subject_id ? ` 〔${names.person(subject_id).name}〕` : '';
    const by =
      fact.actor && fact.actor.seat !== 'public' && !isSystem(fact) && !isVeiled(fact) ? ` (${names.person(fact.actor.id).name})` : '';
    const papers =
      fact.papers.length > 0
        ? `; 材料 ${fact.papers.map(({ kind, sha256 }) => `${paperWord(kind).zh} ${sha256.slice(0, 12)}`).join(', ')}`
        : '';
    const deciders = decidersIn(fact).map((id) => names.organisation(id).name);
    const above = deciders.length === 0 ? '' : `; 由${deciders.join('、')}作出`;
    return `${sentence(procedureOf(procedure), fact).zh}${about}${by}${particulars(fact, { person, step: (id) => stepTitle(laws.get(statute_hash), id).zh })}${above}${papers}`;
  });
  const endings = [...new Map(rows.filter(({ subject_id, ending }) => subject_id && ending).map((row) => [row.id, row])).values()].map(
    ({ subject_id, ending }) => `${names.person(subject_id ?? '').name}: ${ENDINGS[ending ?? ''] ?? ending}`,
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
