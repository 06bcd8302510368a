import { workflowId } from '../workflows/messages';
import type { Bench } from './bench';

export interface Run {
  readonly procedure: string;
  readonly events: number;
  readonly facts: number;
}

/** History events and facts of a run, without facts that were brought in from paper. */
export const weigh = async ({ floor, pool }: Bench, id: string): Promise<Run> => {
  const { rows } = await pool.query<{ procedure: string; facts: number }>(
    `SELECT c.procedure, (SELECT count(*)::int FROM fact f WHERE f.case_id = c.id AND f.fact -> 'imported' IS DISTINCT FROM 'true') AS facts FROM case_row c WHERE c.id = $1`,
    [id],
  );
  const { procedure, facts } = rows[0] ?? { procedure: '', facts: 0 };
  return { procedure, facts, events: await floor.eventsOf(workflowId(procedure, id)) };
};

export const sum = (list: readonly Run[], key: 'events' | 'facts'): number => list.reduce((total, run) => total + run[key], 0);
export const told = (list: readonly Run[]): string =>
  `${sum(list, 'events')} events for ${sum(list, 'facts')} facts (${(sum(list, 'events') / sum(list, 'facts')).toFixed(2)})`;

/** History events of one Update of the floor, its run's beginning shared among twenty. */
export const floorEvents = async ({ floor }: Bench): Promise<number> => {
  const workflow = await floor.start();
  for (let turn = 0; turn < 20; turn += 1) await floor.act(workflow);
  const events = (await floor.eventsOf(workflow)) / 20;
  await floor.end(workflow);
  return events;
};
