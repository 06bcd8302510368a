import { seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import type { Above } from '../domain/case/common/above';
import { contestOf } from '../domain/case/common/contesting';
import { veiled, veiledBook } from '../domain/case/confidential';
import { sentence, timeline, waiting } from '../domain/case/explain';
import type { Fact } from '../domain/case/fact';
import { DONE_LATE } from '../domain/case/findings';
import { isHeldBy } from '../domain/case/moves';
import { type Ending, type MachineState, openSteps } from '../domain/case/state';
import { overdueWord } from '../domain/contract/words';
import { numberOf, type Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from '../records/places';
import type { namesOf } from './names';

type Names = Awaited<ReturnType<typeof namesOf>>;

const ENDINGS: Readonly<Record<string, readonly [string, string]>> = {
  completed: ['已办结', 'Completed'],
  withdrawn: ['申请人已撤回', 'Withdrawn by the applicant'],
  refused: ['未予批准', 'Refused'],
  'not-agreed': ['团委未同意推荐', 'The committee did not agree'],
  'not-recommended': ['大会未通过推荐', 'Not recommended by the meeting'],
  'party-declined': ['党组织未予确定', 'Declined by the Party organisation'],
  expired: ['推荐有效期满', 'The recommendation has expired'],
  'unit-closed': ['团组织已撤销', 'The organisation was closed'],
  vetoed: ['纪检把关未通过', 'Vetoed by the inspector'],
  unsuitable: ['考察结论为不宜任职', 'Found unsuitable'],
  'investigation-founded': ['已终止', 'Ended'],
  annulled: ['已被撤销', 'Annulled'],
  'not-annulled': ['决定不予撤销', 'Decided not to annul'],
  unfit: ['试用期满考核不胜任', 'Unfit after the probation'],
  transferred: ['试用期内转任其他职位', 'Appointed to another post within the probation'],
  dropped: ['选拔退回或终止', 'Dropped with the selection'],
  'not-applied': ['本人并未申请, 终止', 'Never applied for, ended'],
  'over-age': ['已满 28 周岁, 无过错终止', 'Over age, ended without fault'],
};

/** Said to whoever reads a case whose applicant has reached the upper age before the branch resolved. */
export const overAgeText = (statute: Statute, on: string) => ({
  zh: `申请人已满 ${numberOf(statute, 'admission.ageUnder')} 周岁: 除非在此之前补录满龄前支部大会的表决, 本案于 ${on} 终止 (无过错)`,
  en: `The applicant is ${numberOf(statute, 'admission.ageUnder')}: unless a vote of the branch meeting from before the birthday is recorded until then, the case ends on ${on}, without fault`,
});

/** What a person reads of a case: one sentence, what waits, the timeline. Free text and papers are fetched apart. */
export const caseView = (found: CaseAt, statute: Statute, who: Who, today: string) => {
  const { state, procedure, place, names } = found;
  const machine = procedureOf(procedure);
  const open = waiting(machine, state, statute, today);
  const ended = state.ended ? (ENDINGS[state.ended.how] ?? ['已终止', 'Ended']) : undefined;
  const still = {
    zh: state.phase === 'suspended' ? '已中止' : '无待办事项',
    en: state.phase === 'suspended' ? 'Suspended' : 'Nothing is waiting',
  };
  const book = state.book as { resolvedOn?: string; approvedOn?: string };
  return {
    id: state.id,
    procedure,
    ...(state.subject ? { subject: { id: state.subject, name: names.subject ?? state.subject } } : {}),
    ...(state.parent ? { parent: { ...state.parent } } : {}),
    unit: { id: state.unit, name: names.unit },
    committee: { id: state.committee, name: names.committee },
    phase: state.phase,
    ...(state.ended ? { ending: state.ended.how } : {}),
    ...(state.ending ? { endingWaits: endingIn(state, state.ending) } : {}),
    openedOn: state.openedOn,
    seq: state.seq,
    round: state.round,
    stage: statute.steps.find((step) => openSteps(state).includes(step.id))?.stage ?? 'ended',
    steps: openSteps(state),
    headline: ended ? { zh: `${ended[0]} (${state.ended?.on})`, en: `${ended[1]} (${state.ended?.on})` } : (open[0]?.sentence ?? still),
    waiting: open.map((one) => ({ ...one, whyNotYet: [...one.whyNotYet] })),
    timeline: timeline(machine, state, statute),
    consents: state.consents,
    dates: { ...(book.resolvedOn ? { resolvedOn: book.resolvedOn } : {}), ...(book.approvedOn ? { approvedOn: book.approvedOn } : {}) },
    book: seesInspection(who, place) ? (state.book as Record<string, unknown>) : veiledBook(state.book as Record<string, unknown>),
    findings: found.findings,
    law: { edition: statute.edition, hash: statute.hash, calendar: statute.calendar.version, region: statute.calendar.region },
    seats: seatsIn(who, place),
  };
};

const endingIn = (state: MachineState, { seat: _, ...ending }: Ending) => ({
  ...ending,
  contested: isHeldBy(state, (by) => by === contestOf(ending.seq)),
});

/** One fact as a sentence with names. Who objected is nobody's to read: facts of the public carry no name. */
export const factView = (procedure: string, told: Fact, names: Names, inspects: boolean) => {
  const fact = inspects ? told : veiled(told);
  return factLine(procedure, fact, names);
};

/** Inspectors of the place; nobody else learns why a case is held. */
export const seesInspection = (who: Who, place: CaseAt['place']): boolean => seatsIn(who, place).includes('inspector');

/** Units that a fact names as those who decided in the place of a branch, or of a committee that recusals left no quorum. */
export const decidersIn = ({ body }: Fact): string[] => {
  const joint = body.joint as { unit?: unknown; branches?: unknown } | undefined;
  const named = [body.actedBy, (body as Above).above?.body, joint?.unit, ...(Array.isArray(joint?.branches) ? joint.branches : [])];
  return named.filter((id): id is string => typeof id === 'string');
};

const decidedBy = (fact: Fact, names: Names) => {
  const [unit, ...branches] = decidersIn(fact).map(names.organisation);
  return unit ? { decidedBy: { unit, ...(branches.length > 0 ? { joint: branches } : {}) } } : {};
};

const factLine = (procedure: string, fact: Fact, names: Names) => ({
  seq: fact.seq,
  kind: fact.kind,
  on: fact.on,
  at: new Date(fact.at).toISOString(),
  sentence: sentence(procedureOf(procedure), fact),
  ...(fact.actor ? { actor: { ...fact.actor, ...(fact.actor.seat === 'public' ? {} : { name: names.person(fact.actor.id).name }) } } : {}),
  ...(fact.recorder
    ? { recorder: { ...fact.recorder, ...(fact.recorder.seat === 'public' ? {} : { name: names.person(fact.recorder.id).name }) } }
    : {}),
  ...decidedBy(fact, names),
  body: { ...fact.body },
  papers: fact.papers.map(({ id, kind, sha256 }) => ({ id, kind, sha256 })),
  ...(fact.late ? { late: true } : {}),
  ...(fact.finding ? { finding: { ...fact.finding } } : {}),
  ...(fact.overdue ? { overdue: { ...fact.overdue, code: DONE_LATE, text: overdueWord(procedure, fact.overdue, fact.on) } } : {}),
});
