import { randomUUID } from 'node:crypto';
import { type Branch, type County, daysAgo, type Somebody } from './county';

export interface Case {
  readonly id: string;
  readonly subject: Somebody;
  readonly branch: Branch;
  /** Facts that came with the import. */
  readonly seq: number;
}

interface Past {
  readonly kind: string;
  readonly on: string;
  readonly actor?: string;
  readonly body?: Record<string, unknown>;
  readonly papers?: readonly string[];
}

/** How far a paper past reaches: the step at which the case then stands. */
export type Step = 'A2' | 'A5' | 'A6' | 'A7' | 'A9' | 'A12';

const counts = { entitled: 4, present: 4, for: 4, against: 0, abstain: 0 };

/** Each form has a number of its own, beside those of the range from which others are drawn. */
let forms = 0;
const formNumber = (): string => {
  forms += 1;
  return `202665${String(900_000 + forms)}`;
};

/** The paper past of a case, oldest first, each act with the papers it needs. */
const pastOf = (step: Step, branch: Branch): Past[] => {
  const hours = Array.from({ length: 8 }, () => ({
    id: randomUUID(),
    on: daysAgo(150),
    topic: '团章',
    witness: branch.contact.id,
    units: 1,
  }));
  const rows: [Step, Past][] = [
    ['A5', { kind: 'recordTalk', on: daysAgo(170), actor: branch.secretary.id, body: { conclusion: 'positive' }, papers: ['talk-record'] }],
    ['A5', { kind: 'nominateActivist', on: daysAgo(165), actor: branch.secretary.id, body: { by: 'members' } }],
    [
      'A5',
      {
        kind: 'decideActivist',
        on: daysAgo(164),
        actor: branch.secretary.id,
        body: { chosen: true, body: 'committee' },
        papers: ['activist-resolution'],
      },
    ],
    ['A5', { kind: 'fileActivist', on: daysAgo(160), body: { result: 'filed' } }],
    ['A5', { kind: 'appointContacts', on: daysAgo(159), actor: branch.secretary.id, body: { contacts: [branch.contact.id] } }],
    ['A6', { kind: 'recordHours', on: daysAgo(150), actor: branch.secretary.id, body: { hours } }],
    ['A6', { kind: 'recordVolunteer', on: daysAgo(150), actor: branch.secretary.id, body: { registered: true, hours: 24 } }],
    [
      'A6',
      { kind: 'assessCultivation', on: daysAgo(60), actor: branch.contact.id, body: { suitable: true }, papers: ['observation-form'] },
    ],
    [
      'A7',
      {
        kind: 'recommend',
        on: daysAgo(55),
        actor: branch.secretary.id,
        body: { recommended: true },
        papers: ['recommendation-resolution', 'opinions'],
      },
    ],
    ['A9', { kind: 'preReview', on: daysAgo(50), body: { result: 'passed' }, papers: ['pre-review-opinion'] }],
    ['A9', { kind: 'giveConsent', on: daysAgo(49), body: { consent: 'publication', version: '2026-01' } }],
    ['A9', { kind: 'postNotice', on: daysAgo(48), actor: branch.secretary.id, body: { workingDays: 5 } }],
    ['A9', { kind: 'completeNotice', on: daysAgo(30), actor: branch.secretary.id, body: { postedOn: daysAgo(48), end: daysAgo(35) } }],
    [
      'A12',
      {
        kind: 'confirmIntroducers',
        on: daysAgo(20),
        actor: branch.secretary.id,
        body: { introducers: branch.introducers.map(({ id }) => id) },
        papers: ['introducer-consent'],
      },
    ],
    ['A12', { kind: 'giveConsent', on: daysAgo(20), body: { consent: 'faith-declaration', version: '2026-01' } }],
    [
      'A12',
      {
        kind: 'fillForm',
        on: daysAgo(10),
        body: { number: formNumber(), wishOn: daysAgo(12), introducersOn: daysAgo(10) },
        papers: ['form-scan'],
      },
    ],
    ['A12', { kind: 'recordVote', on: daysAgo(5), actor: branch.secretary.id, body: counts, papers: ['minutes'] }],
  ];
  const reached: Step[] = ['A2', 'A5', 'A6', 'A7', 'A9', 'A12'];
  return rows.filter(([from]) => reached.indexOf(from) <= reached.indexOf(step)).map(([, past]) => past);
};

/** Opens a case through the product, with its paper past up to a step; the officer of the committee brings it in. */
export const openCase = async (county: County, lane: number, step: Step): Promise<Case> => {
  const branch = county.branch(lane);
  const { officer, caller } = county;
  const subject = await county.somebody(branch.id, '2010-03-01');
  const kept: Record<string, unknown>[] = [];
  for (const { papers, ...past } of pastOf(step, branch))
    kept.push({
      ...(['giveConsent', 'fillForm'].includes(past.kind) ? { actor: subject.id } : {}),
      ...past,
      papers: await county.papers(officer.id, papers ?? []),
    });
  const act = {
    kind: 'apply',
    on: daysAgo(180),
    actor: subject.id,
    body: { privacyVersion: '2026-01' },
    papers: await county.papers(officer.id, ['application']),
  };
  const opened = await caller.ask<{ id: string; seq: number; findings: unknown[] }>('POST', '/api/cases', officer.token, {
    subject: subject.id,
    unit: branch.id,
    act,
    past: kept,
  });
  return { id: opened.id, subject, branch, seq: opened.seq };
};

export interface Request {
  readonly by: Somebody;
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

/** Lawful acts of everyday work at A5 that wait for nothing and need no paper, in turn. */
export const everyday = (one: Case, turn: number): Request => {
  const { subject, branch } = one;
  const by = branch.secretary;
  const consent = 'publication';
  switch (turn % 5) {
    case 0:
      return { by, kind: 'recordObservation', body: {} };
    case 1:
      return { by: subject, kind: 'giveConsent', body: { consent, version: '2026-01' } };
    case 2:
      return {
        by,
        kind: 'recordHours',
        // A day holds so many hours and no more.
        body: { hours: [{ id: randomUUID(), on: daysAgo(turn % 100), topic: '团史', witness: branch.contact.id, units: 1 }] },
      };
    case 3:
      return { by: subject, kind: 'withdrawConsent', body: { consent } };
    default:
      return { by, kind: 'recordVolunteer', body: { registered: true, hours: turn } };
  }
};

/** One act over HTTP; answers the seq of its fact when it is decided and recorded. */
export const act = async (county: County, one: Case, { by, kind, body }: Request): Promise<number> =>
  (await county.caller.ask<{ seq: number }>('POST', `/api/cases/${one.id}/commands`, by.token, { kind, body })).seq;

export const inLanes = <T>(lanes: number, work: (lane: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
