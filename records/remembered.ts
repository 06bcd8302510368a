import type { CaseAt } from './places';
import type { Session } from './sessions';

/** The newest of what was kept; the oldest goes when there are too many. */
class Newest<Value> {
  private readonly kept = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    return this.kept.get(key);
  }

  set(key: string, value: Value): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value ?? key);
  }

  delete(key: string): void {
    this.kept.delete(key);
  }
}

/**
 * Sessions and cases as this process read or wrote them last. Nobody may rely on them: an act that rests on them is registered only if both still stand
 * (see `registerStanding`), so that a page that was read a moment ago saves the act that follows a round trip. docs/adr/0021.
 */
export class Remembered {
  private readonly sessions = new Newest<Session>(1000);
  private readonly cases = new Newest<CaseAt>(300);

  keep(session: Session, found: CaseAt): void {
    this.sessions.set(session.tokenHash.toString('hex'), session);
    this.keepCase(found);
  }

  keepCase(found: CaseAt): void {
    this.cases.set(found.state.id, found);
  }

  forgetCase(id: string): void {
    this.cases.delete(id);
  }

  both(tokenHash: Buffer, id: string): { readonly session: Session; readonly found: CaseAt } | undefined {
    const [session, found] = [this.sessions.get(tokenHash.toString('hex')), this.cases.get(id)];
    return session && found && { session, found };
  }
}
