import type { PoolClient } from 'pg';
import { ACTING_ROLES } from '../domain/authority/seats';
import { closedTo } from '../domain/procedures/readers';
import { ACTING } from './acting';
import { isAbout } from './standing/sight';

/** Roles whose holders answer for a seat. */
const ROLES_OF: Readonly<Record<string, readonly string[]>> = {
  'branch-secretary': ['branch-secretary'],
  'branch-committee': ['branch-secretary', 'branch-committee'],
  'committee-officer': ['committee-officer'],
  'committee-approver': ['committee-approver', 'committee-officer'],
  'higher-officer': ['committee-officer'],
  inspector: ['inspector'],
};

/** Procedures that those whom they are about do not read. */
const CLOSED = closedTo('offices', 'inspectors');

export interface DeskTold {
  /** None where no case is open. */
  readonly caseId?: string;
  /** Of the fact that tells; none when the calendar does. */
  readonly seq?: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly desk: { readonly seat: string; readonly org?: string | undefined; readonly person?: string | undefined };
  readonly on: string;
  readonly now: number;
  /** Not to whoever has not read the last one of this kind about this case. */
  readonly unlessUnread?: boolean;
}

/** A message to everybody who holds a task: the person named in it, or whoever holds its seat on that day; of a post to none of its candidates. */
export const tellDesk = async (
  client: Pick<PoolClient, 'query'>,
  { caseId, seq, kind, body, desk, on, now, unlessUnread }: DeskTold,
): Promise<unknown> =>
  client.query(
    `INSERT INTO message (person_id, case_id, seq, kind, body, created_at)
     SELECT DISTINCT p.id, $1::uuid, $2::int, $3, $4::jsonb, to_timestamp($5::double precision / 1000)
     FROM person p LEFT JOIN holding h ON h.person_id = p.id AND h.since <= $8 AND (h.until IS NULL OR h.until >= $8)
       AND ((h.role = ANY($7) AND (h.org_id = $6 OR (h.role = 'inspector' AND h.org_id IN (
         SELECT office.id FROM organisation office JOIN organisation top ON top.id = office.inspects_id JOIN organisation here ON here.id = $6 WHERE here.path LIKE top.path || '%'))))
         OR (h.role = ANY($10) AND h.org_id::text = ANY((
           SELECT ${ACTING('law.members_min')} FROM case_row c JOIN statute law ON law.hash = c.statute_hash JOIN organisation b ON b.id = $6 WHERE c.id = $1)::text[])))
     WHERE (p.id = $9 OR ($9::uuid IS NULL AND h.id IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM case_row c WHERE c.id = $1 AND c.procedure = ANY($12) AND ${isAbout('p.id')})
       AND NOT ($11::boolean AND EXISTS (SELECT 1 FROM message m WHERE m.person_id = p.id AND m.case_id = $1 AND m.kind = $3 AND m.read_at IS NULL))
     ON CONFLICT DO NOTHING`,
    [
      caseId ?? null,
      seq ?? null,
      kind,
      JSON.stringify(body),
      now,
      desk.org ?? null,
      ROLES_OF[desk.seat] ?? [],
      on,
      desk.person ?? null,
      (ACTING_ROLES as Readonly<Record<string, readonly string[]>>)[desk.seat] ?? [],
      unlessUnread ?? false,
      CLOSED,
    ],
  );
