import { proxyActivities } from '@temporalio/workflow';
import { procedureRun as whole } from '../../workflows';
import type { RunInput } from '../../workflows/messages';

const { greet } = proxyActivities<{ greet(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** What must never be released: a runner that asks Temporal for something that no running case has in its history. */
export async function procedureRun(input: RunInput): Promise<unknown> {
  await greet();
  return whole(input);
}
