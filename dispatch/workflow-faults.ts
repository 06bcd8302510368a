import { type Client, isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Fault } from '../records/standing/faults';
import { WORKFLOW, workflowId } from '../workflows/messages';

/** An activity is tried again now and then; one that failed as often does so for a reason. */
const ATTEMPTS = 3;
const LANES = 8;
const UNIMPLEMENTED = 12;

interface Row {
  id: string;
  procedure: string;
}

/** What is wrong with the workflows of some open cases, asked of each of them: lists lag behind, a description does not. */
export const faultsOfWorkflows = async (pool: Pool, client: Client, ids: readonly string[]): Promise<Fault[]> => {
  const { rows } = await pool.query<Row>(`SELECT id, procedure FROM case_row WHERE id = ANY($1::uuid[]) AND started AND phase <> 'ended'`, [
    ids,
  ]);
  const found: Fault[] = [];
  const lane = async (): Promise<void> => {
    for (let row = rows.shift(); row; row = rows.shift()) for (const kind of await kindsOf(client, row)) found.push({ case: row.id, kind });
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
};

const kindsOf = async (client: Client, { id, procedure }: Row): Promise<string[]> => {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId(procedure, id)).describe();
    if (status.name !== 'RUNNING') return ['workflow-ended'];
    const failing = (raw.pendingWorkflowTask?.attempt ?? 0) > 1;
    const retrying = (raw.pendingActivities ?? []).some(({ attempt, lastFailure }) => lastFailure && (attempt ?? 0) >= ATTEMPTS);
    return [...(failing ? ['workflow-failing'] : []), ...(retrying ? ['activity-retrying'] : [])];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return ['workflow-missing'];
    throw error;
  }
};

/**
 * Whether as many workflows run as there are open cases. They hardly ever do to the last one while cases come and go, so a difference says only that it is
 * worth comparing them one by one. The time-skipping server cannot count: `undefined`.
 */
export const runsAsExpected = async (pool: Pool, client: Client, taskQueue: string): Promise<boolean | undefined> => {
  try {
    const query = `ExecutionStatus = 'Running' AND WorkflowType = '${WORKFLOW}' AND TaskQueue = '${taskQueue}'`;
    const [{ count }, { rows }] = await Promise.all([
      client.workflow.count(query),
      pool.query<{ open: number }>(`SELECT count(*)::int AS open FROM case_row WHERE started AND phase <> 'ended'`),
    ]);
    return count === rows[0]?.open;
  } catch (error) {
    const cause = error instanceof ServiceError ? error.cause : error;
    if (isGrpcServiceError(cause) && cause.code === UNIMPLEMENTED) return undefined;
    throw error;
  }
};
