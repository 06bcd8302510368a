import { inspectedPaths } from '../domain/authority/reach';
import type { Who } from '../domain/authority/who';
import type { Seat } from '../domain/case/step';
import type { Desk } from '../records/inbox';

/** Seats whose tasks lie at an organisation, by the role that is held there. */
const ROLE_SEATS: Readonly<Record<string, readonly Seat[]>> = {
  'branch-secretary': ['branch-secretary', 'branch-committee'],
  'branch-committee': ['branch-committee'],
  'committee-officer': ['committee-officer', 'higher-officer'],
  'committee-approver': ['committee-approver'],
};

/** Whose tasks are mine: those in my name, and those of the seats that I hold. */
export const ownDesk = (who: Who, today: string): Desk => ({
  person: who.personId,
  seats: who.holdings.flatMap((held) => (ROLE_SEATS[held.role] ?? []).map((seat) => ({ org: held.orgId, seat }))),
  today,
  inspects: inspectedPaths(who),
});
