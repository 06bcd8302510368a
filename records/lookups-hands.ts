import { OFFICE_SEATS } from '../domain/case/own-interest';
import type { MachineState } from '../domain/case/state';
import type { OccasionBook } from '../domain/occasions/tell';
import { procedureOf, procedures } from '../domain/procedures';
import type { Asked, Client, Found } from './lookup';
import { idAt, idsAt, personsAt } from './lookup-ids';
import { interested } from './lookups-selection';
import type { Vault } from './sealed';

/** On whom an act of an office decides, and who is proposed for the same post and so is no hand of it either. */
interface Concerned {
  readonly candidates: readonly string[];
  readonly rivals: readonly string[];
}

/** Whom the act itself names: a tally, an entry, a list. */
const namedIn = ({ body }: Asked): string[] => [
  ...personsAt({ one: [body] }, 'one'),
  ...personsAt(body, 'tally'),
  ...personsAt(body, 'objects'),
];

/** Occasions that candidates stand on. */
const THEIRS = ['notice', 'decision'];
const SUPERVISED = Object.values(procedures).flatMap(({ name, proposed }) => (proposed ? [name] : []));

/** Of a notice or a meeting: the candidates among its cases, and whoever stands beside them. */
const onOccasion = async (pool: Client, { book }: MachineState, { body }: Asked): Promise<Concerned> => {
  const cases = [...Object.keys((book as OccasionBook).entries), ...idsAt(body, 'cases'), ...idsAt({ one: [idAt(body, 'case')] }, 'one')];
  const { rows } = await pool.query<{ state: MachineState; rivals: string[] | null }>(
    `SELECT c.state, post.state -> 'book' -> 'recused' AS rivals FROM case_row c LEFT JOIN case_row post ON post.id = c.parent_id
     WHERE c.id = ANY($1::uuid[]) AND c.procedure = ANY($2)`,
    [cases, SUPERVISED],
  );
  return {
    candidates: rows.flatMap(({ state }) => procedureOf(state.procedure).proposed?.(state as MachineState<never>) ?? []),
    rivals: rows.flatMap(({ rivals }) => rivals ?? []),
  };
};

const concernedBy = async (pool: Client, state: MachineState, asked: Asked): Promise<Concerned | undefined> => {
  if (THEIRS.includes(state.procedure)) return onOccasion(pool, state, asked);
  const { proposed } = procedureOf(state.procedure);
  return proposed && { candidates: [...proposed(state as MachineState<never>), ...namedIn(asked)], rivals: [] };
};

/** Said only where it is so: whoever acts for the office, or writes it down, has an interest in somebody on whom it decides. */
export const interestedHands = async (pool: Client, state: MachineState, asked: Asked, vault: Vault): Promise<Found> => {
  const { actor, recorder, occasion, on } = asked;
  if (state.book === undefined || occasion || !actor.seat || !OFFICE_SEATS.includes(actor.seat)) return {};
  const concerned = await concernedBy(pool, state, asked);
  if (!concerned || concerned.candidates.length === 0) return {};
  const people = [...new Set([actor.id, recorder.id])];
  const found = await interested(pool, vault, people, state, on, [...new Set(concerned.candidates)]);
  const hands = people.filter((id) => found.includes(id) || concerned.rivals.includes(id));
  return hands.length > 0 ? { interestedHands: hands } : {};
};
