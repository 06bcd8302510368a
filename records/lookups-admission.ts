import type { MachineState } from '../domain/case/state';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idsAt } from './lookup-ids';
import { requestPlace } from './lookups-place';
import { notTheirs } from './number-draw';
import { upwards } from './quota-tree';
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

const words = (text: unknown): string => String(text).trim().replaceAll(/\s+/g, ' ').toLowerCase();
const classOf = (row: { readonly on?: unknown; readonly topic?: unknown; readonly witness?: unknown }): string =>
  JSON.stringify([row.on, words(row.topic), words(row.witness)]);

/** A session gives its rows ids of its own. */
const ofSession = (id: string): boolean => /^[0-9a-f-]{36}:\d+$/.test(id);

/**
 * Rows of a class that is counted already: held for all in two sessions, or in one and once more by hand. By hand alone each row is its own hour. Of the paper
 * past each row is what the paper says.
 */
const repeatedRows = async (pool: Client, state: MachineState, { body, earlier, occasion }: Asked): Promise<Found> => {
  const counted = (state.book as AdmissionBook).hours.map(({ id }) => id).filter((id) => occasion || ofSession(id));
  if (earlier || counted.length === 0 || !Array.isArray(body.hours)) return {};
  const { rows } = await pool.query<{ on: string; topic: string; witness: string }>(
    `SELECT h ->> 'on' AS on, h ->> 'topic' AS topic, h ->> 'witness' AS witness FROM fact f CROSS JOIN LATERAL jsonb_array_elements(f.fact -> 'body' -> 'hours') h
     WHERE f.case_id = $1 AND f.kind = 'hoursRecorded' AND h ->> 'id' = ANY($2)`,
    [state.id, counted],
  );
  const known = new Set(rows.map(classOf));
  const listed = body.hours.slice(0, MOST_ROWS) as ({ readonly id?: unknown; readonly on?: unknown } | null)[];
  return { repeated: listed.flatMap((row) => (row && typeof row.id === 'string' && known.has(classOf(row)) ? [row.id] : [])) };
};

/** Those of the witnesses who are somebody. */
const knownWitnesses = async (pool: Client, body: Readonly<Record<string, unknown>>): Promise<Found> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY($1::uuid[])', [witnessesIn(body)]);
  return { witnesses: rows.map(({ id }) => id) };
};

const INTRODUCING = ['introducersConfirmed', 'introducerReplaced'];
/** Findings of an act of the paper past that had no place: it changed nothing. */
const MISPLACED = ['out-of-step', 'step-closed', 'case-ended'];

/** When the number of the form was given out: nothing is written on it before. */
const numbered = async (pool: Client, { id, book }: MachineState): Promise<Found> => {
  const { rows } = await pool.query<{ on: string }>(
    `SELECT "on" FROM issued_number WHERE case_id = $1 AND kind = 'development' AND number = $2 AND status = 'issued'`,
    [id, (book as AdmissionBook).number ?? ''],
  );
  return rows[0] ? { numberedOn: rows[0].on } : {};
};

/** Since when the introducers are those of today: the book keeps who they are, the ledger when they were confirmed or the last one was replaced. */
const introduced: Lookup = async (pool, state, { earlier }) => {
  const last = earlier?.findLast(({ kind, finding }) => INTRODUCING.includes(kind) && !MISPLACED.includes(finding?.code ?? ''));
  if (earlier) return last ? { introducedOn: last.on } : {};
  const { rows } = await pool.query<{ on: string }>(
    `SELECT "on" FROM fact WHERE case_id = $1 AND kind = ANY($2) AND COALESCE(fact -> 'finding' ->> 'code', '') <> ALL($3) ORDER BY seq DESC LIMIT 1`,
    [state.id, INTRODUCING, MISPLACED],
  );
  return rows[0] ? { introducedOn: rows[0].on } : {};
};

/** Of a certificate whose number is typed from the paper: why it cannot be this person's. Said before the archive is taken, not only when it is entered. */
const typedCertificate: Lookup = async (pool, { id, unit }, { body: { certificate } }) => {
  if (typeof certificate !== 'string') return {};
  const wrong = await notTheirs(pool, 'certificate', certificate, { caseId: id, path: await upwards(pool, unit) });
  return wrong ? { certificate: wrong } : {};
};

export const admissionLookups: Readonly<Record<string, Lookup>> = {
  recordHours: async (pool, state, asked) => ({
    ...(await contactRights(pool, state, asked)),
    ...(await knownWitnesses(pool, asked.body)),
    ...(await repeatedRows(pool, state, asked)),
  }),
  recordObservation: contactRights,
  recordVolunteer: contactRights,
  assessCultivation: contactRights,
  archive: typedCertificate,
  fillForm: async (pool, state, asked, vault) => ({
    ...(await introduced(pool, state, asked, vault)),
    ...(await numbered(pool, state)),
  }),
  requestPlace,
};
