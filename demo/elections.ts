import { addDays, addMonths, type Day } from '../domain/calendar/day';
import { enterComplaint } from '../records/complaints';
import type { Clerk, Deed } from './clerk';
import type { Unit } from './county';
import { COUNTY } from './data/divisions';
import { lawfulDays } from './lawful-days';
import type { Population } from './people';
import type { SelectionDeps } from './selections';

/** Elections, a recommendation to the Party and a complaint: what is neither an admission nor a selection. */
export class Elections {
  private readonly day: (index: number) => Day;

  constructor(
    private readonly deps: SelectionDeps,
    private readonly clerk: Clerk,
    private readonly population: Population,
    private readonly today: Day,
  ) {
    this.day = lawfulDays(deps.calendar, today, {});
  }

  async run(): Promise<void> {
    await this.elected('G03');
    await this.underWay('G09');
    await this.recommended('G04');
    await this.complain();
  }

  private async request(branch: Unit, key: string, plannedOn: Day): Promise<string> {
    const body = { what: 'committee', why: 'term', plannedOn, termEnds: addDays(plannedOn, 12) };
    const deed = { by: this.secretary(branch), kind: 'requestElection', body, papers: ['election-request'], on: this.day(0) };
    const id = await this.clerk.open({ procedure: 'election', unit: branch.id }, deed, key);
    const candidates = this.ids(branch).slice(0, 4);
    const proposal = { seats: 3, candidates, byStrokes: true };
    await this.clerk.act(
      id,
      { by: deed.by, kind: 'proposeCandidates', body: proposal, papers: ['candidate-list'], on: this.day(1) },
      `${key}:list`,
    );
    const by = this.officer(branch);
    const papers = ['party-opinion', 'league-opinion'];
    await this.clerk.act(id, { by, kind: 'answerCandidates', body: { result: 'agreed' }, papers, on: this.day(1) }, `${key}:answer`);
    return id;
  }

  /** Held, counted, approved and filed. */
  private async elected(code: string): Promise<void> {
    const branch = this.population.unit(code);
    const key = 'demo:election:held';
    const id = await this.request(branch, key, this.day(2));
    const people = this.ids(branch);
    const count = people.length;
    const act = (kind: string, body: Record<string, unknown> = {}, more: Partial<Deed> = {}) =>
      this.clerk.act(id, { by: this.secretary(branch), kind, body, on: this.day(2), ...more }, `${key}:${kind}`);
    const tellers = people.slice(4, 6);
    await act('takeElectionRoll', { present: people, chair: people[0] });
    const method = {
      seats: 3,
      quorum: { num: 4, den: 5, strict: false },
      base: 'eligible',
      vacancies: 'revote',
      revotes: 1,
      remote: false,
    };
    await act('adoptMethod', { ...method, for: count, against: 0, abstain: 0 }, { papers: ['election-method'] });
    await act('appointTellers', { tellers });
    const votes = people.slice(0, 4).map((person, index) => ({
      id: person,
      for: index < 3 ? count - 1 - index : 3,
      against: 0,
      abstain: index < 3 ? 1 + index : count - 3,
    }));
    await act('countBallots', { issued: count, returned: count, votes, countedBy: tellers }, { papers: ['count-sheet'] });
    await act('reportResult', {}, { papers: ['result-report', 'minutes'], on: this.day(3) });
    await act('approveResult', { result: 'approved' }, { by: this.officer(branch), papers: ['party-approval'], on: this.day(4) });
    await act('fileResult', {}, { by: this.holder(this.population.unit(COUNTY.code), 'committee-officer'), on: this.day(4) });
  }

  /** The candidates are agreed to; the branch meets next week. */
  private async underWay(code: string): Promise<void> {
    await this.request(this.population.unit(code), 'demo:election:coming', addDays(this.today, 8));
  }

  /** Voted on by the branch; the notice has been posted today. */
  private async recommended(code: string): Promise<void> {
    const branch = this.population.unit(code);
    const by = this.secretary(branch);
    const people = this.ids(branch);
    const subject = people[4] ?? '';
    const key = 'demo:party-recommendation';
    const proposal = { by, kind: 'proposeMember', body: { appliedOn: addMonths(this.today, -9) }, on: this.day(0) };
    const id = await this.clerk.open(
      { procedure: 'party-recommendation', unit: branch.id, subject },
      { ...proposal, papers: ['party-application', 'branch-opinion'] },
      key,
    );
    const agreed = { by: this.officer(branch), kind: 'agreeToList', body: { result: 'agreed' }, on: this.day(1) };
    await this.clerk.act(id, { ...agreed, papers: ['reason', 'party-filing'] }, `${key}:list`);
    await this.meet(branch, id, `${key}:meeting`);
    const consent = { consent: 'publication', version: '2026-01' };
    const given = { by, kind: 'giveConsent', actor: subject, body: consent, papers: ['statement'], on: this.day(2) };
    await this.clerk.act(id, given, `${key}:consent`);
    const notice = { by, kind: 'openNotice', body: { cases: [id], workingDays: 5, scope: 'branch' } };
    await this.clerk.open({ procedure: 'notice', unit: branch.id }, notice, `${key}:notice`);
    await this.clerk.until('the recommended on notice', async () => (await this.book(id)).notice !== undefined);
  }

  private async meet(branch: Unit, id: string, key: string): Promise<void> {
    const by = this.secretary(branch);
    const on = this.day(2);
    const present = this.ids(branch);
    const meeting = await this.clerk.open(
      { procedure: 'meeting', unit: branch.id },
      { by, kind: 'conveneMeeting', body: { kind: 'recommendation', cases: [id] }, on },
      key,
    );
    const papers = { issued: present.length, returned: present.length, for: present.length - 3, against: 1, abstain: 1, invalid: 1 };
    await this.clerk.act(meeting, { by, kind: 'takeRoll', body: { present, chair: present[0] }, on }, `${key}:roll`);
    await this.clerk.act(meeting, { by, kind: 'recordItem', body: { case: id, ...papers }, on }, `${key}:item`);
    await this.clerk.act(meeting, { by, kind: 'closeMeeting', papers: ['minutes'], on }, `${key}:closed`);
    await this.clerk.until('the recommendation voted on', async () => (await this.clerk.state(id)).steps.R4 !== undefined);
  }

  /** Somebody complained on the web without a name; an inspector says what it is about. */
  private async complain(): Promise<void> {
    const { database, vault, now } = this.deps;
    const { rows } = await database.pool.query('SELECT 1 FROM complaint');
    if (rows.length > 0) return;
    const what = { text: '听说有人在民主推荐前请客拉票, 请核实。', about: `${this.population.unit('103').name}副书记的推荐` };
    await enterComplaint(database.pool, vault, { org: this.population.unit('103').id }, what, {
      channel: 'web',
      receivedOn: this.today,
      at: await now(),
    });
  }

  private async book(id: string): Promise<Record<string, unknown>> {
    return (await this.clerk.state<Record<string, unknown>>(id)).book;
  }

  private ids(branch: Unit): string[] {
    return this.population.members(branch).map(({ id }) => id);
  }

  private holder(unit: Unit, role: 'branch-secretary' | 'committee-officer'): string {
    return this.population.holders(unit, role)[0] ?? '';
  }

  private secretary(branch: Unit): string {
    return this.holder(branch, 'branch-secretary');
  }

  private officer(branch: Unit): string {
    return this.holder(this.population.committeeOf(branch), 'committee-officer');
  }
}
