import { addDays, type Day } from '../domain/calendar/day';
import { type CandidacyBook, MUSTS } from '../domain/procedures/candidacy/book';
import { endOfNotice } from '../domain/procedures/parts/notice';
import type { SelectionBook } from '../domain/procedures/selection/book';
import { COUNTY } from './data/divisions';
import { APPRAISAL, clear, meetingOf, PLAN, SIGNED, talksOf, tallyOf } from './lawful-selection';
import type { Population } from './people';
import { Play } from './play';

/** A post of the county's committee, two officers who inspect, the body that decides, and the inspector outside the tree. */
export const selectionCast = (population: Population) => {
  const county = population.unit(COUNTY.code);
  const [officer = '', second = ''] = population.holders(county, 'committee-officer');
  const approvers = population.holders(county, 'committee-approver');
  const [inspector = ''] = population.holders(population.unit(`${COUNTY.code}-I`), 'inspector');
  const [chosen = '', other = ''] = population
    .members(population.unit('G05'))
    .slice(3)
    .map(({ id }) => id);
  return { county: county.id, officer, second, approvers, chair: approvers[0] ?? '', inspector, chosen, other };
};
type Cast = ReturnType<typeof selectionCast>;

export class SelectionStory extends Play {
  private post = '';

  async tell(cast: Cast): Promise<void> {
    await this.motion(cast);
    await this.recommendation(cast);
    await this.name(cast);
    await this.inspection(cast);
    await this.decision(cast);
    await this.publicity(cast);
    await this.probation(cast);
    const { book } = await this.state<SelectionBook>();
    this.log(`\n完成: ${book.post?.title}任职 ${book.filled} 人, 每个环节都有纪检人员的把关意见, 全程纪实已归档`);
    this.log(`Done: ${book.filled} appointed; the inspector passed every stage, and the whole-process record is filed`);
  }

  private verdict(inspector: string, step: string, verdict = 'pass'): Promise<void> {
    return this.act(inspector, 'giveVerdict', { step, verdict }, ['verdict-opinion']);
  }

  /** Done by an office, passed by the inspector on the next working day: only then is the stage closed. */
  private async passed(cast: Cast, step: string, actor: string, note = ''): Promise<void> {
    await this.until(`${step} awaits the inspector`, (state) => state.steps[step]?.awaiting !== undefined);
    await this.pass(1);
    await this.verdict(cast.inspector, step);
    await this.say(step, actor, note);
  }

  private async motion(cast: Cast): Promise<void> {
    const { officer, chair, county, inspector } = cast;
    const body = { title: '县团委办公室主任', approved: 2, incumbents: 1, openings: 1 };
    this.post = await this.open(officer, 'selection', county, 'analysePost', body, ['vacancy-sheet']);
    this.turnTo(this.post, 'selection');
    await this.refused(chair, 'proposeMotion', PLAN, ['motion-plan']);
    await this.passed(cast, 'K0', officer, '核定 2 名, 空缺 1 名');
    await this.act(chair, 'proposeMotion', PLAN, ['motion-plan']);
    await this.refused(officer, 'giveVerdict', { step: 'K1', verdict: 'pass' }, ['verdict-opinion']);
    await this.passed(cast, 'K1', chair);
    this.detail(`把关 ${this.nameOf(inspector)}, 监督办公室在团的组织系统之外`, 'The inspector’s office stands outside the League tree');
  }

  private async recommendation(cast: Cast): Promise<void> {
    const { officer, chosen, other } = cast;
    const tally = tallyOf([chosen, other]);
    await this.act(officer, 'recordRecommendationTalks', talksOf(tally), ['talk-tally']);
    await this.pass(1);
    await this.act(officer, 'recordRecommendationMeeting', meetingOf(tally), ['recommendation-forms']);
    await this.act(officer, 'concludeRecommendation', {}, ['recommendation-report']);
    await this.passed(cast, 'K2', officer, '谈话 12 人, 会议 11 票, 只作参考');
  }

  private async name(cast: Cast): Promise<void> {
    const { chair, chosen, other, inspector } = cast;
    const objects = [chosen, other].map(clear);
    await this.act(chair, 'fixObjects', { objects }, ['object-reasons']);
    const { book } = await this.until<SelectionBook>('the candidacies', (state) =>
      Object.values(state.book.candidates).every((one) => one.case),
    );
    await this.say('K3', chair, '差额考察: 2 人');
    this.turnTo(book.candidates[other]?.case ?? '', 'candidacy');
    await this.pass(1);
    await this.verdict(inspector, 'C3', 'veto');
    this.headline('否决', await this.today(), inspector, 'C3', `${this.nameOf(other)}: 纪检人员一人一案否决`);
    this.detail('只结束此人的程序, 职位和另一人继续', 'The inspector vetoes one person: that candidacy ends, the other goes on');
    this.turnTo(book.candidates[chosen]?.case ?? '', 'candidacy');
    await this.verdict(inspector, 'C3');
    await this.say('C3', chair);
  }

