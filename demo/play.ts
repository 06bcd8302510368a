import type { ActRequest } from '../dispatch/desk';
import type { Who } from '../domain/authority/who';
import type { Calendar } from '../domain/calendar/calendar';
import { type Day, dayOf, startOf } from '../domain/calendar/day';
import { addWorkdays, nextWorkday } from '../domain/calendar/workdays';
import { SEAT_NAMES, waiting } from '../domain/case/explain';
import { type MachineState, openSteps } from '../domain/case/state';
import type { Seat } from '../domain/case/step';
import { citation, type Statute, stepOf } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import { whoIs } from '../records/accounts';
import { Refused } from '../records/refused';
import { statuteFor } from '../records/statutes';
import { pad } from './columns';
import { writePapers } from './papers';
import type { Population } from './people';
import type { Stage } from './stage';

type Case<Book = AdmissionBook> = MachineState<Book>;

const MORNING_MS = 9 * 3_600_000;
const INDENT = ' '.repeat(20);

/** A case, or several that belong together, acted out and told: acts go through the desk like anybody's, time passes by leaps, every step is printed from what the case itself says. */
export class Play {
  /** The case that is told of. */
  protected id = '';
  protected statute: Statute;
  private procedure = 'admission';
  private keys = 0;

  constructor(
    private readonly stage: Stage,
    private readonly population: Population,
    private readonly calendar: Calendar,
    protected readonly log: (line: string) => void,
  ) {
    this.statute = statuteFor(this.procedure, [], calendar);
  }

  /** From here on the story is of this case. */
  protected turnTo(id: string, procedure: string): void {
    this.id = id;
    this.procedure = procedure;
    this.statute = statuteFor(procedure, [], this.calendar);
  }

  protected async today(): Promise<Day> {
    return dayOf(await this.stage.clock.now());
  }

  protected async moveTo(day: Day): Promise<void> {
    if (day > (await this.today())) await this.stage.clock.moveTo(startOf(day) + MORNING_MS);
  }

  /** So many working days later; 0: today, or the next working day. */
  protected async pass(workdays: number): Promise<void> {
    await this.moveTo(nextWorkday(this.calendar, addWorkdays(this.calendar, await this.today(), workdays).end).end);
  }

  protected async state<Book = AdmissionBook>(): Promise<Case<Book>> {
    const { rows } = await this.stage.database.pool.query<{ state: Case<Book> }>('SELECT state FROM case_row WHERE id = $1', [this.id]);
    if (!rows[0]) throw new Error('the case has no row');
    return rows[0].state;
  }

  /** What the worker does by itself; there is nothing to await but the row. */
  protected async until<Book = AdmissionBook>(what: string, seen: (state: Case<Book>) => boolean): Promise<Case<Book>> {
    for (let tries = 0; tries < 400; tries += 1) {
      const state = await this.state<Book>();
      if (seen(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never came: ${what}`);
  }

  protected stands(step: string): Promise<Case> {
    return this.until(step, (state) => openSteps(state).includes(step));
  }

  protected async open(
    by: string,
    procedure: string,
    unit: string,
    kind: string,
    body: Record<string, unknown>,
    papers: readonly string[] = [],
  ): Promise<string> {
    const act = await this.request(by, kind, body, papers);
    const opened = await this.stage.casework.desk.open(
      await this.who(by),
      { procedure, unit, act, ...(procedure === 'admission' ? { subject: by } : {}) },
      this.key(),
    );
    return opened.id;
  }

  protected async act(
    by: string,
    kind: string,
    body: Record<string, unknown> = {},
    papers: readonly string[] = [],
    id = this.id,
  ): Promise<void> {
    await this.stage.casework.desk.act(await this.who(by), id, await this.request(by, kind, body, papers), this.key());
  }

  /** An act that the law refuses today, with its reason and first lawful day, which is the answer, or the way out. */
  protected async refused(
    by: string,
    kind: string,
    body: Record<string, unknown>,
    papers: readonly string[] = [],
  ): Promise<Day | undefined> {
    try {
      await this.act(by, kind, body, papers);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { text, earliest, code, remedy } = error.refusal;
      const [step] = openSteps(await this.state());
      this.headline('拒绝', await this.today(), by, step ?? '', text.zh);
      this.detail(earliest ? `最早合法日 ${earliest}` : `出路 ${remedy.zh}`, `Refused (${code}): ${text.en}`);
      return earliest;
    }
    throw new Error(`${kind} was not refused`);
  }

  /** A step that has been closed, with what is worth knowing of it, and what comes next. */
  protected async say(step: string, actor: string, note = ''): Promise<void> {
    const state = await this.state();
    const found = stepOf(this.statute, step);
    const on = state.steps[step]?.closedOn;
    if (!found || !on) throw new Error(`${step} is not closed`);
    this.headline(step, on, actor, step, found.title.zh + (note && `: ${note}`));
    this.detail(`依据 ${citation(this.statute, found.clause)}`, found.title.en);
    const next = waiting(procedureOf(this.procedure), state, this.statute, await this.today());
    for (const { sentence } of next) this.detail(`下一步 ${sentence.zh}`, sentence.en);
    if (next.length > 0) return;
    if (state.phase === 'ended') this.detail('下一步 无, 本案办结', 'Nothing is left to do');
    else this.detail('下一步 逐人办理, 等待各人选的结果', 'Each candidacy goes its own way; this case waits for them');
  }

  protected detail(zh: string, en: string): void {
    this.log(INDENT + zh);
    this.log(INDENT + en);
  }

  protected headline(label: string, on: Day, actor: string, step: string, text: string): void {
    const seat = this.seatOf(actor, step);
    this.log(`${pad(label, 6)}${pad(on, 14)}${pad(`${seat ? SEAT_NAMES[seat].zh : ''} ${this.nameOf(actor)}`, 40)}${text}`);
  }

  /** The step's own, unless the actor holds another office. */
  private seatOf(actor: string, step: string): Seat | undefined {
    const asked = stepOf(this.statute, step)?.seat;
    const held = this.population.holdings.flatMap(({ person, role }): Seat[] =>
      person === actor && (role === 'inspector' || role === 'committee-officer' || role === 'committee-approver') ? [role] : [],
    );
    return asked && (held.length === 0 || held.includes(asked) || asked === 'higher-officer') ? asked : held[0];
  }

  protected nameOf(person: string): string {
    return this.population.people.find(({ id }) => id === person)?.name ?? '';
  }

  private async request(by: string, kind: string, body: Record<string, unknown>, papers: readonly string[]): Promise<ActRequest> {
    const { database, clock } = this.stage;
    const name = this.nameOf(by);
    const now = await clock.now();
    const ids = await writePapers(
      database.pool,
      by,
      papers.map((paper) => ({ kind: paper, name, on: dayOf(now) })),
      now,
    );
    return { kind, body, papers: ids };
  }

  private async who(person: string): Promise<Who> {
    const found = await whoIs(this.stage.database.pool, person, await this.today());
    if (!found) throw new Error(`person ${person} is missing`);
    return found;
  }

  private key(): string {
    this.keys += 1;
    return `demo-story-${this.keys}`;
  }
}
