import type { z } from 'zod';
import { Unavailable } from '../dispatch/courier';
import type { ActRequest, Desk } from '../dispatch/desk';
import type { Who } from '../domain/authority/who';
import type { auditRoutes } from '../domain/contract/audit';
import { Refused } from '../records/refused';
import type { BoardDeps } from '../records/standing/board';
import { evaluate } from '../records/standing/evaluate';

type Bulk = z.output<Extract<(typeof auditRoutes)[number], { operationId: 'actInBulk' }>['body']>;

interface Row {
  case: string;
  result: 'would' | 'done' | 'registered' | 'refused';
  seq?: number;
  refusal?: Record<string, unknown>;
}

/** One act for many cases, one after the other: each is judged by itself, and a key of its own keeps it from being done twice. */
export const inBulk = async (deps: BoardDeps & { readonly desk: Desk }, who: Who, bulk: Bulk, now: number, key: string): Promise<Row[]> => {
  const ids = [...new Set(bulk.cases)];
  const held = new Map((await evaluate(deps.pool, deps.statutes, ids, now)).map((one) => [one.id, one.step]));
  const rows: Row[] = [];
  for (const id of ids) rows.push(await one(deps.desk, who, id, requestOf(bulk, held.get(id)), bulk.preview, `${key}:${id}`));
  return rows;
};

/** A case that waits for nobody has no step to urge; the case's own rules say so. */
const requestOf = (bulk: Bulk, step = 'none'): ActRequest => ({
  kind: bulk.act,
  body: bulk.act === 'urge' ? { step } : bulk.act === 'suspend' ? { why: bulk.why } : {},
  papers: [],
});

const one = async (desk: Desk, who: Who, id: string, request: ActRequest, preview: boolean, key: string): Promise<Row> => {
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
