import type { Seat } from '../case/step';
import { ground, holds, type Role, type Who, within } from './who';

/** Where a case lies and who is who in it: all that rights depend on. */
export interface Place {
  readonly unitId: string;
  readonly unitPath: string;
  readonly committeeId: string;
  readonly committeePath: string;
  /** The general branch that does an open step in the place of a branch in which nobody holds the role (`reassign`). */
  readonly actingUnitId?: string;
  /** What lies above a branch with too few members to be one, up to the nearest committee: its officers do the branch's work. Nearest first. */
  readonly actingUnits?: readonly string[];
  /** Absent for an occasion. */
  readonly subjectId?: string;
  readonly contacts: readonly string[];
  readonly introducers: readonly string[];
  readonly guardians?: readonly string[];
  /** Who may read it; see `Procedure.readers`. */
  readonly readers?: 'concerned' | 'offices' | 'inspectors';
  /** Proposed for the post: such a person reads nothing of it, whatever office he or she holds. */
  readonly recused?: readonly string[];
}

interface SeatRule {
  readonly seat: Seat;
  /** The rule in words. */
  readonly says: string;
  sits(who: Who, place: Place): boolean;
}

const actsFor = (who: Who, place: Place, roles: readonly Role[]): boolean =>
  place.actingUnits !== undefined && holds(who, roles, (h) => place.actingUnits?.includes(h.orgId) ?? false);

/** Who acts there for a branch that is none: as its secretary, or as its committee. */
export const ACTING_ROLES = {
  'branch-secretary': ['branch-secretary', 'committee-officer'],
  'branch-committee': ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
} as const satisfies Partial<Record<Seat, readonly Role[]>>;

const isBranchOf = (place: Place, org: string): boolean => org === place.unitId || org === place.actingUnitId;

/** Acting goes by the exact place: a county officer reads a school's cases but does not sit at the school's desk. */
export const SEAT_RULES: readonly SeatRule[] = [
  { seat: 'applicant', says: 'the person whom the case is about', sits: (who, place) => who.personId === place.subjectId },
  { seat: 'guardian', says: 'a guardian named in the case', sits: (who, place) => place.guardians?.includes(who.personId) ?? false },
  {
    seat: 'member',
    says: 'a member of the League who belongs to the branch of the case',
    sits: (who, place) => who.league === 'member' && who.unitId === place.unitId,
  },
  { seat: 'contact', says: 'a cultivation contact of the case today', sits: (who, place) => place.contacts.includes(who.personId) },
  { seat: 'introducer', says: 'an introducer of the case today', sits: (who, place) => place.introducers.includes(who.personId) },
  {
    seat: 'branch-secretary',
    says: 'secretary at exactly the branch of the case, or at the general branch on which an open step was laid; while the branch has too few members to be one, also the secretary of the general branch and an officer of the committee above',
    sits: (who, place) =>
      holds(who, ['branch-secretary'], (h) => isBranchOf(place, h.orgId)) || actsFor(who, place, ACTING_ROLES['branch-secretary']),
  },
  {
    seat: 'branch-committee',
    says: 'on the committee of exactly the branch of the case, or of that general branch; the secretary is one of its members; while the branch has too few members, also whoever is on the committee above',
    sits: (who, place) =>
      holds(who, ['branch-committee', 'branch-secretary'], (h) => isBranchOf(place, h.orgId)) ||
      actsFor(who, place, ACTING_ROLES['branch-committee']),
  },
  {
    seat: 'committee-officer',
    says: 'officer at exactly the committee of the case',
    sits: (who, place) => holds(who, ['committee-officer'], (h) => h.orgId === place.committeeId),
  },
  {
    seat: 'committee-approver',
    says: 'member of exactly the committee that approves the case',
    sits: (who, place) => holds(who, ['committee-approver'], (h) => h.orgId === place.committeeId),
  },
  {
    seat: 'higher-officer',
    says: 'officer at a committee above the committee of the case',
    sits: (who, place) => holds(who, ['committee-officer'], (h) => h.orgId !== place.committeeId && within(place.committeePath, h.path)),
  },
  {
    seat: 'inspector',
    says: 'inspector of an office that inspects the committee of the case or one above it',
    sits: (who, place) =>
      holds(
        who,
        ['inspector'],
        (h) => h.kind === 'inspection-office' && h.inspectsPath !== undefined && within(place.committeePath, h.inspectsPath),
      ),
  },
  {
    seat: 'administrator',
    says: 'organisation officer at the committee of the case or above it',
    sits: (who, place) => holds(who, ['administrator'], (h) => within(place.committeePath, h.path)),
  },
];

