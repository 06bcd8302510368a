import type { Pool, PoolClient } from 'pg';
import { dayOf } from '../../domain/calendar/day';
import type { Figure } from '../../domain/law/figure';
import { type Rung, rungDue } from '../../domain/messages/ladder';
import { procedureOf } from '../../domain/procedures';
import { transaction } from '../database';
import { tellDesk } from '../tell-desk';

const PAGE = 500;

interface Late {
  readonly id: string;
  readonly case_id: string;
  readonly procedure: string;
  readonly step: string;
  readonly seat: string;
  readonly org_id: string | null;
  readonly person_id: string | null;
  readonly due_on: string;
  readonly statute_hash: string;
  readonly committee_id: string;
  /** Whose task it is, as the note of a rung has it. */
  readonly desk: string;
  /** The highest rung that it has been reminded at. */
  readonly told: number;
}

const LATE = `SELECT t.id, t.case_id, t.procedure, t.step, t.seat, t.org_id, t.person_id, t.due_on, c.statute_hash, c.committee_id, d.desk,
    COALESCE((SELECT max(r.rung) FROM reminder r WHERE r.case_id = t.case_id AND r.step = t.step AND r.due_on = t.due_on AND r.seat IN ('', d.desk)), 0) AS told
  FROM task t JOIN case_row c ON c.id = t.case_id CROSS JOIN LATERAL (SELECT t.seat || ' ' || COALESCE(t.person_id, t.org_id, t.case_id)::text AS desk) d
  WHERE t.due_on < $1 AND t.id > $2 AND c.phase = 'open' ORDER BY t.id LIMIT ${PAGE}`;

export interface ReminderDeps {
  readonly pool: Pool;
  readonly figuresOf: (hash: string) => Promise<Readonly<Record<string, Figure>>>;
}

/** Climbs the ladder of the pack for every task that is overdue. Each rung is told once, in one transaction with its note. */
export const remindOverdue = async ({ pool, figuresOf }: ReminderDeps, now: number, goesOn: () => boolean = () => true): Promise<void> => {
  const today = dayOf(now);
  for (let after = '00000000-0000-0000-0000-000000000000'; goesOn(); ) {
    const { rows } = await pool.query<Late>(LATE, [today, after]);
    for (const late of rows) {
      const rung = rungDue(late.due_on, today, await figuresOf(late.statute_hash));
      if (rung && rung.rung > late.told && !(rung.kind === 'deadline-escalated' && endsHere(late)))
        await transaction(pool, (client) => climb(client, late, rung, today, now));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
};

/** An inspector's silence is his own office's business, and a closed case is nobody's above. */
const endsHere = ({ seat, procedure }: Late): boolean =>
  seat === 'inspector' || (procedureOf(procedure).readers ?? 'concerned') !== 'concerned';

const climb = async (client: PoolClient, late: Late, { rung, kind }: Rung, on: string, now: number): Promise<void> => {
  const up = kind === 'deadline-escalated';
  // Several may hold the same step: each is told at a lower rung, the office above once.
  const { rowCount } = await client.query(
    'INSERT INTO reminder (case_id, step, seat, due_on, rung) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [late.case_id, late.step, up ? '' : late.desk, late.due_on, rung],
  );
  if (rowCount !== 1) return;
  const body = { step: late.step, due: late.due_on, on, rung, ...(late.seat === 'inspector' ? { verdict: true } : {}) };
  if (up) await tellOfficers(client, late, body, on, now);
  else
    await tellDesk(client, {
      caseId: late.case_id,
      kind,
      body,
      desk: { seat: late.seat, org: late.org_id ?? undefined, person: late.person_id ?? undefined },
      on,
      now,
    });
};

/** The organisation officers of the nearest committee, from that of the case upwards, that has any. */
const tellOfficers = async (client: PoolClient, late: Late, body: object, on: string, now: number): Promise<unknown> =>
  client.query(
    `INSERT INTO message (person_id, case_id, kind, body, created_at)
     SELECT person_id, $1, 'deadline-escalated', $2::jsonb, to_timestamp($3::double precision / 1000) FROM (
       SELECT DISTINCT h.person_id, rank() OVER (ORDER BY length(o.path) DESC) AS place FROM holding h JOIN organisation o ON o.id = h.org_id
       WHERE h.role = 'administrator' AND h.since <= $4 AND (h.until IS NULL OR h.until >= $4)
         AND (SELECT path FROM organisation WHERE id = $5) LIKE o.path || '%') near
     WHERE place = 1`,
    [late.case_id, JSON.stringify(body), now, on, late.committee_id],
  );
