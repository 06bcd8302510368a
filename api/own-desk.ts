import type { Pool } from 'pg';
import { inspectedPaths } from '../domain/authority/reach';
import { ACTING_ROLES } from '../domain/authority/seats';
import type { Role, Who } from '../domain/authority/who';
import type { Seat } from '../domain/case/step';
import { actedFor } from '../records/acting';
import type { Desk } from '../records/inbox';
import { CLOSED } from './sight';

/** Seats whose tasks lie at an organisation, by the role that is held there. */
const ROLE_SEATS: Readonly<Record<string, readonly Seat[]>> = {
  'branch-secretary': ['branch-secretary', 'branch-committee'],
  'branch-committee': ['branch-committee'],
  'committee-officer': ['committee-officer', 'higher-officer'],
  'committee-approver': ['committee-approver'],
};

/** Seats of a branch with too few members, by the role held above it. */
const actingSeats = (role: Role): Seat[] =>
  (['branch-secretary', 'branch-committee'] as const).filter((seat) => (ACTING_ROLES[seat] as readonly Role[]).includes(role));

/** Whose tasks are mine: those in my name, and those of the seats that I hold, or take for a branch below that is none. */
export const ownDesk = async (pool: Pool, who: Who, today: string): Promise<Desk> => {
  const above = who.holdings.filter(({ kind, role }) => kind !== 'branch' && actingSeats(role).length > 0);
  const branches = await actedFor(pool, [...new Set(above.map(({ orgId }) => orgId))], today);
  return {
    person: who.personId,
    seats: [
      ...who.holdings.flatMap((held) => (ROLE_SEATS[held.role] ?? []).map((seat) => ({ org: held.orgId, seat }))),
      ...above.flatMap(({ orgId, role }) =>
        branches.filter(({ unit }) => unit === orgId).flatMap(({ branch }) => actingSeats(role).map((seat) => ({ org: branch, seat }))),
      ),
    ],
    today,
    inspects: inspectedPaths(who),
    closed: CLOSED,
  };
};