  private async inspection(cast: Cast): Promise<void> {
    const { officer, second } = cast;
    await this.act(officer, 'formGroup', { members: [officer, second] });
    await this.act(officer, 'postPreview', {}, ['inspection-preview']);
    await this.pass(2);
    await this.act(officer, 'recordInspectionTalks', { talked: 8 }, ['talk-records']);
    await this.act(officer, 'recordAppraisal', APPRAISAL, ['appraisal-forms']);
    await this.refused(officer, 'concludeInspection', { suitable: true }, ['inspection-report']);
    for (const [must, { paper }] of Object.entries(MUSTS)) await this.act(officer, 'recordMust', { must, result: 'clear' }, [paper]);
    await this.act(officer, 'signIntegrity', SIGNED, ['integrity-conclusion']);
    for (const by of [officer, second]) await this.act(by, 'signReport');
    await this.act(officer, 'concludeInspection', { suitable: true }, ['inspection-report']);
    await this.passed(cast, 'C4', officer, '凡提四必齐全, 两人署名');
  }

  private async decision(cast: Cast): Promise<void> {
    const { officer, approvers, chair, county } = cast;
    await this.act(officer, 'recordConsultation', { with: 'leaders' }, ['consultation-record']);
    await this.act(officer, 'concludeConsultation');
    await this.passed(cast, 'C5', officer);
    const meeting = await this.open(officer, 'decision', county, 'conveneDecision', { cases: [this.id] });
    await this.act(officer, 'takeRoll', { present: approvers, chair }, [], meeting);
    const statements = [...approvers.filter((one) => one !== chair), chair].map((member) => ({ member, says: 'agree' }));
    await this.act(officer, 'recordStatements', { case: this.id, statements }, [], meeting);
    await this.act(officer, 'closeDecision', {}, ['minutes'], meeting);
    await this.passed(cast, 'C6', chair, `${approvers.length} 人逐一表态, 主要负责人最后表态`);
  }

  private async publicity(cast: Cast): Promise<void> {
    const { officer, chair, county, inspector } = cast;
    await this.open(officer, 'notice', county, 'openNotice', { cases: [this.id], workingDays: 5, scope: 'committee' });
    const { book } = await this.until<CandidacyBook>('the notice', (state) => state.book.notice !== undefined);
    const { end } = endOfNotice(this.statute, book.notice?.postedOn ?? '', {
      least: 'cadre.publicityMin',
      countPostingDay: 'cadre.countPostingDay',
    });
    this.posted(book.notice?.postedOn ?? '', end);
    await this.moveTo(addDays(end, 1));
    await this.passed(cast, 'C7', officer, '公示期内没有异议');
    await this.act(chair, 'holdAppointmentTalk', {}, ['appointment-talk']);
    await this.act(officer, 'appoint', {}, ['appointment-notice']);
    await this.passed(cast, 'C8', officer);
    this.detail(`试用期一年, 由计时器计算; 把关 ${this.nameOf(inspector)}`, 'A year of probation, kept by a timer');
  }

  private posted(on: Day, end: Day): void {
    this.detail(
      `${on} 张贴公示, 满五个工作日到 ${end} 24:00, 任何人不能提前结束`,
      `Posted on ${on}: five full working days end on ${end} at 24:00, nobody can end them early`,
    );
  }

  private async probation(cast: Cast): Promise<void> {
    const { officer } = cast;
    const earliest = await this.refused(officer, 'assessProbation', { fit: true }, ['probation-assessment']);
    await this.moveTo(earliest ?? (await this.today()));
    await this.until<CandidacyBook>('the probation', (state) => state.book.probationOver !== undefined);
    await this.act(officer, 'assessProbation', { fit: true }, ['probation-assessment']);
    await this.passed(cast, 'C9', officer);
    this.turnTo(this.post, 'selection');
    await this.stands('K10');
    await this.act(officer, 'fileRecord', {}, ['process-record']);
    await this.passed(cast, 'K10', officer);
  }
}
