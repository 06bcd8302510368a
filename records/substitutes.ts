import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { SEAT_LEVEL } from '../domain/case/levels';
import type { Seat } from '../domain/case/step';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface SubstituteRow {
  readonly id: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly role: string;
  readonly since: string;
  readonly until: string | null;
}

/** Whoever acts in a role today or in days to come, below some paths. An inspector's substitutes are the inspection office's. */
export const substitutesOf = async (
  client: Client,
  sight: { readonly under: readonly string[]; readonly today: string; readonly unit?: string | undefined },
  [since, id]: readonly [since?: string, id?: string],
  limit: number,
): Promise<SubstituteRow[]> =>
  (
    await client.query<SubstituteRow>(
      `SELECT h.id, h.org_id, o.name AS org_name, h.person_id, p.name AS person_name, h.role, h.since, h.until
       FROM holding h JOIN organisation o ON o.id = h.org_id JOIN person p ON p.id = h.person_id
       WHERE h.acting AND h.role NOT IN ('inspector', 'inspection-head') AND (h.until IS NULL OR h.until >= $2) AND (h.until IS NULL OR h.until >= h.since)
         AND o.path LIKE ANY($1) AND ($3::uuid IS NULL OR h.org_id = $3) AND ($4::text IS NULL OR (h.since, h.id) > ($4, $5::uuid))
       ORDER BY h.since, h.id LIMIT $6`,
      [sight.under, sight.today, sight.unit ?? null, since ?? null, id ?? null, limit + 1],
    )
  ).rows;

/** Seats that a role sits at, for tasks that lie at exactly the unit. */
const SEATS_OF: Readonly<Record<string, readonly Seat[]>> = {
  'branch-secretary': ['branch-secretary', 'branch-committee'],
  'branch-committee': ['branch-committee'],
  'committee-officer': ['committee-officer', 'higher-officer'],
  'committee-approver': ['committee-approver'],
};

export interface DeskOf {
  readonly tasks: number;
  readonly barred: readonly { readonly case: string; readonly code: 'already-signed' | 'subject' }[];
}

/** The open tasks of a desk, and the cases among them in which a person could not act. */
export const deskOf = async (client: Client, at: { unit: string; role: string; person: string }): Promise<DeskOf> => {
  const { rows } = await client.query<{ id: string; seat: Seat; about: boolean; signed: string | null }>(
    `SELECT c.id, t.seat, COALESCE(c.subject_id = $3, false) AS about, c.state -> 'signed' ->> $3::text AS signed
     FROM task t JOIN case_row c ON c.id = t.case_id WHERE t.org_id = $1 AND t.seat = ANY($2) AND NOT t.overdue ORDER BY c.id`,
    [at.unit, SEATS_OF[at.role] ?? [], at.person],
  );
  const barred = new Map<string, 'already-signed' | 'subject'>();
  for (const { id, seat, about, signed } of rows) {
    if (about) barred.set(id, 'subject');
    else if (signed !== null && signed !== SEAT_LEVEL[seat]) barred.set(id, 'already-signed');
  }
  return { tasks: rows.length, barred: [...barred].map(([id, code]) => ({ case: id, code })) };
};

export const holdsThen = async (
  client: Client,
  at: { unit: string; role: string; person: string; from: string; until: string },
): Promise<boolean> =>
  ((
    await client.query(
      'SELECT 1 FROM holding WHERE person_id = $1 AND org_id = $2 AND role = $3 AND since <= $5 AND (until IS NULL OR until >= $4) AND (until IS NULL OR until >= since)',
      [at.person, at.unit, at.role, at.from, at.until],
    )
  ).rowCount ?? 0) > 0;

export const appointSubstitute = async (
  tx: Client,
  at: { unit: string; role: string; person: string; from: string; until: string; by: string },
): Promise<string> => {
  const id = randomUUID();
  await tx.query(
    'INSERT INTO holding (id, person_id, org_id, role, since, until, acting, given_by) VALUES ($1, $2, $3, $4, $5, $6, true, $7)',
    [id, at.person, at.unit, at.role, at.from, at.until, at.by],
  );
  return id;
};
