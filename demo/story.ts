import { Problem } from '../config/problem';
import type { Calendar } from '../domain/calendar/calendar';
import { addDays, addMonths, dayOf, startOf } from '../domain/calendar/day';
import { nextWorkday } from '../domain/calendar/workdays';
import { noticeEnd } from '../domain/procedures/admission/acts-notice';
import { calendarFor } from '../records/calendars';
import { transaction } from '../records/database';
import { COUNTY } from './data/divisions';
import { CONTACT, Population } from './people';
import { Play } from './play';
import { newPassword, settleCounty } from './settle';
import { type Stage, setStage } from './stage';
import { SelectionStory, selectionCast } from './story-selection';

interface Context {
  readonly args: readonly string[];
  findTemporalBinary(name: 'testServer'): Promise<{ path: string; origin: string }>;
  findFaketime(): string;
  log?(line: string): void;
}

/** A Monday before the spring holidays, so that working days and months run over Spring Festival, Qingming and May Day. */
const BEGINS = startOf('2026-01-12') + 9 * 3_600_000;

interface Told {
  readonly zh: string;
  readonly en: string;
  tell(stage: Stage, population: Population, calendar: Calendar, log: (line: string) => void): Promise<void>;
}

const STORIES: Readonly<Record<string, Told>> = {
  admission: {
    zh: '一名申请人走完发展团员的十五个步骤',
    en: 'one applicant through the fifteen steps of admission',
    tell: (stage, population, calendar, log) => new Story(stage, population, calendar, log).tell(castOf(population)),
  },
  selection: {
    zh: '选拔一名团干部, 每个环节都由纪检人员把关',
    en: 'the selection of a League cadre, every stage passed by the inspector',
    tell: (stage, population, calendar, log) => new SelectionStory(stage, population, calendar, log).tell(selectionCast(population)),
  },
};

/** `npm run demo [-- admission | selection]`: a story of the county on a clock that leaps over the months. */
export async function main({ args, findTemporalBinary, findFaketime, log = console.log }: Context): Promise<void> {
  const [name = 'admission'] = args;
  const told = args.length < 2 ? STORIES[name] : undefined;
  if (!told) throw new Problem(`there is no story "${args.join(' ')}". Usage: npm run demo [-- ${Object.keys(STORIES).join(' | ')}]`);
  log(`团务演示: ${told.zh} (人物均为虚构, 时钟是模拟的)`);
  log(`Demo: ${told.en} (invented people, a simulated clock)\n`);
  const { path } = await findTemporalBinary('testServer');
  const library = fromThen(findFaketime);
  const stage = await setStage(path, library === undefined ? undefined : { ms: BEGINS, library });
  try {
    const now = await stage.clock.now();
    const population = new Population(dayOf(now));
    await transaction(stage.database.pool, (client) => settleCounty(client, stage.vault, population, newPassword(), dayOf(now), now));
    await told.tell(stage, population, await calendarFor(stage.database, '65'), log);
  } finally {
    await stage.stop();
  }
}

/** Without libfaketime the story is told all the same, from today on. */
const fromThen = (findFaketime: () => string): string | undefined => {
  try {
    return findFaketime();
  } catch {
    return undefined;
  }
};

/** A class of the upper secondary school, its committee, and the county's officer. */
const castOf = (population: Population) => {
  const branch = population.unit('S01-{1}-01');
  const committee = population.committeeOf(branch);
  const members = population.members(branch).map(({ id }) => id);
  const first = (people: readonly string[]): string => people[0] ?? '';
  const approvers = population.holders(committee, 'committee-approver');
  return {
    branch: branch.id,
    committee: committee.id,
    applicant: Population.applicant('talk-1'),
    secretary: first(population.holders(branch, 'branch-secretary')),
    contact: members[CONTACT] ?? '',
    introducers: members.slice(CONTACT + 1, CONTACT + 3),
    present: members.slice(0, Math.ceil(members.length * 0.9)),
    officer: first(population.holders(committee, 'committee-officer')),
    approvers,
    chair: first(approvers),
    countyOfficer: first(population.holders(population.unit(COUNTY.code), 'committee-officer')),
  };
};
type Cast = ReturnType<typeof castOf>;

class Story extends Play {
  async tell(cast: Cast): Promise<void> {
    await this.application(cast);
    await this.cultivation(cast);
    await this.developmentObject(cast);
    await this.form(cast);
    await this.decisions(cast);
    await this.membership(cast);
    const { book } = await this.state();
    this.log(
      `\n完成: 团籍、团龄自支部大会通过之日 ${book.resolvedOn} 起算; ${book.approvedOn} 批准; 发展团员编号 ${book.number}; 团员证 ${book.certificate}`,
    );
    this.log(
      `Done: member from ${book.resolvedOn}, the day of the branch's resolution; approved on ${book.approvedOn}; number ${book.number}; certificate ${book.certificate}`,
    );
  }

  private async application({ applicant, secretary, officer, branch }: Cast): Promise<void> {
    this.id = await this.open(applicant, 'admission', branch, 'apply', { privacyVersion: '2026-01' }, ['application']);
    await this.say('A1', applicant);
    await this.act(secretary, 'informGuardian', { by: 'paper' }, ['guardian-notice']);
    await this.pass(6);
    await this.act(secretary, 'recordTalk', { conclusion: 'positive' }, ['talk-record']);
    await this.say('A2', secretary);
    await this.pass(3);
    await this.act(secretary, 'nominateActivist', { by: 'members' });
    await this.act(secretary, 'decideActivist', { chosen: true, body: 'committee' }, ['activist-resolution']);
    await this.pass(1);
    await this.act(officer, 'fileActivist', { result: 'filed' });
    await this.say('A3', secretary);
  }

