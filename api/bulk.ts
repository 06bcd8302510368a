import { Unavailable } from '../dispatch/courier';
import type { ActRequest, Desk } from '../dispatch/desk';
import type { Who } from '../domain/authority/who';
import type { Bulk, BulkRow } from '../domain/contract/bulk';
import { Refused } from '../records/refused';
import type { BoardDeps } from '../records/standing/board';
import { evaluate } from '../records/standing/evaluate';

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
  for (const id of ids) rows.push(await one(deps.desk, who, id, requestOf(bulk, held.get(id)), bulk.preview, `${key}:${id}`));
  return rows;
};

/** Acts about a step are about the one that holds the case, unless another is named. */
const AT_STEP: readonly Bulk['act'][] = ['urge', 'reassign', 'extendDeadline', 'escalate'];

/** A case that waits for nobody has no step to act on; the case's own rules say so. */
const requestOf = (bulk: Bulk, step = 'none'): ActRequest => {
  const { act: kind, cases: _, preview: __, papers = [], ...body } = { papers: [] as string[], ...bulk };
  return { kind, body: AT_STEP.includes(kind) ? { step, ...body } : body, papers };
};

const one = async (desk: Desk, who: Who, id: string, request: ActRequest, preview: boolean, key: string): Promise<BulkRow> => {
  try {
    if (!preview) return { case: id, result: 'done', seq: (await desk.act(who, id, request, key)).seq };
    const refusal = await desk.wouldRefuse(who, id, request);
    return refusal ? { case: id, result: 'refused', refusal: { ...refusal } } : { case: id, result: 'would' };
  } catch (error) {
    if (error instanceof Refused) return { case: id, result: 'refused', refusal: { ...error.refusal } };
    if (error instanceof Unavailable) return { case: id, result: 'registered' };
    throw error;
  }
};
