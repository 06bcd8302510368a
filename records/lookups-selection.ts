import { concernedIn } from '../domain/case/common/shared';
import type { MachineState } from '../domain/case/state';
import type { SelectionBook } from '../domain/procedures/selection/book';
import { conflictsOfAll } from './conflicts';
import { caseState, impartialTo } from './impartial';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idAt, idsAt, personsAt } from './lookup-ids';
import { namedObjections } from './objections';
import { appointmentsUnderWay, postsTaken, toBeFilledBeside, trialsOf } from './posts-taken';
import { onProbation, onProbationAmong } from './rights';
import type { Vault } from './sealed';

export const knownAmong = async (pool: Client, ids: readonly string[]): Promise<Found> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY($1::uuid[])', [ids]);
  return { known: rows.map(({ id }) => id) };
};

const tallied: Lookup = (pool, _state, { body }: Asked) => knownAmong(pool, personsAt(body, 'tally'));

/** Officers of the committee on that day. */
const officers: Lookup = async (pool, state, { body, on }, vault) => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT person_id AS id FROM holding WHERE org_id = $1 AND role = 'committee-officer' AND since <= $2 AND (until IS NULL OR until >= $2) AND person_id = ANY($3::uuid[])`,
    [state.committee, on, idsAt(body, 'members')],
  );
  const people = rows.map(({ id }) => id);
  const barred = await interested(pool, vault, people, state, on);
  return { eligible: people.filter((id) => !barred.includes(id)) };
};

/** Of the group, and of whoever acts for it: who has an interest in the person on that day. */
const group: Lookup = async (pool, state, { actor, recorder, on }, vault) => {
  const { group: members = [] } = state.book as { group?: string[] };
  return { interested: await interested(pool, vault, [...new Set([...members, actor.id, recorder.id])], state, on) };
};

/** Whoever acts as inspector in a case, or examines one. The one place to swap for whatever knows more about conflicts. */
export const impartial: Lookup = impartialTo(async (_pool, state) => state);
export const impartialToTheExamined: Lookup = impartialTo((pool, state) => caseState(pool, state.parent?.id));
const impartialToTheNamed = impartialTo((pool, _state, { case: id }) => caseState(pool, typeof id === 'string' ? id : undefined));

/** The same, and of an objection all that came with a name. */
const toObjector: Lookup = async (pool, state, asked, vault) => {
  const { notice } = state.book as { notice?: string };
  const objections = notice && state.parent ? await namedObjections(pool, { notice, kase: state.parent.id }) : [];
  return { ...(await impartialToTheExamined(pool, state, asked, vault)), ...(objections.length > 0 ? { objections } : {}) };
};

/** Whether a pair was assigned to what holds the case: to the verdict that suspended it, or to the objections to it on a notice. */
const pairAssigned = async (pool: Client, kase: string | undefined, notice?: string): Promise<boolean> =>
  (
    await pool.query(
      `SELECT 1 FROM case_row WHERE parent_id = $1 AND procedure = 'investigation' AND phase <> 'ended' AND jsonb_array_length(state #> '{book,pair}') > 0
         AND CASE WHEN $2::text IS NULL THEN state #>> '{book,cause}' = 'verdict' ELSE state #>> '{book,notice}' = $2 END LIMIT 1`,
      [kase ?? null, notice ?? null],
    )
  ).rows.length > 0;

/** An objection is ruled on by somebody free of the case that it names. */
const impartialToTheEntry: Lookup = async (pool, state, asked, vault) => {
  const { conflicts } = (await impartialToTheNamed(pool, state, asked, vault)) as { conflicts: string[] };
  return { impartial: conflicts.length === 0 };
};

/** Whoever is the person, kin, or has declared an interest: recused wherever the person is examined or decided on. */
export const interested = async (
  pool: Client,
  vault: Vault,
  people: readonly string[],
  kase: MachineState,
  on: string,
  candidates: readonly string[] = concernedIn(kase),
): Promise<string[]> => {
  const found = await conflictsOfAll(pool, vault, people, { case: kase.id, candidates, on });
  return people.filter((person) => found.get(person)?.some(({ code }) => ['kin', 'subject', 'declared'].includes(code)));
};

/**
 * Who of them is on the way to a post, or on probation in this very one; which, where it is this committee's. Probation in another post bars nobody, unless
 * inspection holds it.
 */
const onTheWay = async (
  pool: Client,
  people: readonly string[],
  { id, committee }: MachineState,
): Promise<{ person: string; post?: string }[]> =>
  (
    await pool.query<{ person: string; post: string | null }>(
      `SELECT subject_id::text AS person, CASE WHEN committee_id = $2 THEN state #>> '{book,post}' END AS post FROM case_row
       WHERE procedure = 'candidacy' AND phase <> 'ended' AND subject_id = ANY($1::uuid[])
         AND NOT (on_trial AND phase = 'open' AND parent_id <> $3) ORDER BY 1`,
      [people, committee, id],
    )
  ).rows.map(({ person, post }) => ({ person, ...(post === null ? {} : { post }) }));

/** What other selections for the same post may still fill. */
const besides = async (pool: Client, state: MachineState, title: unknown): Promise<Found> => {
  const beside = typeof title === 'string' ? await toBeFilledBeside(pool, state, title) : 0;
  return beside > 0 ? { beside } : {};
};

export const selectionLookups: Readonly<Record<string, Lookup>> = {
  analysePost: (pool, state, { body }) => besides(pool, state, body.title),
  proposeMotion: (pool, state) => besides(pool, state, (state.book as SelectionBook).post?.title),
  recordRecommendationTalks: tallied,
  recordRecommendationMeeting: tallied,
  formGroup: officers,
  recordInspectionTalks: group,
  recordAppraisal: group,
  recordMust: group,
  signIntegrity: group,
  signReport: group,
  concludeInspection: group,
  fixObjects: async (pool, state, { body, on }) => {
    const people = personsAt(body, 'objects');
    return { probation: await onProbationAmong(pool, people, on), elsewhere: await onTheWay(pool, people, state) };
  },
  appoint: async (pool, state, { on }) => {
    const leaves = await trialsOf(pool, state);
    return {
      ...(await onProbation(pool, state, on)),
      taken: [...new Set([...(await postsTaken(pool, state, 'approvedOn')), ...(await appointmentsUnderWay(pool, state))])],
      ...(leaves.length > 0 ? { leaves } : {}),
    };
  },
  giveVerdict: impartial,
  askSupplement: impartial,
  withdrawSupplement: impartial,
  attendStage: impartial,
  settleInvestigation: async (pool, state, asked, vault) => ({
    ...(await impartial(pool, state, asked, vault)),
    running: await pairAssigned(pool, state.id),
  }),
  assignPair: impartialTo((pool, state) => caseState(pool, state.parent?.id), true),
  answerComplainant: impartialToTheExamined,
  hold: impartialToTheExamined,
  setAside: impartialToTheExamined,
  concludeInvestigation: toObjector,
  ruleObjection: async (pool, state, asked, vault) => ({
    ...(await impartialToTheEntry(pool, state, asked, vault)),
    running: await pairAssigned(pool, idAt(asked.body, 'case'), state.id),
  }),
  settleObjections: impartialToTheEntry,
};
