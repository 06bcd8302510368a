import { dayOf } from '../domain/calendar/day';
import { concernedIn } from '../domain/case/common/shared';
import { SYSTEM } from '../domain/case/telling';
import { calendarFor } from '../records/calendars';
import type { Database } from '../records/database';
import { caseState } from '../records/impartial';
import { bodyHash } from '../records/register';
import type { Vault } from '../records/sealed';
import { type Statutes, statuteFor } from '../records/statutes';
import { upward } from '../records/upward';
import { type Courier, Unavailable } from './courier';
import { open } from './opener';
import type { Signer } from './signer';

export interface ComplaintDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly courier: Courier;
  readonly signer: Signer;
  readonly vault: Vault;
}

/** Complaints of which it is known what they are about, and which nobody examines yet: the process died between the entry and the opening. */
export const waitingComplaints = async ({ database }: ComplaintDeps): Promise<string[]> =>
  (
    await database.pool.query<{ id: string }>(
      'SELECT id FROM complaint WHERE attached AND investigation_id IS NULL ORDER BY received_at LIMIT 100',
    )
  ).rows.map(({ id }) => id);

/** Opens the investigation of a complaint, once, as the child of the case that it is about; the case itself learns nothing of it. */
export const investigate = async (
  { database, statutes, courier, signer, vault }: ComplaintDeps,
  complaint: string,
  now: number,
): Promise<void> => {
  const { pool } = database;
  const { rows } = await pool.query<{ case_id: string | null; org_id: string; named: boolean; received_on: string }>(
    'SELECT case_id, org_id, named, received_on FROM complaint WHERE id = $1 AND attached AND investigation_id IS NULL',
    [complaint],
  );
  const row = rows[0];
  if (!row) return;
  const target = await caseState(pool, row.case_id ?? undefined);
  const unit = target?.unit ?? row.org_id;
  const above = await upward(pool, unit);
  if (!above) throw new Error(`complaint ${complaint} lies at no organisation`);
  const committee = target?.committee ?? above.committee ?? unit;
  const higher = target ? target.higher : above.higher;
  const opened = await open(
    { pool, statutes, signer, vault },
    {
      procedure: 'investigation',
      statute: statuteFor('investigation', above.overlays, await calendarFor(database, above.region)),
      hash: bodyHash({ complaint }),
      place: {
        unit,
        committee,
        ...(higher ? { higher } : {}),
        ...(target ? { parent: { id: target.id, procedure: target.procedure } } : {}),
      },
      asked: {
        kind: 'openInvestigation',
        on: dayOf(now),
        actor: SYSTEM,
        recorder: SYSTEM,
        body: { cause: 'complaint', receivedOn: row.received_on, named: row.named, recused: target ? concernedIn(target) : [] },
        papers: [],
      },
    },
    SYSTEM.id,
    // The space keeps it apart from every key that a person can send.
    `complaint ${complaint}`,
    now,
  );
  await pool.query('UPDATE complaint SET investigation_id = $2 WHERE id = $1', [complaint, opened.id]);
  // If Temporal is away the sweep starts it.
  await courier.start(opened.id).catch((error: Error) => {
    if (!(error instanceof Unavailable)) throw error;
  });
};