/** Every seat that the person may take in the case, in the order of the table. */
export const seatsIn = (who: Who, place: Place): Seat[] => SEAT_RULES.filter((rule) => rule.sits(who, place)).map((rule) => rule.seat);

/** Of a committee above the case's own: who speaks for it when it votes in that one's place. */
export const sitsAbove = (who: Who, place: Place, committee: string): boolean =>
  holds(
    who,
    ['committee-officer', 'committee-approver'],
    (h) => h.orgId === committee && committee !== place.committeeId && within(place.committeePath, h.path),
  );

interface ReadRule {
  readonly says: string;
  /** Reads what is for inspectors alone, too. */
  readonly inspectors?: true;
  reads(who: Who, place: Place): boolean;
}

const OFFICERS: readonly Role[] = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];

/** Who may read a case. Whoever meets none of these is told that there is no such case. A system administrator's role opens none. */
export const READ_RULES: readonly ReadRule[] = [
  { says: 'the subject', reads: (who, place) => who.personId === place.subjectId },
  {
    says: 'contacts, introducers and guardians named in the case',
    reads: (who, { contacts, introducers, guardians = [] }) => [...contacts, ...introducers, ...guardians].includes(who.personId),
  },
  {
    says: 'officers of the branch, of the committee, and of every unit above them',
    reads: (who, place) => holds(who, OFFICERS, (h) => within(place.unitPath, h.path) || within(place.committeePath, h.path)),
  },
  {
    says: 'inspectors whose office inspects the committee or one above it',
    inspectors: true,
    reads: (who, place) =>
      holds(
        who,
        ['inspector', 'inspection-head'],
        (h) => h.kind === 'inspection-office' && h.inspectsPath !== undefined && within(place.committeePath, ground(h)),
      ),
  },
  {
    says: 'organisation officers and auditors at the branch, the committee or above',
    reads: (who, place) =>
      holds(who, ['administrator', 'auditor'], (h) => within(place.unitPath, h.path) || within(place.committeePath, h.path)),
  },
];

export const mayReadCase = (who: Who, place: Place): boolean => {
  const { readers = 'concerned', recused = [], subjectId } = place;
  if (readers !== 'concerned' && (who.personId === subjectId || recused.includes(who.personId))) return false;
  return READ_RULES.some((rule) => (readers !== 'inspectors' || rule.inspectors) && rule.reads(who, place));
};

/** Papers of inspectors: a reasoned verdict is also for the desk that has to act on it; a finding is theirs alone. */
const INSPECTORS_PAPERS: Readonly<Record<string, readonly Seat[]>> = {
  finding: ['inspector'],
  'verdict-opinion': ['inspector', 'committee-officer', 'committee-approver'],
  'supplement-request': ['inspector', 'committee-officer', 'committee-approver', 'branch-secretary'],
  supplement: ['inspector', 'committee-officer', 'committee-approver', 'branch-secretary'],
};

/** Of a case that the person may read: whether also this paper of it. */
export const mayReadPaper = (who: Who, kind: string, place: Place): boolean => {
  const seats = INSPECTORS_PAPERS[kind];
  return seats === undefined || seatsIn(who, place).some((seat) => seats.includes(seat));
};

/** In whose name an act may be recorded, and who may type it. Seats that are absent speak for themselves: inspector, administrator, higher officer. */
const RECORDERS: Partial<Record<Seat, readonly Seat[]>> = {
  applicant: ['branch-secretary', 'branch-committee', 'committee-officer'],
  guardian: ['branch-secretary', 'branch-committee', 'committee-officer'],
  member: ['branch-secretary', 'branch-committee', 'committee-officer'],
  contact: ['branch-secretary', 'branch-committee', 'committee-officer'],
  introducer: ['branch-secretary', 'branch-committee', 'committee-officer'],
  'branch-secretary': ['committee-officer'],
  'branch-committee': ['committee-officer'],
  'committee-approver': ['committee-officer'],
};

/** Whether the person may record an act of whoever sits at `actorSeat`, without being that person. */
export const mayRecordFor = (who: Who, actorSeat: Seat, place: Place): boolean => {
  const recorders = RECORDERS[actorSeat] ?? [];
  return seatsIn(who, place).some((seat) => recorders.includes(seat));
};
