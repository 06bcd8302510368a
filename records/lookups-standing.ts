import type { Seat } from '../domain/case/step';
import { chairAt, chairKey } from '../domain/standing/vacancy';
import type { Client, Lookup } from './lookup';
import { idAt } from './lookup-ids';
import { untoldOf } from './lookups-meeting';
import { impartial } from './lookups-selection';
import { emptyChairs } from './standing/vacancies';

interface TaskAt {
  readonly seat: Seat;
  readonly org: string | null;
  readonly person: string | null;
  readonly earliest: string | null;
}

const stepIn = (body: Readonly<Record<string, unknown>>): string => (typeof body.step === 'string' ? body.step : '');

/** The step's own desk, not those to which it was passed up. */
const taskAt = async (pool: Client, id: string, step: string): Promise<TaskAt | undefined> =>
  (
    await pool.query<TaskAt>(
      `SELECT seat, org_id AS org, person_id AS person, earliest_on AS earliest FROM task WHERE case_id = $1 AND step = $2
       ORDER BY overdue, earliest_on NULLS FIRST LIMIT 1`,
      [id, step],
    )
  ).rows[0];

/** Holds the role at exactly the place, or, of an officer above, there or higher up. */
const holdsAt = async (pool: Client, person: string, seat: string, org: string, roles: readonly string[], on: string) => {
  const { rows } = await pool.query<{ holds: boolean; away: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM holding h JOIN organisation o ON o.id = h.org_id JOIN organisation here ON here.id = $3
         WHERE h.person_id = $1 AND h.role = ANY($4) AND h.since <= $5 AND (h.until IS NULL OR h.until >= $5)
           AND CASE WHEN $2 = 'higher-officer' THEN here.path LIKE o.path || '%' ELSE h.org_id = here.id END) AS holds,
       EXISTS (SELECT 1 FROM staff_leave l WHERE l.person_id = $1 AND l.since <= $5 AND (l.until IS NULL OR l.until >= $5)) AS away`,
    [person, seat, org, roles, on],
  );
  return { holds: rows[0]?.holds ?? false, away: rows[0]?.away ?? false };
};

const isGeneralBranchAbove = async (pool: Client, unit: string, branch: string, on: string): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM organisation b JOIN organisation g ON g.id = b.parent_id WHERE b.id = $1 AND g.id = $2 AND g.kind = 'general-branch' AND g.closed_on IS NULL`,
    [branch, unit],
  );
  const chair = chairAt('branch-secretary', unit);
  return rowCount === 1 && chair !== undefined && (await emptyChairs(pool, [chair], on)).size === 0;
};

const committeeAbove = async (pool: Client, org: string): Promise<string | undefined> =>
  (
    await pool.query<{ id: string }>(
      `SELECT o.id FROM organisation h JOIN organisation o ON h.path LIKE o.path || '%' AND o.id <> h.id
       WHERE h.id = $1 AND o.kind IN ('committee', 'work-committee') AND o.closed_on IS NULL ORDER BY length(o.path) DESC LIMIT 1`,
      [org],
    )
  ).rows[0]?.id;

/** Candidacies that a post would drop, or stop over: held by inspection, decided on. Of any other case there are none. */
const below: Lookup = async (pool, state) => {
  if (state.procedure !== 'selection') return {};
  const { rows } = await pool.query<{ held: boolean; decided: boolean }>(
    `SELECT COALESCE(bool_or(c.phase = 'held' OR EXISTS (SELECT 1 FROM case_row i WHERE i.parent_id = c.id AND i.procedure = 'investigation' AND i.phase <> 'ended')), false) AS held,
       COALESCE(bool_or(c.state #>> '{book,decision,result}' = 'passed'), false) AS decided
     FROM case_row c WHERE c.parent_id = $1 AND c.procedure = 'candidacy' AND c.phase <> 'ended'`,
    [state.id],
  );
  return { heldBelow: rows[0]?.held ?? false, decidedBelow: rows[0]?.decided ?? false };
};

/** What would be lost with a case that ends or goes back: candidacies under it, a vote that waits for its minutes. */
const whatGoes: Lookup = async (pool, state, asked, vault) => ({
  ...(await below(pool, state, asked, vault)),
  ...(await untoldOf(pool, state)),
});

/** What the acts rest on that keep stalled cases moving. */
export const standingLookups: Readonly<Record<string, Lookup>> = {
  urge: async (pool, state, { body }) => {
    const task = await taskAt(pool, state.id, stepIn(body));
    return task?.earliest ? { waitsUntil: task.earliest } : {};
  },
  suspend: async (pool, state, asked, vault) =>
    asked.actor.seat === 'inspector'
      ? { byInspector: true, ...(await impartial(pool, state, asked, vault)) }
      : below(pool, state, asked, vault),
  resume: async (pool, state, asked, vault) => (asked.actor.seat === 'inspector' ? impartial(pool, state, asked, vault) : {}),
  endCase: whatGoes,
  returnTo: whatGoes,
  reassign: async (pool, state, { body, on }) => {
    const task = await taskAt(pool, state.id, stepIn(body));
    const chair = task?.org ? chairAt(task.seat, task.org) : undefined;
    if (!task?.org || !chair) return task ? { seat: task.seat } : {};
    const desk = { seat: task.seat, ...(task.person ? { lies: task.person } : {}) };
    const [person, unit] = [idAt(body, 'person'), idAt(body, 'unit')];
    if (person) return { ...desk, ...(await holdsAt(pool, person, task.seat, task.org, chair.roles, on)) };
    const own = chairAt(task.seat, state.unit);
    const vacant = own !== undefined && (await emptyChairs(pool, [own], on)).has(chairKey(own));
    return { ...desk, vacant, above: unit !== '' && (await isGeneralBranchAbove(pool, unit, state.unit, on)) };
  },
  escalate: async (pool, state, { body }) => {
    const step = stepIn(body);
    const task = await taskAt(pool, state.id, step);
    const here = Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
    if (!task || !here) return {};
    const top = here.escalatedTo ?? (here.lapsedOn ? (state.higher ?? state.committee) : undefined);
    const atBranch = top === undefined && task.org !== state.committee && task.seat.startsWith('branch');
    const to = atBranch ? state.committee : await committeeAbove(pool, top ?? task.org ?? state.unit);
    return { seat: task.seat, ...(to ? { to } : {}), ...(task.earliest ? { waitsUntil: task.earliest } : {}) };
  },
};