  private async cultivation({ secretary, contact }: Cast): Promise<void> {
    await this.pass(1);
    await this.act(secretary, 'appointContacts', { contacts: [contact] });
    await this.say('A4', secretary);
    for (const topic of ['团章', '团的历史与光荣传统', '团员的权利与义务', '团的纪律']) {
      await this.pass(9);
      const on = await this.today();
      await this.act(secretary, 'recordHours', {
        hours: [1, 2].map((hour) => ({ id: `${on}-${hour}`, on, topic, witness: contact, units: 1 })),
      });
    }
    await this.act(secretary, 'recordVolunteer', { registered: true, hours: 24 });
    const assessment = [contact, 'assessCultivation', { suitable: true }, ['observation-form']] as const;
    await this.refused(...assessment);
    const { book } = await this.state();
    await this.moveTo(nextWorkday(this.statute.calendar, addDays(addMonths(book.cultivationFrom ?? (await this.today()), 3), 1)).end);
    await this.act(...assessment);
    await this.say('A5', contact, `团课 8 学时, ${book.cultivationFrom} 起满三个月`);
  }

  private async developmentObject({ applicant, secretary, officer, branch }: Cast): Promise<void> {
    await this.pass(1);
    await this.act(secretary, 'recommend', { recommended: true }, ['recommendation-resolution', 'opinions']);
    await this.say('A6', secretary);
    await this.pass(1);
    await this.act(officer, 'preReview', { result: 'passed' }, ['pre-review-opinion']);
    const reviewed = await this.stands('A8');
    await this.say('A7', officer, `预留指标, 核发编号 ${reviewed.book.number}`);
    await this.act(applicant, 'giveConsent', { consent: 'publication', version: '2026-01' });
    await this.open(secretary, 'notice', branch, 'openNotice', { cases: [this.id], workingDays: 5, scope: 'branch' });
    const { book } = await this.until('the notice', (state) => state.book.notice !== undefined);
    const postedOn = book.notice?.postedOn ?? '';
    const { end } = noticeEnd(this.statute, postedOn);
    this.detail(
      `${postedOn} 张贴公示, 满五个工作日到 ${end} 24:00, 任何人不能提前结束`,
      `Posted on ${postedOn}: five full working days end on ${end} at 24:00, nobody can end them early`,
    );
    await this.moveTo(addDays(end, 1));
    await this.stands('A9');
    await this.say('A8', secretary);
  }

  private async form({ applicant, secretary, introducers }: Cast): Promise<void> {
    await this.pass(0);
    await this.act(secretary, 'confirmIntroducers', { introducers }, ['introducer-consent']);
    await this.say('A9', secretary);
    await this.act(applicant, 'giveConsent', { consent: 'faith-declaration', version: '2026-01' });
    const wishOn = await this.today();
    await this.pass(1);
    const { book } = await this.state();
    await this.act(applicant, 'fillForm', { number: book.number, wishOn, introducersOn: await this.today() }, ['form-scan']);
    await this.say('A10', applicant);
  }

  private async decisions({ secretary, present, branch, committee, approvers, chair, countyOfficer }: Cast): Promise<void> {
    await this.pass(2);
    await this.meet(secretary, 'branch', branch, present, 'minutes');
    const { book } = await this.stands('A12');
    await this.say('A11', secretary, `应到 ${book.vote?.entitled} 人, 到会 ${book.vote?.present} 人, 赞成 ${book.vote?.for} 票`);
    await this.pass(5);
    await this.meet(chair, 'approval', committee, approvers, 'approval-opinion');
    await this.stands('A13');
    await this.act(countyOfficer, 'fileApproval', { result: 'filed' });
    await this.say('A12', chair, '集体表决通过, 县团委备案');
    await this.pass(1);
    await this.act(secretary, 'deliverResult');
    await this.say('A13', secretary);
  }

  private async membership({ secretary, branch }: Cast): Promise<void> {
    await this.pass(3);
    const ceremony = await this.open(secretary, 'ceremony', branch, 'planCeremony', { plannedOn: await this.today(), cases: [this.id] });
    await this.act(secretary, 'holdCeremony', { attended: [this.id] }, [], ceremony);
    await this.until('the ceremony', (state) => state.steps.A14?.closedOn !== undefined);
    await this.say('A14', secretary);
    await this.pass(2);
    await this.act(secretary, 'archive', { registeredOn: await this.today() }, ['e-file', 'registration-form']);
    const { book } = await this.until('the certificate', (state) => state.phase === 'ended');
    await this.say('A15', secretary, `核发团员证 ${book.certificate}`);
  }

  private async meet(chair: string, kind: 'branch' | 'approval', unit: string, present: readonly string[], minutes: string): Promise<void> {
    const meeting = await this.open(chair, 'meeting', unit, 'conveneMeeting', { kind, cases: [this.id] });
    await this.act(chair, 'takeRoll', { present, chair }, [], meeting);
    await this.act(chair, 'recordItem', { case: this.id, for: present.length, against: 0, abstain: 0 }, [], meeting);
    await this.act(chair, 'closeMeeting', {}, [minutes], meeting);
  }
}
