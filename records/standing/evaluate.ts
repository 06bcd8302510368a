import type { Pool } from 'pg';
import { dayOf } from '../../domain/calendar/day';
import { momentsOf } from '../../domain/case/moments';
import type { MachineState } from '../../domain/case/state';
import type { OpenTask } from '../../domain/case/tasks';
import { SYSTEM } from '../../domain/case/telling';
import type { Statute } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';
import { type Holder, holderOn, orderedTasks } from '../../domain/standing/holder';
import { type Reason, reasonsOf } from '../../domain/standing/reasons';
import { actingChair, type Chair, chairKey, chairOf } from '../../domain/standing/vacancy';
import { ACTING } from '../acting';
import type { Statutes } from '../statutes';
import { closedAt } from './closed-periods';
import { emptyChairs } from './vacancies';

export interface Evaluated {
  readonly id: string;
  readonly holder: Holder;
  readonly org?: string;
  /** Of the task that holds it up. */
  readonly step?: string;
  readonly reasons: readonly Reason[];
  readonly state: MachineState;
  readonly statute: Statute;
  /** The system owes it something: an answer, a record, a moment that has passed. Whether that is a fault shows when it lasts. */
  readonly owed: boolean;
}

interface Row {
  id: string;
  state: MachineState;
  statute_hash: string;
  opened_on: string;
  done_on: string | null;
  behind: boolean;
  faults: { kind: string; since: string }[] | null;
  acting: string[] | null;
}

/** What the clock or the system noted, and what an administrator did to keep it moving, is nothing that anybody did in the case. */
const KEEPING = ['urged', 'reassigned', 'escalated', 'deadlineExtended'];
const READ = `SELECT c.id, c.state, c.statute_hash, c.opened_on,
    (SELECT max(f."on") FROM fact f WHERE f.case_id = c.id AND f.actor_id <> $2 AND NOT f.kind = ANY($3)) AS done_on,
    EXISTS (SELECT 1 FROM fact f WHERE f.case_id = c.id AND f.seq > c.seq) AS behind,
    (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'since', to_char(s.since AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) ORDER BY s.since)
     FROM system_fault s WHERE s.case_id = c.id) AS faults,
    (SELECT ${ACTING('law.members_min')} FROM organisation b WHERE b.id = c.unit_id) AS acting
  FROM case_row c LEFT JOIN statute law ON law.hash = c.statute_hash WHERE c.id = ANY($1::uuid[]) AND c.subject_kind = 'case'`;

/** Where the task may be done: at its own desk, and at those of the units that act for a branch with too few members. */
const chairsOf = (task: OpenTask, { state, acting }: Pick<Row, 'state' | 'acting'>): Chair[] => {
  const own = chairOf(task);
  if (!own) return [];
  return task.org === state.unit ? [own, ...(acting ?? []).flatMap((org) => actingChair(task.seat, org) ?? [])] : [own];
};

/** Why each of the cases stands still now, by its own statute; a case that goes its way has no reasons. */
export const evaluate = async (pool: Pool, statutes: Statutes, ids: readonly string[], now: number): Promise<Evaluated[]> => {
  const today = dayOf(now);
  const { rows } = await pool.query<Row>(READ, [ids, SYSTEM.id, KEEPING]);
  const cases = await Promise.all(
    rows.map(async (row) => {
      const [procedure, statute] = [procedureOf(row.state.procedure), await statutes.get(row.statute_hash)];
      return { row, procedure, statute, tasks: orderedTasks(procedure, row.state, statute) };
    }),
  );
  const chairs = cases.flatMap(({ row, tasks }) => tasks.flatMap((task) => chairsOf(task, row)));
  const desks = new Map(cases.map(({ row, tasks }) => [row.id, holderOn(row.state, tasks, today).task?.org ?? row.state.unit]));
  const [empty, closed] = await Promise.all([emptyChairs(pool, chairs, today), closedAt(pool, [...desks.values()])]);
  return cases.map(({ row, procedure, statute, tasks }) => {
    const { holder, task } = holderOn(row.state, tasks, today);
    const reasons = reasonsOf({
      procedure,
      state: row.state,
      statute,
      today,
      doneOn: row.done_on ?? row.opened_on,
      isVacant: (one) => {
        const seats = chairsOf(one, row);
        return seats.length > 0 && seats.every((chair) => empty.has(chairKey(chair)));
      },
      closed: closed.get(desks.get(row.id) ?? '') ?? [],
      faults: row.faults ?? [],
    });
    const owed = row.behind || row.state.asks.length > 0 || (momentsOf(procedure, row.state, statute)[0]?.at ?? now) < now;
    return {
      id: row.id,
      holder,
      ...(task?.org ? { org: task.org } : {}),
      ...(task ? { step: task.step } : {}),
      reasons,
      state: row.state,
      statute,
      owed,
    };
  });
};
