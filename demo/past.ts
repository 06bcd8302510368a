import type { Calendar } from '../domain/calendar/calendar';
import { addDays, addMonths, type Day, diffDays, maxDay } from '../domain/calendar/day';
import { addWorkdays, nextWorkday } from '../domain/calendar/workdays';

/** Who does what in one case. */
export interface Actors {
  readonly subject: string;
  readonly secretary: string;
  readonly contact: string;
  readonly introducers: readonly [string, string];
  readonly officer: string;
  readonly approver: string;
  readonly countyOfficer: string;
  readonly inspector: string;
  /** Members of the branch and of the committee: who votes. */
  readonly voters: number;
  readonly approvers: number;
  /** Branch to which a transfer goes, and its secretary. */
  readonly otherBranch: string;
  readonly otherSecretary: string;
}
export type By = { [K in keyof Actors]: Actors[K] extends string ? K : never }[keyof Actors];

/** What an act carries may depend on who is who and when. */
export interface Carried {
  readonly kind: string;
  readonly by: By;
  readonly body?: Record<string, unknown> | ((actors: Actors, on: Day) => Record<string, unknown>);
  /** Papers beside those that the step's table asks for. */
  readonly papers?: readonly string[];
}
export interface Later extends Carried {
  /** Working days after the act before it. */
  readonly after: number;
}

/** Where a paper past may break off. */
export const MARKS = [
  'applied',
  'talked',
  'nominated',
  'decided',
  'filed',
  'appointed',
  'started',
  'midway',
  'learned',
  'assessed',
  'recommended',
  'reviewed',
  'agreed',
  'posted',
  'noticed',
  'introduced',
  'declared',
  'filled',
  'voted',
  'approved',
  'informed',
  'reported',
  'sworn',
  'archived',
] as const;
export type Mark = (typeof MARKS)[number];

/** How one case differs from the next. */
export interface Twist {
  readonly nomination?: boolean;
  /** The guardian is informed on paper. Default: of every minor. */
  readonly guardian?: boolean;
  readonly guidance?: boolean;
  /** League-class sessions of two hours. Default 4. */
  readonly sessions?: number;
  readonly volunteer?: boolean;
  readonly notVoted?: 'approval';
  /** Findings: cultivation of so many months, the meeting on the day of the introducers' opinions, the secretary files in the committee's place. */
  readonly months?: number;
  readonly hastyMeeting?: boolean;
  readonly sameSigner?: boolean;
}

export interface Draft extends Carried {
  readonly on: Day;
  readonly mark?: Mark;
}

export interface Law {
  readonly calendar: Calendar;
  /** The school's stricter rules: a notice of the activist and one of the new member. */
  readonly strict: boolean;
}

const VERSION = '2026-01';
const votes = (entitled: number) => {
  const present = Math.max(Math.min(entitled, 2), Math.ceil(entitled * 0.85));
  const abstain = present > 5 ? 1 : 0;
  return { entitled, present, for: present - abstain, against: 0, abstain };
};
/** Counts with which a candidate fails. */
export const notPassed = (entitled: number) => ({
  entitled,
  present: entitled,
  for: Math.floor(entitled / 2),
  against: Math.ceil(entitled / 2),
  abstain: 0,
});

