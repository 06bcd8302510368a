import { investigate, waitingComplaints } from '../dispatch/complaints';
import type { RoundDeps } from './rounds';

/** A complaint whose investigation was never opened, because a process died: it is opened now. */
export const openInvestigations = async (deps: RoundDeps, now: number): Promise<void> => {
  for (const id of await waitingComplaints(deps)) await investigate(deps, id, now);
};
