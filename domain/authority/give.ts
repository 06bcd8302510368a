import { isHead, isHigherHead, isInspection, isSystemOver, mayKeepInspector } from './inspection';
import { holds, type Role, type Who, within } from './who';

/** The organisation at which a role is to be held. */
export interface OrgPlace {
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  readonly inspectsPath?: string;
  /** Of an inspection office: somebody holds `inspection-head` there, or ever did, or will. A head who left makes room for no other's choice. */
  readonly everHadHead?: boolean;
  /** An office above it has a head today. */
  readonly higherHasHead?: boolean;
  /** An office below it has a head today: to begin this one sets somebody over him, and takes two (the emergency way). */
  readonly lowerHasHead?: boolean;
}

const BRANCHES = ['branch', 'general-branch'];
const COMMITTEES = ['committee', 'work-committee', 'general-branch'];
const LEAGUE = [...COMMITTEES, 'branch'];

interface GiveRule {
  /** Kinds of organisation that know the role. */
  readonly at: readonly string[];
  readonly says: string;
  gives(who: Who, org: OrgPlace): boolean;
}

const above = (roles: readonly Role[]) => (who: Who, org: OrgPlace) => holds(who, roles, (held) => within(org.path, held.path));
const byKeepers = {
  says: 'an administrator or system administrator at the organisation or above it',
  gives: above(['administrator', 'system-administrator']),
};

/** Who may give which role, and where it can be held. Nobody gives anything to himself. */
export const GIVE_RULES: Readonly<Record<Role, GiveRule>> = {
  'branch-secretary': { at: BRANCHES, ...byKeepers },
  'branch-committee': { at: BRANCHES, ...byKeepers },
  'committee-officer': { at: COMMITTEES, ...byKeepers },
  'committee-approver': { at: COMMITTEES, ...byKeepers },
  administrator: { at: COMMITTEES, ...byKeepers },
  auditor: { at: LEAGUE, ...byKeepers },
  'system-administrator': {
    at: LEAGUE,
    says: 'a system administrator at the organisation or above it',
    gives: above(['system-administrator']),
  },
  inspector: { at: ['inspection-office'], says: 'the head of that inspection office; no League officer', gives: isHead },
  'inspection-head': {
    at: ['inspection-office'],
    says: 'the present head or the head of the higher office; the very first one, where no office above or below has a head, by a system administrator above the inspected organisation, because somebody has to begin',
    gives: (who, org) =>
      isHead(who, org) || isHigherHead(who, org) || (!(org.everHadHead || org.higherHasHead || org.lowerHasHead) && isSystemOver(who, org)),
  },
};

export const fits = (role: Role, org: OrgPlace): boolean => GIVE_RULES[role].at.includes(org.kind);

/** `toPersonId`: a role is never given to oneself. */
export const mayGive = (who: Who, role: Role, org: OrgPlace, toPersonId: string): boolean =>
  toPersonId !== who.personId && fits(role, org) && GIVE_RULES[role].gives(who, org);

/**
 * Whoever may give a role may end it, but a head's: the head of the higher office ends it, or the head himself once a successor is in office
 * (`successor`: somebody else is head on the day after). Whoever appoints a head is not rid of him at will.
 */
export const mayEnd = (who: Who, role: Role, org: OrgPlace, ofPersonId: string, successor: boolean): boolean =>
  role === 'inspection-head'
    ? (isHigherHead(who, org) && ofPersonId !== who.personId) || (ofPersonId === who.personId && successor)
    : mayGive(who, role, org, ofPersonId);

/** A person for whom an account or an activation slip is asked. `holdings`: those of today and of days to come. */
export interface Owner {
  readonly personId: string;
  readonly unitPath?: string;
  readonly holdings: Who['holdings'];
  /** See `InspectionOwner`. */
  readonly fresh?: boolean;
  readonly firstHead?: boolean;
}

/**
 * Whoever issues a slip can read its code, so it must not open an account with more rights than the issuer's: a branch secretary issues to
 * people of the branch without any role, inspectors get theirs from the head of their office, administrators from a system administrator.
 */
export const mayIssueSlip = (who: Who, owner: Owner): boolean => {
  if (owner.personId === who.personId) return false;
  if (owner.holdings.some(isInspection)) return mayKeepInspector(who, owner);
  const { unitPath } = owner;
  if (owner.holdings.length === 0) {
    const issuers: Role[] = ['branch-secretary', 'branch-committee', 'committee-officer', 'administrator', 'system-administrator'];
    return unitPath !== undefined && holds(who, issuers, (held) => within(unitPath, held.path));
  }
  return owner.holdings.every((theirs) => {
    const keepers: Role[] = ['administrator', 'system-administrator'].includes(theirs.role)
      ? ['system-administrator']
      : ['administrator', 'system-administrator'];
    return holds(who, keepers, (held) => within(theirs.path, held.path));
  });
};
