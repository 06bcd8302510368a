import type { Me } from '../../api/contract';
import { rolesOf } from '../../ui/nav';

export interface Opening {
  /** Of its page and its words. */
  readonly name: 'selection' | 'election' | 'party-recommendation' | 'annulment' | 'application' | 'nomination';
  readonly procedure: 'selection' | 'election' | 'party-recommendation' | 'annulment' | 'admission';
  readonly act: string;
  /** What the case is about, beside the body of its first act; an annulment is about an earlier case, which its link names. */
  readonly asks: 'unit' | 'subject' | 'target';
  readonly roles: readonly string[];
  /** The act is the subject's own: who enters it has the paper that was handed in. */
  readonly inName?: true;
}

const BRANCH = ['branch-secretary', 'branch-committee'];

/** Cases that somebody opens from the desk. An application is the applicant's own; handed in on paper, the branch or the committee enters it. */
export const OPENINGS: readonly Opening[] = [
  {
    name: 'application',
    procedure: 'admission',
    act: 'apply',
    asks: 'subject',
    roles: [...BRANCH, 'committee-officer'],
    inName: true,
  },
  { name: 'nomination', procedure: 'admission', act: 'nominate', asks: 'subject', roles: BRANCH },
  { name: 'selection', procedure: 'selection', act: 'analysePost', asks: 'unit', roles: ['committee-officer'] },
  { name: 'election', procedure: 'election', act: 'requestElection', asks: 'unit', roles: BRANCH },
  { name: 'party-recommendation', procedure: 'party-recommendation', act: 'proposeMember', asks: 'subject', roles: BRANCH },
  { name: 'annulment', procedure: 'annulment', act: 'openAnnulment', asks: 'target', roles: ['committee-officer', 'inspector'] },
];

/** What this person may open from the list of cases. */
export const openableBy = (me: Me): readonly Opening[] =>
  OPENINGS.filter(({ asks, roles }) => asks !== 'target' && rolesOf(me).some((role) => roles.includes(role)));
