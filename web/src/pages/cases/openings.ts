import type { Me } from '../../api/contract';
import { rolesOf } from '../../ui/nav';

export interface Opening {
  readonly procedure: 'selection' | 'election' | 'party-recommendation' | 'annulment';
  readonly act: string;
  /** What the case is about, beside the body of its first act; an annulment is about an earlier case, which its link names. */
  readonly asks: 'unit' | 'subject' | 'target';
  readonly roles: readonly string[];
}

const BRANCH = ['branch-secretary', 'branch-committee'];

/** Cases that somebody opens from the desk; an application is the applicant's own. */
export const OPENINGS: readonly Opening[] = [
  { procedure: 'selection', act: 'analysePost', asks: 'unit', roles: ['committee-officer'] },
  { procedure: 'election', act: 'requestElection', asks: 'unit', roles: BRANCH },
  { procedure: 'party-recommendation', act: 'proposeMember', asks: 'subject', roles: BRANCH },
  { procedure: 'annulment', act: 'openAnnulment', asks: 'target', roles: ['committee-officer', 'inspector'] },
];

/** What this person may open from the list of cases. */
export const openableBy = (me: Me): readonly Opening[] =>
  OPENINGS.filter(({ asks, roles }) => asks !== 'target' && rolesOf(me).some((role) => roles.includes(role)));
