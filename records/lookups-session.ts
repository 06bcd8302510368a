import { actOf } from '../domain/case/acts';
import { SESSION_KINDS, type SessionKind } from '../domain/occasions/session';
import { procedureOf } from '../domain/procedures';
import { whoIs } from './accounts';
import type { Asked, Client, Found, Lookup } from './lookup';
import { idsAt } from './lookup-ids';
import { findCases } from './places';
import { speakers } from './speakers';

const MOST_ROWS = 400;

const casesIn = ({ rows }: Readonly<Record<string, unknown>>): string[] => {
  const listed: unknown[] = Array.isArray(rows) ? rows.slice(0, MOST_ROWS) : [];
  return idsAt({ ids: listed.map((row) => (row as { case?: unknown } | null)?.case) }, 'ids');
};

/** Of a League class: its one witness, and the cases that are about the witness. */
const classWitness = async (pool: Client, body: Readonly<Record<string, unknown>>, cases: readonly string[]): Promise<Found> => {
  const witness = body.kind === 'leagueClass' ? idsAt({ ids: [body.witness] }, 'ids')[0] : undefined;
  if (!witness) return {};
  const { rows } = await pool.query<{ known: boolean; own: string[] }>(
    `SELECT EXISTS (SELECT 1 FROM person WHERE id = $1) AS known,
       ARRAY(SELECT id::text FROM case_row WHERE id = ANY($2::uuid[]) AND subject_id = $1) AS own`,
    [witness, cases],
  );
  return { witnesses: rows[0]?.known ? [witness.toLowerCase()] : [], aboutWitness: rows[0]?.own ?? [] };
};

/** Who tells a case what this kind tells; said only where whoever holds the session may do so in none of its cases. */
const seatless = async (
  pool: Client,
  committee: string,
  { body: { kind }, actor, recorder, on }: Asked,
  ids: readonly string[],
): Promise<Found> => {
  if (typeof kind !== 'string' || !Object.hasOwn(SESSION_KINDS, kind)) return {};
  const cases = await findCases(pool as never, ids);
  if (cases.length === 0) return {};
  const [speaker, clerk] = [await whoIs(pool as never, actor.id, on), await whoIs(pool as never, recorder.id, on)];
  const telling = { command: SESSION_KINDS[kind as SessionKind].command } as Parameters<typeof speakers>[1];
  if (cases.some((one) => speakers(one, telling, speaker, clerk, committee))) return {};
  return { seatless: actOf(procedureOf('admission'), telling.command)?.seats ?? [] };
};

export const sessionLookups: Readonly<Record<string, Lookup>> = {
  holdSession: async (pool, state, asked) => {
    const cases = casesIn(asked.body);
    return { ...(await classWitness(pool, asked.body, cases)), ...(await seatless(pool, state.committee, asked, cases)) };
  },
};
