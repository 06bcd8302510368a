import type { MachineState } from '../domain/case/state';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idsAt } from './lookup-ids';
import { requestPlace } from './lookups-place';
import { eligibleAmong } from './rights';

/** The most rows that one record of hours may carry, and so the most witnesses that are asked about. */
const MOST_ROWS = 16;

/** Of an appointed contact who acts. On paper somebody else may stand in his place: whether he could is not asked of him. */
const contactRights = async (pool: Client, state: MachineState, { actor, on }: Asked): Promise<Found> =>
  actor.seat === 'contact' && (state.book as AdmissionBook).contacts.includes(actor.id)
    ? { contactEligible: (await eligibleAmong(pool, [actor.id], on)).length > 0 }
    : {};

const witnessesIn = (body: Readonly<Record<string, unknown>>): string[] => {
  const rows: unknown[] = Array.isArray(body.hours) ? body.hours.slice(0, MOST_ROWS) : [];
  return idsAt({ ids: rows.map((row) => (row as { witness?: unknown } | null)?.witness) }, 'ids');
};

/** Those of the witnesses who are somebody. */
const knownWitnesses = async (pool: Client, body: Readonly<Record<string, unknown>>): Promise<Found> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY($1::uuid[])', [witnessesIn(body)]);
  return { witnesses: rows.map(({ id }) => id) };
};

/** Since when the introducers are those of today: the book keeps who they are, the ledger when they were confirmed or the last one was replaced. */
const introduced: Lookup = async (pool, state) => {
  const { rows } = await pool.query<{ on: string }>(
    `SELECT "on" FROM fact WHERE case_id = $1 AND kind IN ('introducersConfirmed', 'introducerReplaced') ORDER BY seq DESC LIMIT 1`,
    [state.id],
  );
  return rows[0] ? { introducedOn: rows[0].on } : {};
};

export const admissionLookups: Readonly<Record<string, Lookup>> = {
  recordHours: async (pool, state, asked) => ({
    ...(await contactRights(pool, state, asked)),
    ...(await knownWitnesses(pool, asked.body)),
  }),
  recordObservation: contactRights,
  recordVolunteer: contactRights,
  assessCultivation: contactRights,
  fillForm: introduced,
  requestPlace,
};
