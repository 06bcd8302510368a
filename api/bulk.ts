import type { Pool } from 'pg';
import { Unavailable } from '../dispatch/courier';
import type { ActRequest, Desk } from '../dispatch/desk';
import type { Who } from '../domain/authority/who';
import { tasksOf } from '../domain/case/tasks';
import type { Bulk, BulkRow } from '../domain/contract/bulk';
import { procedureOf } from '../domain/procedures';
import { Refused } from '../records/refused';
import type { BoardDeps } from '../records/standing/board';
import { evaluate } from '../records/standing/evaluate';
import { namesOf } from './names';

/** One act for many cases, one after the other: each is judged by itself, and a key of its own keeps it from being done twice. */
export const inBulk = async (
  deps: BoardDeps & { readonly desk: Desk },
  who: Who,
  bulk: Bulk,
  now: number,
  key: string,
): Promise<BulkRow[]> => {
  const ids = [...new Set(bulk.cases)];
  const held = new Map((await evaluate(deps.pool, deps.statutes, ids, now)).map((one) => [one.id, one.step]));
  const rows: BulkRow[] = [];
  for (const id of ids) {
    const request = requestOf(bulk, held.get(id));
    rows.push(bulk.preview ? await foreseen(deps, who, id, request) : await done(deps.desk, who, id, request, `${key}:${id}`));
  }
  return rows;
};

/** Acts about a step are about the one that holds the case, unless another is named. */
const AT_STEP: readonly Bulk['act'][] = ['urge', 'reassign', 'extendDeadline', 'escalate'];

/** A case that waits for nobody has no step to act on; the case's own rules say so. */
const requestOf = (bulk: Bulk, step = 'none'): ActRequest => {
  const { act: kind, cases: _, preview: __, papers, ...body } = { papers: [] as string[], ...bulk };
  return { kind, body: AT_STEP.includes(kind) ? { step, ...body } : body, papers };
};

const done = async (desk: Desk, who: Who, id: string, request: ActRequest, key: string): Promise<BulkRow> => {
  try {
    return { case: id, result: 'done', seq: (await desk.act(who, id, request, key)).seq };
  } catch (error) {
    if (error instanceof Unavailable) return { case: id, result: 'registered' };
    return refused(id, error);
  }
};

const foreseen = async ({ pool, desk }: { pool: Pool; desk: Desk }, who: Who, id: string, request: ActRequest): Promise<BulkRow> => {
  try {
    const { refusal, after, statute } = await desk.foresee(who, id, request);
    if (refusal) return { case: id, result: 'refused', refusal: { ...refusal } };
    if (!after || !statute) throw new Error('an act is refused or leaves a state');
    return { case: id, result: 'would', after: await afterView(pool, after, tasksOf(procedureOf(after.procedure), after, statute)) };
  } catch (error) {
    return refused(id, error);
  }
};

const refused = (id: string, error: unknown): BulkRow => {
  if (error instanceof Refused) return { case: id, result: 'refused', refusal: { ...error.refusal } };
  throw error;
};

/** Whom the case would wait for. */
const afterView = async (
  pool: Pool,
  state: NonNullable<Awaited<ReturnType<Desk['foresee']>>['after']>,
  tasks: ReturnType<typeof tasksOf>,
): Promise<BulkRow['after']> => {
  const names = await namesOf(
    pool,
    tasks.map(({ person }) => person),
    tasks.map(({ org }) => org),
  );
  return {
    phase: state.phase,
    ...(state.ended ? { ending: state.ended.how } : {}),
    tasks: tasks.map(({ step, seat, org, person, due, escalated }) => ({
      step,
      seat,
      ...(org ? { at: names.organisation(org) } : {}),
      ...(person ? { person: names.person(person) } : {}),
      ...(due ? { due } : {}),
      escalated: escalated ?? false,
    })),
  };
};
