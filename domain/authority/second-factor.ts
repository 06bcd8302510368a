import type { Role, Who } from './who';

/** `offered`: whoever has enrolled is asked; `required`: the roles below cannot act without one. */
export type FactorPolicy = 'required' | 'offered';

/** Whoever inspects, decides or keeps roles and accounts (ASVS 5.0 V6.3.2). */
export const FACTOR_ROLES: readonly Role[] = [
  'inspector',
  'inspection-head',
  'committee-approver',
  'committee-officer',
  'administrator',
  'system-administrator',
];

/** An act of decision needs a factor given this short a time ago, by the machine's clock: the session may have been left open on a desk. */
export const FRESH_MS = 5 * 60_000;

export interface FactorState {
  /** A factor is enrolled and confirmed. */
  readonly enrolled: boolean;
  /** When this session last gave it. */
  readonly at?: number;
}

/** Whether the person's roles ask for a factor that is not there. */
export const factorMissing = (who: Who, factor: FactorState, policy: FactorPolicy): boolean =>
  policy === 'required' && !factor.enrolled && who.holdings.some(({ role }) => FACTOR_ROLES.includes(role));

/** What stands between a session and an act of decision: `enrol` a factor first, give it again (`step-up`), or nothing. */
export const stepUpNeeded = (who: Who, factor: FactorState, policy: FactorPolicy, now: number): 'enrol' | 'step-up' | undefined => {
  if (factorMissing(who, factor, policy)) return 'enrol';
  if (!factor.enrolled) return undefined;
  return factor.at !== undefined && now - factor.at <= FRESH_MS && factor.at <= now ? undefined : 'step-up';
};
