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

const MOST_SESSION_ROWS = 400;

const witnessesIn = (body: Readonly<Record<string, unknown>>): string[] => {
  const rows: unknown[] = Array.isArray(body.hours) ? body.hours.slice(0, MOST_ROWS) : [];
  return idsAt({ ids: rows.map((row) => (row as { witness?: unknown } | null)?.witness) }, 'ids');
};

/** Of a League class: its one witness, and the cases that are about the witness. */
const classWitness: Lookup = async (pool, _state, { body }) => {
  const witness = body.kind === 'leagueClass' ? idsAt({ ids: [body.witness] }, 'ids')[0] : undefined;
  if (!witness) return {};
  const listed: unknown[] = Array.isArray(body.rows) ? body.rows.slice(0, MOST_SESSION_ROWS) : [];
  const cases = idsAt({ ids: listed.map((row) => (row as { case?: unknown } | null)?.case) }, 'ids');
  const { rows } = await pool.query<{ known: boolean; own: string[] }>(
    `SELECT EXISTS (SELECT 1 FROM person WHERE id = $1) AS known,
       ARRAY(SELECT id::text FROM case_row WHERE id = ANY($2::uuid[]) AND subject_id = $1) AS own`,
    [witness, cases],
  );
  return { witnesses: rows[0]?.known ? [witness.toLowerCase()] : [], aboutWitness: rows[0]?.own ?? [] };
};

/** Those of the witnesses who are somebody. */
const knownWitnesses = async (pool: Client, body: Readonly<Record<string, unknown>>): Promise<Found> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY($1::uuid[])', [witnessesIn(body)]);
  return { witnesses: rows.map(({ id }) => id) };
};

const INTRODUCING = ['introducersConfirmed', 'introducerReplaced'];
/** Findings of an act of the paper past that had no place: it changed nothing. */
const MISPLACED = ['out-of-step', 'step-closed', 'case-ended'];

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
  }),
  recordObservation: contactRights,
  recordVolunteer: contactRights,
  assessCultivation: contactRights,
  archive: typedCertificate,
  fillForm: introduced,
  holdSession: classWitness,
  requestPlace,
};
