/** Who sits at the desk when a step waits (岗位). The place in the organisation tree comes from the case: its branch, its committee, the one above. */
export const SEATS = [
  'applicant',
  'guardian',
  'member',
  'contact',
  'introducer',
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
  'higher-officer',
  'inspector',
  'administrator',
  /** Anybody, unnamed: an objector to a notice. */
  'public',
] as const;
export type Seat = (typeof SEATS)[number];

/** Where a case lies, for the question "at whose desk": the part of the organisation that answers for the open step. */
export type Desk = 'applicant' | 'contact' | 'branch' | 'committee' | 'higher' | 'inspector';

export interface Text {
  readonly zh: string;
  readonly en: string;
}

/**
 * A span of law counted from the day another step closed, or from a day that the procedure keeps (`book.cultivationFrom`): `figure` names the
 * number and its unit in the pack.
 */
export interface Span {
  readonly from: string;
  readonly figure: string;
  /** Of a minimum: names the switch of the pack by which days of a suspension do not count towards it. */
  readonly rests?: string;
}

/** One step of a procedure, as data: it travels inside the Statute, so a running case never sees a changed table. */
export interface Step {
  readonly id: string;
  readonly stage: string;
  readonly title: Text;
  readonly clause: string;
  readonly seat: Seat;
  readonly desk: Desk;
  /** Commands that are lawful while the step is open. */
  readonly acts: readonly string[];
  /** Papers (材料) without which an act is refused. */
  readonly papers: Readonly<Record<string, readonly string[]>>;
  /** Consent (同意) of the applicant without which the step's acts are refused. */
  readonly consent?: string;
  readonly notBefore: readonly Span[];
  readonly due?: Span;
  /** Steps that open when this one closes; none: the branch of the procedure ends here. */
  readonly then: readonly string[];
  /** Nobody's task: other cases bring it on. */
  readonly rests?: true;
  /** Opens only when the procedure's book says so (a route that was chosen); otherwise the branch ends before it. */
  readonly when?: { readonly book: string; readonly is: string | boolean };
  /**
   * The inspector's verdict (纪检把关) closes the step, nothing else does: what was done waits for it. `due` names the figure of his time; `vetoTo` where a
   * veto leads once a body has decided, whose decision he cannot overrule. Without `vetoTo` a veto ends the case. `when`: only where the book says so.
   */
  readonly signOff?: {
    readonly due: string;
    readonly vetoTo?: string;
    readonly when?: { readonly book: string; readonly is: string | boolean };
  };
  /** `review`: what a receiving committee does again after a transfer; a place is reserved by it. `decision`: what a second look reopens. */
  readonly mark?: 'review' | 'decision';
  /** Where a refusal or a return leads by default. */
  readonly back?: string;
}
