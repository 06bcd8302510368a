/** What a member admission (发展团员) keeps beside its steps. Bounded: hours are capped, everything else is one value each. */
export interface AdmissionBook {
  route: 'application' | 'nomination';
  /** Under 18 when applying: the guardian is informed. */
  minor?: boolean;
  /** Another record of the same name and birth date was found at the opening, not known to be somebody else. */
  namesake?: boolean;
  identityConfirmedOn?: string;
  guidance?: boolean;
  nominatedBy?: string;
  /** Decided by the branch, not yet filed. */
  activistDecidedOn?: string;
  /** Day from which the three months count: the filing of the activist, or what a receiving branch set after a transfer. */
  cultivationFrom?: string;
  contacts: string[];
  hours: { id: string; on: string; units: number }[];
  /** Entered by mistake: they count for nothing. */
  struckHours?: { id: string; on: string; units: number; struckOn: string }[];
  volunteer?: { registered: boolean; hours: number };
  observations: number;
  /** Passed pre-review; waiting for a place when `place` is missing. */
  preReviewedOn?: string;
  waitingSince?: string;
  shortage?: string;
  place?: { line: string; round: number; year: number; passed?: number };
  number?: string;
  voidNumbers: number;
  notice?: { occasion: string; step: string; postedOn: string; completedOn?: string };
  introducers: string[];
  form?: { number: string; wishOn: string; introducersOn: string; scan?: string };
  vote?: {
    on: string;
    entitled: number;
    present: number;
    for: number;
    against: number;
    abstain: number;
    result: string;
    writtenFor?: number;
    writtenAgainst?: number;
    writtenAbstain?: number;
    /** A joint branch voted (联合支部). */
    joint?: { unit: string; branches: string[] };
  };
  failedVoteOn?: string;
  /** Day of the branch meeting's resolution: membership (团籍) and League age (团龄) run from it once approved. */
  resolvedOn?: string;
  approvedOn?: string;
  /** The committee above, where recusals left the own one no quorum for the approval. */
  approvedBy?: string;
  refusedOn?: string;
  declinedOn?: string;
  /** The committee above had a refusal decided anew. */
  reconsideredOn?: string;
  filedOn?: string;
  /** The committee above returned the filing: what it asks for is the committee's to put right. */
  filingReturnedOn?: string;
  /** Decisions of a body whose term was over, by kind of fact: they wait for the committee above. */
  irregular?: Readonly<Record<string, string>>;
  irregularConfirmedOn?: string;
  informedOn?: string;
  ceremonyOn?: string;
  absences: number;
  certificate?: string;
  registeredOn?: string;
}

export const newAdmissionBook = (): AdmissionBook => ({
  route: 'application',
  contacts: [],
  hours: [],
  observations: 0,
  voidNumbers: 0,
  introducers: [],
  absences: 0,
});
