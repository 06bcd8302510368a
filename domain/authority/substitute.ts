import type { Role } from './who';

/** Roles in which an administrator may appoint a substitute for dates. An inspector's substitutes are the inspection office's own. */
export const SUBSTITUTE_ROLES = [
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
] as const satisfies readonly Role[];
