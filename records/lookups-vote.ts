import { DECISION_TELLS } from '../domain/occasions/decision';
import { tellingOf } from '../domain/occasions/meeting';
import { tallyOf } from './booth/publishing';
import { caseState } from './impartial';
import type { Client, Found, Lookup } from './lookup';
import { idAt } from './lookup-ids';
import { aboveFor, decidedBefore } from './lookups-decision';
import { mustLeave } from './lookups-selection';

/** Whether the case stood, on that day, open at a step to which the vote can be told: nobody is voted on before his turn. */
const standsAt = async (pool: Client, id: string, told: string, on: string): Promise<Found> => {
  const { rows } = await pool.query<{ stands: boolean }>(
    `SELECT c.phase = 'open' AND EXISTS (SELECT 1 FROM jsonb_array_elements(s.body -> 'steps') AS step
       WHERE step ->> 'id' = ANY(c.steps) AND step -> 'acts' ? $2 AND c.state #>> ARRAY['steps', step ->> 'id', 'openedOn'] <= $3) AS stands
     FROM case_row c JOIN statute s ON s.hash = c.statute_hash WHERE c.id = $1`,
    [id === '' ? null : id, told, on],
  );
  return rows[0] ? { atStep: rows[0].stands } : {};
};

/** Votes that the committee above may take in a lower one's place. */
const VOTED_ABOVE: readonly string[] = ['decideApproval', DECISION_TELLS];

/** What a vote on one case rests on: its day, its turn, who may not be in the room, what the booth counted. */
const vote =
  (told: (kind: string) => string): Lookup =>
  async (pool, state, asked, vault) => {
    const [id, booth] = [idAt(asked.body, 'case'), idAt(asked.body, 'booth')];
    const { kind = '' } = state.book as { kind?: string };
    const kase = VOTED_ABOVE.includes(told(kind)) ? await caseState(pool, id) : undefined;
    return {
      votedOn: asked.on,
      ...(kase ? await aboveFor(pool, vault, kase, state.committee, asked.on) : {}),
      ...(await standsAt(pool, id, told(kind), asked.on)),
      // Members recommend from among themselves: there those who stand vote.
      ...(kind === 'recommendation' ? {} : await mustLeave(pool, state, asked, vault)),
      ...(booth === '' ? {} : { tally: await tallyOf(pool, booth, { occasion: state.id, item: id }) }),
    };
  };

const statements = vote(() => DECISION_TELLS);

export const voteLookups: Readonly<Record<string, Lookup>> = {
  recordItem: vote(tellingOf),
  recordStatements: async (pool, state, asked, vault) => ({
    ...(await statements(pool, state, asked, vault)),
    decidedBefore: await decidedBefore(pool, idAt(asked.body, 'case')),
  }),
};
