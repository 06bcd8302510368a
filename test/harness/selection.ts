import { randomUUID } from 'node:crypto';
import { APPRAISAL, clear, meetingOf, PLAN, SIGNED, talksOf, tallyOf } from '../../demo/lawful-selection';
import type { MachineState } from '../../domain/case/state';
import type { CandidacyBook } from '../../domain/procedures/candidacy/book';
import { MUSTS } from '../../domain/procedures/candidacy/book';
import type { SelectionBook } from '../../domain/procedures/selection/book';
import type { Plan } from '../../domain/procedures/selection/plan';
import type { Office } from './office';
import { eventually } from './product';

export type Stage = 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9';

/** The lawful way of a selection at the township committee, the inspector of the county's office passing each stage. */
export const selecting = async (office: Office) => {
  const { people, act, town } = office;
  const officer2 = await office.person('干事乙', town.id);
  await office.holds(officer2, town.id, 'committee-officer');
  const candidates = [await office.person('人选甲', office.branch.id), await office.person('人选乙', office.branch.id)] as [string, string];

  const verdict = (id: string, step: string, given: string = 'pass', rest: Record<string, unknown> = {}, by = people.inspector) =>
    act(by, id, 'giveVerdict', { kinds: ['verdict-opinion'], body: { step, verdict: given, ...rest } });
  /** Headcount enough for every post that a test opens beside others of the same title. */
  const open = async (title = '团委副书记', openings = 2, approved = 99) => {
    const opened = await office.desk.open(
      await office.who(people.officer),
      {
        procedure: 'selection',
        unit: town.id,
        act: await office.request(people.officer, 'analysePost', {
          kinds: ['vacancy-sheet'],
          body: { title, approved, incumbents: 1, openings },
        }),
      },
      randomUUID(),
    );
    return opened.id;
  };
  const toMotion = async (openings = 2) => {
    const id = await open(undefined, openings);
    await verdict(id, 'K0');
    return id;
  };
  const move = (id: string, plan: Partial<Plan> = {}) =>
    act(people.approver1, id, 'proposeMotion', { kinds: ['motion-plan', 'competition-reason'], body: { ...PLAN, ...plan } });
  const toRecommendation = async (plan: Partial<Plan> = {}) => {
    const id = await toMotion(Math.max(2, plan.posts ?? 1));
    await move(id, plan);
    await verdict(id, 'K1');
    return id;
  };
  const recommend = async (id: string, names: readonly string[] = candidates) => {
    const tally = tallyOf(names);
    await act(people.officer, id, 'recordRecommendationTalks', { kinds: ['talk-tally'], body: talksOf(tally) });
    await act(people.officer, id, 'recordRecommendationMeeting', {
      kinds: ['recommendation-forms'],
      body: meetingOf(tally),
    });
    await act(people.officer, id, 'concludeRecommendation', { kinds: ['recommendation-report'] });
  };
  const toObjects = async (plan: Partial<Plan> = {}, names: readonly string[] = candidates) => {
    const id = await toRecommendation(plan);
    await recommend(id, names);
    await verdict(id, 'K2');
    return id;
  };
  const fix = async (id: string, names: readonly string[] = candidates) => {
    await act(people.approver1, id, 'fixObjects', { kinds: ['object-reasons'], body: { objects: names.map(clear) } });
    return eventually('candidacies opened', async () => {
      const book = (await office.state(id)).book as unknown as SelectionBook;
      const cases = names.map((person) => book.candidates[person]?.case);
      return cases.every((one) => one !== undefined) ? (cases as string[]) : undefined;
    });
  };
  const candidacies = async (plan: Partial<Plan> = {}) => {
    const id = await toObjects(plan);
    const ids = (await fix(id)) as [string, string];
    return { id, ids };
  };

  /** Everything up to the conclusion, but for one of the musts. */
  const inspectWithout = async (id: string, missing?: keyof typeof MUSTS) => {
    await act(people.officer, id, 'formGroup', { body: { members: [people.officer, officer2] } });
    await act(people.officer, id, 'postPreview', { kinds: ['inspection-preview'] });
    await act(people.officer, id, 'recordInspectionTalks', { kinds: ['talk-records'], body: { talked: 8 } });
    await act(people.officer, id, 'recordAppraisal', {
      kinds: ['appraisal-forms'],
      body: APPRAISAL,
    });
    for (const [must, { paper }] of Object.entries(MUSTS).filter(([one]) => one !== missing))
      await act(people.officer, id, 'recordMust', { kinds: [paper], body: { must, result: 'clear' } });
    await act(people.officer, id, 'signIntegrity', {
      kinds: ['integrity-conclusion'],
      body: SIGNED,
    });
    await act(people.officer, id, 'signReport');
    await act(officer2, id, 'signReport');
  };
  const inspect = async (id: string) => {
    await inspectWithout(id);
    await act(people.officer, id, 'concludeInspection', { kinds: ['inspection-report'], body: { suitable: true } });
  };
  const consult = async (id: string) => {
    await act(people.officer, id, 'recordConsultation', { kinds: ['consultation-record'], body: { with: 'leaders' } });
    await act(people.officer, id, 'concludeConsultation');
  };
  const says = (ways: readonly ('agree' | 'disagree' | 'defer')[]) =>
    [people.approver2, people.approver3, people.approver1].map((member, index) => ({ member, says: ways[index] ?? 'agree' }));
  const decide = async (
    ids: readonly string[],
    ways: readonly ('agree' | 'disagree' | 'defer')[] = [],
    rest: Record<string, unknown> = {},
  ) => {
    const meeting = await office.occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: ids } });
    await act(people.officer, meeting, 'takeRoll', {
      body: { present: [people.approver1, people.approver2, people.approver3], chair: people.approver1 },
    });
    for (const id of ids) await act(people.officer, meeting, 'recordStatements', { body: { case: id, statements: says(ways), ...rest } });
    await act(people.officer, meeting, 'closeDecision', { kinds: ['minutes'] });
    await office.ended(meeting);
    return meeting;
  };
  const publish = (...ids: readonly string[]) =>
    office.occasion(people.officer, 'notice', town.id, 'openNotice', { body: { cases: ids, workingDays: 5, scope: 'committee' } });
  const appoint = async (id: string) => {
    await act(people.approver1, id, 'holdAppointmentTalk', { kinds: ['appointment-talk'] });
    await act(people.officer, id, 'appoint', { kinds: ['appointment-notice'] });
  };
  const awaiting = async (id: string, step: string) =>
    eventually(`${id} awaits ${step}`, async () => (await office.state(id)).steps[step]?.awaiting !== undefined);
  /** Lawfully up to the stage, which then waits for its acts. Publicity takes the clock with it. */
  const bring = async (id: string, to: Stage, afterNotice = '2026-02-27') => {
    await verdict(id, 'C3');
    if (to === 'C4') return;
    await inspect(id);
    await verdict(id, 'C4');
    if (to === 'C5') return;
    await consult(id);
    await verdict(id, 'C5');
    if (to === 'C6') return;
    await decide([id]);
    await awaiting(id, 'C6');
    await verdict(id, 'C6');
    if (to === 'C7') return;
    await publish(id);
    await office.moveTo(afterNotice);
    await awaiting(id, 'C7');
    await verdict(id, 'C7');
    if (to === 'C8') return;
    await appoint(id);
    await verdict(id, 'C8');
  };
  const book = async (id: string) => ((await office.state(id)) as unknown as MachineState<CandidacyBook>).book;
  return {
    officer2,
    candidates,
    verdict,
    open,
    toMotion,
    move,
    toRecommendation,
    recommend,
    toObjects,
    fix,
    candidacies,
    inspect,
    inspectWithout,
    consult,
    decide,
    publish,
    appoint,
    awaiting,
    bring,
    book,
  };
};

export type Selecting = Awaited<ReturnType<typeof selecting>>;
