import { at, ended, give, occasion, row, until } from '../acting';
import type { Bench } from '../bench';
import { type Case, openCase, type Step } from '../casework';
import { type Branch, daysAgo, today } from '../county';
import type { Figure } from '../report';
import { floorEvents, type Run, sum, told, weigh } from '../weighing';

const idsOf = (cases: readonly Case[]): string[] => cases.map(({ id }) => id);
/** A1 to A5 by acts. */
const application = async (bench: Bench, cases: readonly Case[]): Promise<string[]> => {
  for (const one of cases) await apply(bench, one);
  return [];
};

const apply = async (bench: Bench, one: Case): Promise<void> => {
  const { secretary, contact } = one.branch;
  await give(bench, secretary, one.id, 'recordTalk', { conclusion: 'positive' }, ['talk-record']);
  await give(bench, secretary, one.id, 'nominateActivist', { by: 'members' });
  await give(bench, secretary, one.id, 'decideActivist', { chosen: true, body: 'committee' }, ['activist-resolution']);
  await give(bench, bench.county.officer, one.id, 'fileActivist', { result: 'filed' });
  await give(bench, secretary, one.id, 'appointContacts', { contacts: [contact.id] });
  await give(bench, secretary, one.id, 'recordHours', {
    hours: Array.from({ length: 8 }, (_, hour) => ({ id: `${one.id}-${hour}`, on: today(), topic: '团章', witness: contact.id, units: 1 })),
  });
  await give(bench, secretary, one.id, 'recordVolunteer', { registered: true, hours: 24 });
};

/** A6 to A8: recommendation, pre-review with place and number, one notice for all. */
const place = async (bench: Bench, cases: readonly Case[], branch: Branch): Promise<string[]> => {
  for (const one of cases) {
    await give(bench, branch.secretary, one.id, 'recommend', { recommended: true }, [
      'recommendation-resolution',
      'opinions',
      'transcript',
    ]);
    await give(bench, bench.county.officer, one.id, 'preReview', { result: 'passed' }, ['pre-review-opinion']);
    await until(bench, one.id, at('A8'));
    await give(bench, one.subject, one.id, 'giveConsent', { consent: 'publication', version: '2026-01' });
  }
  return [
    await occasion(bench, branch.secretary, 'notice', branch.id, 'openNotice', { cases: idsOf(cases), workingDays: 5, scope: 'branch' }),
  ];
};

/** A9 to A11: introducers, form, one branch meeting that votes on each. */
const vote = async (bench: Bench, cases: readonly Case[], branch: Branch): Promise<string[]> => {
  const { secretary, contact, introducers } = branch;
  for (const one of cases) {
    // The vote of today comes after the introducers' opinion, and that not before they were confirmed.
    const body = { introducers: introducers.map(({ id }) => id) };
    await give(bench, secretary, one.id, 'confirmIntroducers', body, ['introducer-consent'], { on: daysAgo(1) });
    await give(bench, one.subject, one.id, 'giveConsent', { consent: 'faith-declaration', version: '2026-01' });
    const { number } = await row(bench, one.id);
    await give(bench, one.subject, one.id, 'fillForm', { number, wishOn: daysAgo(2), introducersOn: daysAgo(1) }, ['form-scan']);
  }
  const present = [secretary, contact, ...introducers].map(({ id }) => id);
  const meeting = await occasion(bench, secretary, 'meeting', branch.id, 'conveneMeeting', { kind: 'branch', cases: idsOf(cases) });
  await give(bench, secretary, meeting, 'takeRoll', { present, chair: secretary.id });
  for (const { id } of cases) await give(bench, secretary, meeting, 'recordItem', { case: id, for: 4, against: 0, abstain: 0 });
  await give(bench, secretary, meeting, 'closeMeeting', {}, ['minutes']);
  for (const { id } of cases) await until(bench, id, at('A12'));
  return [meeting];
};

/** A12 to A15: one approval meeting and one ceremony; filing, feedback, archive and certificate of each. */
const reception = async (bench: Bench, cases: readonly Case[], branch: Branch): Promise<string[]> => {
  const { town, approvers, countyOfficer } = bench.county;
  const [chair] = approvers;
  if (!chair) throw new Error('no approver');
  const meeting = await occasion(bench, chair, 'meeting', town.id, 'conveneMeeting', { kind: 'approval', cases: idsOf(cases) });
  await give(bench, chair, meeting, 'takeRoll', { present: approvers.map(({ id }) => id), chair: chair.id });
  for (const { id } of cases) await give(bench, chair, meeting, 'recordItem', { case: id, for: 3, against: 0, abstain: 0 });
  await give(bench, chair, meeting, 'closeMeeting', {}, ['approval-opinion']);
  for (const { id } of cases) {
    await until(bench, id, at('A13'));
    await give(bench, countyOfficer, id, 'fileApproval', { result: 'filed' });
    await give(bench, branch.secretary, id, 'deliverResult');
  }
  const ceremony = await occasion(bench, branch.secretary, 'ceremony', branch.id, 'planCeremony', {
    plannedOn: today(),
    cases: idsOf(cases),
  });
  await give(bench, branch.secretary, ceremony, 'holdCeremony', { attended: idsOf(cases) });
  await until(bench, ceremony, ended);
  for (const { id } of cases)
    await give(bench, branch.secretary, id, 'archive', { registeredOn: today() }, ['e-file', 'registration-form']);
  for (const { id } of cases) await until(bench, id, ended);
  return [meeting, ceremony];
};

/** Three months and five working days cannot be waited for: each part of the way is walked by cases brought in from paper at its beginning. */
const WAY: readonly [Step, (bench: Bench, cases: readonly Case[], branch: Branch) => Promise<string[]>][] = [
  ['A2', application],
  ['A6', place],
  ['A9', vote],
  ['A12', reception],
];

/** Started, and a first task of three events: a case that walks the whole way has them once, not once for each part. */
const BEGINNING = 4;

/** History events a fact, over whole admissions with the occasions that serve them. */
export const events = async (bench: Bench): Promise<Figure[]> => {
  const [cases, occasions]: [Run[], Run[]] = [[], []];
  const branch = bench.county.branch(0);
  for (const [index, [step, walk]] of WAY.entries()) {
    const group: Case[] = [];
    for (let one = 0; one < bench.sizes.group; one += 1) group.push(await openCase(bench.county, 0, step));
    const served = await walk(bench, group, branch);
    const own = await Promise.all(group.map(({ id }) => weigh(bench, id)));
    cases.push(...own.map((run) => ({ ...run, events: run.events - (index > 0 ? BEGINNING : 0) })));
    occasions.push(...(await Promise.all(served.map((id) => weigh(bench, id)))));
    bench.log(
      `events, from ${step}: cases ${told(own)}; occasions so far ${occasions.map((run) => `${run.procedure} ${told([run])}`).join(', ') || 'none'}`,
    );
  }
  const floor = await floorEvents(bench);
  const all = [...cases, ...occasions];
  const product = sum(all, 'events') / sum(all, 'facts');
  const note = `${bench.sizes.group} admissions from A2 to A15 and their occasions, beginnings counted in, the paper past not: cases ${told(cases)}, occasions ${told(occasions)}; an Update takes five, a place, a number or a telling of cases twelve more`;
  return [
    { measure: 'events-per-fact', unit: 'history events', product, floor, ratio: product / floor, limit: { of: 'product', most: 6 }, note },
  ];
};
