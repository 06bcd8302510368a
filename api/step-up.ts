import { machineClock } from '../config/clock';
import { factorMissing, stepUpNeeded } from '../domain/authority/second-factor';
import { actsOf } from '../domain/case/acts';
import type { Route } from '../domain/contract/route';
import { procedures } from '../domain/procedures';
import type { Session } from '../records/sessions';
import type { ApiDeps } from './deps';
import { factorMissingProblem, stepUpRequired } from './sign-in-problems';

type Deps = Pick<ApiDeps, 'config' | 'machineClock'>;

/** The one guard before an act of decision, a look at sealed data, a change of roles or accounts. @throws Refused with the way out */
export const requireStepUp = async (deps: Deps, session: Session): Promise<void> => {
  const now = await (deps.machineClock ?? machineClock).now();
  const needed = stepUpNeeded(session.who, session.factor, deps.config.secondFactor, now);
  if (needed === 'enrol') throw factorMissingProblem();
  if (needed === 'step-up') throw stepUpRequired();
};

const DECISIONS = new Set(
  Object.values(procedures).flatMap((procedure) => actsOf(procedure).flatMap(({ kind, stepUp }) => (stepUp ? [kind] : []))),
);

/** Whether an act of that kind is a decision in any procedure: asked before the case is read, so that other acts pay nothing. */
export const isDecision = (kind: string): boolean => DECISIONS.has(kind);

/** What somebody may still do whose role asks for a second factor that is not there: see to it. */
const STILL_ALLOWED = ['signOut', 'endSession', 'changePassword', 'beginSecondFactor', 'confirmSecondFactor', 'markMessageRead'];

/** Where a second factor is required, nobody in the named roles changes anything without one; reading goes on. */
export const refuseWithoutFactor = (deps: Deps, route: Route, session: Session): void => {
  if (route.method === 'GET' || STILL_ALLOWED.includes(route.operationId)) return;
  if (factorMissing(session.who, session.factor, deps.config.secondFactor)) throw factorMissingProblem();
};
