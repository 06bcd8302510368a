import { lockMs } from '../records/accounts';

const MOST = 10_000;

/**
 * Failures at logins that do not exist, counted like those at accounts: otherwise "locked" would tell which logins exist. In memory, and the
 * oldest are forgotten first: nothing is protected here but a secret.
 */
export class UnknownLogins {
  private readonly seen = new Map<string, { failures: number; until: number }>();

  /** How long the login is still locked; 0 when this attempt was heard. */
  attempt(login: string, now: number): number {
    const known = this.seen.get(login) ?? { failures: 0, until: 0 };
    if (known.until > now) return known.until - now;
    const failures = known.failures + 1;
    this.seen.delete(login);
    this.seen.set(login, { failures, until: now + lockMs(failures) });
    if (this.seen.size > MOST) this.seen.delete(this.seen.keys().next().value ?? '');
    return 0;
  }
}
