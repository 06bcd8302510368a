import { type Held, type Role, within } from './who';

/** Roles in which an administrator may appoint a substitute for dates. An inspector's substitutes are the inspection office's own. */
export const SUBSTITUTE_ROLES = [
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
] as const satisfies readonly Role[];
type SubstituteRole = (typeof SUBSTITUTE_ROLES)[number];

const isBranchs = (role: Role): boolean => role === 'branch-secretary' || role === 'branch-committee';
const isCommittees = (role: Role): boolean => role === 'committee-officer' || role === 'committee-approver';

/**
 * The role by which somebody would be his own second pair of eyes, were he to act in `role` at that place: the branch against the committee above it, a
 * committee against the one above it. Undefined where there is none.
 */
export const counterpart = (
  role: SubstituteRole,
  at: { readonly id: string; readonly path: string },
  held: readonly Held[],
): Held | undefined =>
  held.find(
    (one) =>
      (within(one.path, at.path) || within(at.path, one.path)) &&
      ((isBranchs(role) && isCommittees(one.role)) ||
        (isCommittees(role) && isBranchs(one.role)) ||
        (isCommittees(role) && isCommittees(one.role) && one.orgId !== at.id)),
  );

/** Whoever keeps cases moving decides none of them, in no one's place. */
export const administers = (at: { readonly path: string }, held: readonly Held[]): boolean =>
  held.some(({ role, path }) => role === 'administrator' && within(at.path, path));
