import type { Pool, PoolClient } from 'pg';
import type { InspectionOwner } from '../domain/authority/inspection';
import { holdingsAhead, voidSlips } from './accounts';
import { removeFactor } from './second-factor';
import { endSessions } from './sessions';

type Client = Pick<PoolClient | Pool, 'query'>;

export interface Heads {
  readonly everHadHead: boolean;
  /** An office above has a head today. */
  readonly higherHasHead: boolean;
  /** An office below it has a head today: whoever begins this one would set somebody over him. */
  readonly lowerHasHead: boolean;
}

/** What the rules about heads depend on. */
export const headsOf = async (client: Client, officeId: string, today: string): Promise<Heads> => {
  const { rows } = await client.query<Heads>(
    `SELECT EXISTS (SELECT 1 FROM holding WHERE org_id = $1 AND role = 'inspection-head') AS "everHadHead",
       EXISTS (
         SELECT 1 FROM organisation o JOIN organisation i ON i.id = o.inspects_id
           JOIN organisation hi ON i.path LIKE hi.path || '%' AND hi.id <> i.id
           JOIN organisation h ON h.inspects_id = hi.id AND h.id <> o.id AND h.closed_on IS NULL
           JOIN holding d ON d.org_id = h.id AND d.role = 'inspection-head' AND d.since <= $2 AND (d.until IS NULL OR d.until >= $2)
         WHERE o.id = $1) AS "higherHasHead",
       EXISTS (
         SELECT 1 FROM organisation o JOIN organisation i ON i.id = o.inspects_id
           JOIN organisation li ON li.path LIKE i.path || '%' AND li.id <> i.id
           JOIN organisation l ON l.inspects_id = li.id AND l.id <> o.id AND l.closed_on IS NULL
           JOIN holding d ON d.org_id = l.id AND d.role = 'inspection-head' AND d.since <= $2 AND (d.until IS NULL OR d.until >= $2)
         WHERE o.id = $1) AS "lowerHasHead"`,
    [officeId, today],
  );
  return rows[0] ?? { everHadHead: false, higherHasHead: false, lowerHasHead: false };
};

/** Somebody else is head of the office on that day. */
export const hasOtherHead = async (client: Client, officeId: string, personId: string, day: string): Promise<boolean> =>
  ((
    await client.query(
      "SELECT 1 FROM holding WHERE org_id = $1 AND role = 'inspection-head' AND person_id <> $2 AND since <= $3 AND (until IS NULL OR until >= $3) LIMIT 1",
      [officeId, personId, day],
    )
  ).rowCount ?? 0) > 0;

/** A person as far as keeping his account goes: roles of today and of days to come, and whether the account still begins. */
export const accountOwner = async (client: Client, personId: string, today: string): Promise<InspectionOwner> => {
  const holdings = await holdingsAhead(client as PoolClient, personId, today);
  const offices = [...new Set(holdings.filter(({ role }) => role === 'inspection-head').map(({ orgId }) => orgId))];
  if (offices.length === 0) return { personId, holdings };
  const { rows } = await client.query<{ fresh: boolean; others: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM account WHERE person_id = $1 AND password_hash IS NOT NULL) AS fresh,
       EXISTS (SELECT 1 FROM holding WHERE org_id = ANY($2::uuid[]) AND role = 'inspection-head' AND person_id <> $1) AS others`,
    [personId, offices],
  );
  const { fresh = false, others = true } = rows[0] ?? {};
  let firstHead = !others;
  for (const office of offices) {
    const { higherHasHead, lowerHasHead } = await headsOf(client, office, today);
    firstHead &&= !higherHasHead && !lowerHasHead;
  }
  return { personId, holdings, fresh, firstHead };
};

/**
 * Whoever comes to inspect begins the account anew: no password, slip, factor or session that somebody else may have prepared outlives it. The head
 * hands over the new slip.
 */
export const beginAnew = async (tx: PoolClient, personId: string, at: number): Promise<void> => {
  await voidSlips(tx, personId, at);
  const { rows } = await tx.query<{ id: string }>(
    "UPDATE account SET password_hash = NULL, failures = 0, locked_until = NULL, status = 'active', must_change = false WHERE person_id = $1 RETURNING id",
    [personId],
  );
  for (const { id } of rows) {
    await endSessions(tx, id);
    await removeFactor(tx, id);
  }
};
