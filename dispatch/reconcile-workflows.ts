import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Difference } from '../records/reconcile';
import { WORKFLOW, workflowId } from '../workflows/messages';

const SETTLED_MS = 60_000;

interface Row {
  id: string;
  procedure: string;
  open: boolean;
  settled: boolean;
}

/**
 * Open rows against running workflows. Temporal's lists lag behind, so what they seem to lack is asked of the workflow itself before it counts; a row that
 * changed in the last minute is left to the next round.
 */
export const reconcileWorkflows = async (
  { pool, client, taskQueue }: { readonly pool: Pool; readonly client: Client; readonly taskQueue: string },
  now: number,
): Promise<Difference[]> => {
  const running = new Set<string>();
  const query = `ExecutionStatus = 'Running' AND WorkflowType = '${WORKFLOW}' AND TaskQueue = '${taskQueue}'`;
  for await (const { workflowId: id } of client.workflow.list({ query })) running.add(id);
  const { rows } = await pool.query<Row>(
    `SELECT id, procedure, phase <> 'ended' AS open, changed_at <= to_timestamp($1::double precision / 1000) AS settled FROM case_row WHERE started AND (phase <> 'ended' OR id = ANY($2::uuid[]))`,
    [now - SETTLED_MS, [...running].map(caseOf).filter((id) => id !== undefined)],
  );
  const known = new Map(rows.map((row) => [workflowId(row.procedure, row.id), row]));
  const found: Difference[] = [];
  for (const [id, row] of known) {
    if (!row.settled || row.open === running.has(id)) continue;
    const status = await statusOf(client, id);
    if (row.open && status === undefined) found.push({ kind: 'workflow-missing', case: row.id, id });
    else if (row.open && status !== 'RUNNING') found.push({ kind: 'workflow-ended', case: row.id, id });
    else if (!row.open && status === 'RUNNING') found.push({ kind: 'workflow-left-open', case: row.id, id });
  }
  for (const id of running)
    if (!known.has(id) && !(await exists(pool, id)) && (await statusOf(client, id)) === 'RUNNING')
      found.push({ kind: 'workflow-without-row', id });
  return found;
};

const caseOf = (id: string): string | undefined => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(id)?.[0];

const exists = async (pool: Pool, id: string): Promise<boolean> =>
  (await pool.query('SELECT 1 FROM case_row WHERE id = $1', [caseOf(id) ?? null])).rows.length > 0;

const statusOf = async (client: Client, id: string): Promise<string | undefined> => {
  try {
    return (await client.workflow.getHandle(id).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};
