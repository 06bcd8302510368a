import type { MachineState } from '../domain/case/state';
import type { InvestigationBook } from '../domain/procedures/investigation/book';
import { caseState, conflictsAmong, questionOf } from './impartial';
import type { Client, Found, Lookup } from './lookup';
import { idAt } from './lookup-ids';
import { impartialToTheExamined } from './lookups-selection';

type Investigated = MachineState<InvestigationBook>;

const investigationAt = async (pool: Client, id: string): Promise<Investigated | undefined> =>
  id === ''
    ? undefined
    : (await pool.query<{ state: Investigated }>(`SELECT state FROM case_row WHERE id = $1 AND procedure = 'investigation'`, [id])).rows[0]
        ?.state;

/** About the same case, its post, or another candidate of the post; or about no case, with the same committee. */
const sameMatter = async (pool: Client, mine: MachineState, other: Investigated): Promise<boolean> => {
  if (mine.committee !== other.committee) return false;
  if (!other.parent || other.parent.id === mine.parent?.id) return true;
  const { rows } = await pool.query(
    `SELECT 1 FROM case_row a JOIN case_row b ON a.parent_id = b.id OR b.parent_id = a.id OR a.parent_id = b.parent_id WHERE a.id = $1 AND b.id = $2`,
    [mine.parent?.id ?? null, other.parent.id],
  );
  return rows.length > 0;
};

const complaintsOf = async (pool: Client, { id, book }: Investigated): Promise<Found[]> => {
  const { rows } = await pool.query<{ id: string; received_on: string; named: boolean }>(
    'SELECT id, received_on, named FROM complaint WHERE investigation_id = $1 ORDER BY received_on, id',
    [id],
  );
  return rows.map((row) => {
    const joined = book.joined?.find((one) => one.id === row.id);
    const answeredOn = joined ? joined.answeredOn : book.answeredOn;
    return { id: row.id, receivedOn: row.received_on, named: row.named, ...(answeredOn ? { answeredOn } : {}) };
  });
};

/** The investigation that is to give way: its complaints, whether it is about the same matter, and who that acts here has an interest in it. */
const joining: Lookup = async (pool, state, asked, vault) => {
  const own = await impartialToTheExamined(pool, state, asked, vault);
  const other = await investigationAt(pool, idAt(asked.body, 'investigation'));
  if (!other || other.id === state.id || other.book.cause !== 'complaint') return { ...own, barred: [], complaints: [] };
  const target = await caseState(pool, other.parent?.id);
  const question = target ? questionOf(target, asked.on) : { case: other.id, candidates: [], on: asked.on };
  const people = [...new Set([asked.actor.id, ...(state.book as InvestigationBook).pair])];
  const interests = await conflictsAmong(pool, vault, question, people);
  return {
    ...own,
    other: { open: other.phase !== 'ended', sameMatter: await sameMatter(pool, state, other) },
    complaints: await complaintsOf(pool, other),
    barred: people.filter((id) => interests[id]?.length !== 0),
  };
};

export const joiningLookups: Readonly<Record<string, Lookup>> = { joinInvestigation: joining };
