/**
 * Who somebody is to the League, as far as rights go: the roles held today and where, and the branch that he or she belongs to.
 * Paths are those of the organisation tree: ids from the root, "/a/b/c/", the unit's own id last.
 */

/** Roles that are given at a place in the tree. Member, applicant, contact, introducer and guardian are relations, never given. */
export const ROLES = [
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
  /** Of an inspection office, which stands outside the League tree and inspects one organisation with everything below it. */
  'inspector',
  /** Appoints the inspectors of the office. */
  'inspection-head',
  /** Organisation officer (组织部): the stalled board; reassigns and urges, never decides. */
  'administrator',
  /** Accounts, calendar, backups; no case content. */
  'system-administrator',
  /** Reads everything below, changes nothing. */
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

export interface Held {
  readonly role: Role;
  readonly orgId: string;
  readonly path: string;
  /** committee | work-committee | general-branch | branch | inspection-office */
  readonly kind: string;
  /** Stands in for the holder. */
  readonly acting: boolean;
  /** Of an inspection office: the path of what it inspects. */
  readonly inspectsPath?: string;
}

export interface Who {
  readonly personId: string;
  /** Only those in force on the day asked about. */
  readonly holdings: readonly Held[];
  readonly league: 'none' | 'member' | 'left';
  readonly unitId?: string;
  readonly unitPath?: string;
}

/** Whether `path` is the place itself or lies below it. */
export const within = (path: string, place: string): boolean => path.startsWith(place);

/** The part of the tree that a holding speaks for: for an inspection office what it inspects, besides its own place. */
export const ground = (held: Held): string =>
  held.inspectsPath !== undefined && (held.role === 'inspector' || held.role === 'inspection-head') ? held.inspectsPath : held.path;

export const holds = (who: Who, roles: readonly Role[], at: (held: Held) => boolean): boolean =>
  who.holdings.some((held) => roles.includes(held.role) && at(held));