/** The lawful way of one case from its application on: each act on a working day, nothing before its time. */
function* way(start: Day, { calendar, strict }: Law, twist: Twist): Generator<Draft> {
  let on = start;
  const workday = (day: Day): Day => nextWorkday(calendar, day).end;
  const after = (workdays: number): Day => {
    on = addWorkdays(calendar, on, workdays).end;
    return on;
  };
  const notice = function* (consent: boolean, mark?: readonly [Mark | undefined, Mark | undefined, Mark | undefined]): Generator<Draft> {
    if (consent)
      yield { kind: 'giveConsent', by: 'subject', on: after(1), body: { consent: 'publication', version: VERSION }, mark: mark?.[0] };
    yield { kind: 'postNotice', by: 'secretary', on: after(1), mark: mark?.[1] };
    const postedOn = on;
    const { end } = addWorkdays(calendar, postedOn, 5);
    on = addDays(end, 1);
    yield { kind: 'completeNotice', by: 'secretary', on, body: { postedOn, end }, mark: mark?.[2] };
    on = workday(on);
  };

  yield {
    kind: twist.nomination ? 'nominate' : 'apply',
    by: twist.nomination ? 'secretary' : 'subject',
    on,
    body: { privacyVersion: VERSION },
    ...(twist.guardian ? {} : { mark: 'applied' }),
  };
  if (twist.guardian)
    yield { kind: 'informGuardian', by: 'secretary', on: after(1), body: { by: 'paper' }, papers: ['guardian-notice'], mark: 'applied' };
  yield {
    kind: 'recordTalk',
    by: 'secretary',
    on: after(6),
    body: { conclusion: twist.guidance ? 'continue-guidance' : 'positive' },
    mark: 'talked',
  };
  yield {
    kind: 'nominateActivist',
    by: 'secretary',
    on: after(4),
    body: { by: twist.nomination ? 'pioneers' : 'members' },
    mark: 'nominated',
  };
  yield { kind: 'decideActivist', by: 'secretary', on: after(1), body: { chosen: true, body: 'committee' }, mark: 'decided' };
  yield {
    kind: 'fileActivist',
    by: twist.sameSigner ? 'secretary' : 'officer',
    on: after(3),
    body: { result: 'filed' },
    ...(strict ? {} : { mark: 'filed' }),
  };
  const filedOn = on;
  if (strict) yield* notice(true, [undefined, undefined, 'filed']);
  yield { kind: 'appointContacts', by: 'secretary', on: after(1), body: ({ contact }) => ({ contacts: [contact] }), mark: 'appointed' };
  if (twist.volunteer !== false) yield { kind: 'recordVolunteer', by: 'secretary', on: after(4), body: { registered: true, hours: 24 } };
  const sessions = twist.sessions ?? 4;
  for (let session = 1; session <= sessions; session += 1) {
    const day = after(session === 1 ? 6 : 11);
    const mark = session === sessions ? 'learned' : session === 2 ? 'midway' : session === 1 ? 'started' : undefined;
    const row = (witness: string, hour: number) => ({
      id: `paper-${day}-${hour}`,
      on: day,
      topic: TOPICS[(session - 1) % TOPICS.length],
      witness,
      units: 1,
    });
    yield {
      kind: 'recordHours',
      by: 'secretary',
      on: day,
      body: ({ contact }) => ({ hours: [row(contact, 1), row(contact, 2)] }),
      ...(session % 2 === 0 ? {} : { mark }),
    };
    if (session % 2 === 0) yield { kind: 'recordObservation', by: 'contact', on: day, mark };
  }
  on = workday(maxDay(addDays(addMonths(filedOn, twist.months ?? 3), 1), addDays(on, 1)));
  yield { kind: 'assessCultivation', by: 'contact', on, body: { suitable: true }, mark: 'assessed' };
  yield { kind: 'recommend', by: 'secretary', on: after(3), body: { recommended: true }, mark: 'recommended' };
  yield { kind: 'preReview', by: 'officer', on: after(4), body: { result: 'passed' }, mark: 'reviewed' };
  yield* notice(!strict, strict ? [undefined, 'posted', 'noticed'] : ['agreed', 'posted', 'noticed']);
  yield { kind: 'confirmIntroducers', by: 'secretary', on: after(1), body: ({ introducers }) => ({ introducers }), mark: 'introduced' };
  yield { kind: 'giveConsent', by: 'subject', on, body: { consent: 'faith-declaration', version: VERSION }, mark: 'declared' };
  const wishOn = after(1);
  yield { kind: 'fillForm', by: 'subject', on: after(1), body: { wishOn, introducersOn: on }, mark: 'filled' };
  yield { kind: 'recordVote', by: 'secretary', on: twist.hastyMeeting ? on : after(2), body: ({ voters }) => votes(voters), mark: 'voted' };
  yield { kind: 'decideApproval', by: 'approver', on: after(7), body: ({ approvers }) => votes(approvers), mark: 'approved' };
  yield { kind: 'deliverResult', by: 'secretary', on: after(1), mark: 'informed' };
  yield { kind: 'fileApproval', by: 'countyOfficer', on: after(2), body: { result: 'filed' }, mark: 'reported' };
  if (strict) yield* notice(false);
  yield { kind: 'attendCeremony', by: 'secretary', on: after(2), body: { attended: true }, mark: 'sworn' };
  yield { kind: 'archive', by: 'secretary', on: after(2), body: { registeredOn: on }, mark: 'archived' };
}

const TOPICS = ['团章', '团的历史与光荣传统', '团员的权利与义务', '团的纪律'] as const;

const untilMark = (start: Day, law: Law, until: Mark, twist: Twist, tail: readonly Later[]): Draft[] => {
  const drafts: Draft[] = [];
  for (const draft of way(start, law, twist)) {
    drafts.push(draft);
    if (draft.mark === until) break;
  }
  let on = drafts.at(-1)?.on ?? start;
  for (const { after, ...act } of tail) {
    on = addWorkdays(law.calendar, on, after).end;
    drafts.push({ ...act, on });
  }
  return drafts;
};

/** The past of a case that stands at a mark (and what came after it) for at least `ago` days: the latest start that allows it. */
export const paperPast = (
  today: Day,
  law: Law,
  plan: { readonly until: Mark; readonly ago: number; readonly twist?: Twist; readonly tail?: readonly Later[] },
): Draft[] => {
  const { until, ago, twist = {}, tail = [] } = plan;
  const target = addDays(today, -ago);
  const build = (start: Day): Draft[] => untilMark(start, law, until, twist, tail);
  const last = (drafts: Draft[]): Day => drafts.at(-1)?.on ?? today;
  const workdayBefore = (day: Day): Day => {
    let found = day;
    while (nextWorkday(law.calendar, found).end !== found) found = addDays(found, -1);
    return found;
  };
  let start = workdayBefore(addDays(target, -diffDays(addDays(target, -240), last(build(workdayBefore(addDays(target, -240)))))));
  for (;;) {
    const drafts = build(start);
    if (last(drafts) <= target) return drafts;
    start = workdayBefore(addDays(start, -1));
  }
};
