import { OFFICE_SEATS } from '../domain/case/own-interest';
import type { MachineState } from '../domain/case/state';
import { procedures } from '../domain/procedures';
import type { Asked, Client, Found } from './lookup';
import { interested } from './lookups-selection';
import type { Vault } from './sealed';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whom the act itself names: a tally, an entry, a list. */
const namedIn = ({ body }: Asked): string[] => {
  const rows = [body, ...[body.tally, body.objects].flatMap((list) => (Array.isArray(list) ? list : []))];
  return rows.flatMap((row) => {
    const person = (row as { person?: unknown } | null)?.person;
    return typeof person === 'string' && UUID.test(person) ? [person] : [];
  });
};

/** Said only where it is so: whoever acts for the office, or writes it down, has an interest in somebody on whom it decides. */
export const interestedHands = async (pool: Client, state: MachineState, asked: Asked, vault: Vault): Promise<Found> => {
  const { actor, recorder, occasion, on } = asked;
  const proposed = state.book === undefined || occasion ? undefined : procedures[state.procedure]?.proposed?.(state as MachineState<never>);
  if (!proposed || !actor.seat || !OFFICE_SEATS.includes(actor.seat)) return {};
  const candidates = [...new Set([...proposed, ...namedIn(asked)])];
  if (candidates.length === 0) return {};
  const hands = await interested(pool, vault, [...new Set([actor.id, recorder.id])], state, on, candidates);
  return hands.length > 0 ? { interestedHands: hands } : {};
};
