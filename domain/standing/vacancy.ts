import { ACTING_ROLES } from '../authority/seats';
import type { Role } from '../authority/who';
import type { Seat } from '../case/step';
import type { OpenTask } from '../case/tasks';

/** Roles whose holders sit at a seat; a seat without one is a relation to the case, which nobody is appointed to. As `SEAT_RULES` has it. */
const ROLES_AT: Partial<Record<Seat, readonly Role[]>> = {
  'branch-secretary': ['branch-secretary'],
  'branch-committee': ['branch-committee', 'branch-secretary'],
  'committee-officer': ['committee-officer'],
  'committee-approver': ['committee-approver'],
  'higher-officer': ['committee-officer'],
  inspector: ['inspector'],
};

/** A desk of which can be asked whether anybody sits there. */
export interface Chair {
  readonly seat: Seat;
  readonly org: string;
  readonly roles: readonly Role[];
  /** On whom the task was laid: then only he sits there, or whoever acts in the role. */
  readonly person?: string;
}

export const chairAt = (seat: Seat, org: string, person?: string): Chair | undefined => {
  const roles = ROLES_AT[seat];
  return roles && { seat, org, roles, ...(person ? { person } : {}) };
};

/** Where somebody of a unit above sits for a branch that has too few members. */
export const actingChair = (seat: Seat, org: string): Chair | undefined =>
  seat === 'branch-secretary' || seat === 'branch-committee' ? { seat, org, roles: ACTING_ROLES[seat] } : undefined;

export const chairOf = ({ seat, org, person }: OpenTask): Chair | undefined => (org !== undefined ? chairAt(seat, org, person) : undefined);

export const chairKey = ({ seat, org, person }: Pick<Chair, 'seat' | 'org' | 'person'>): string => `${seat} ${org} ${person ?? ''}`;
