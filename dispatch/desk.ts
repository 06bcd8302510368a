import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { mayReadCase, seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import { birthdayAt, dayOf } from '../domain/calendar/day';
import { actOf } from '../domain/case/acts';
import type { Command, Party } from '../domain/case/command';
import { factOf, fold } from '../domain/case/fold';
import { judge } from '../domain/case/judge';
import { type Refusal, refuse } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import { numberOf, type Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { calendarFor } from '../records/calendars';
import type { Database } from '../records/database';
import { appendLog, type LogLine } from '../records/log';
import { evidenceFor } from '../records/lookups';
import { type CaseAt, findCase, placeFor } from '../records/places';
import { Refused } from '../records/refused';
import { bodyHash, outcomeOf, register, registerInTurn, registerStanding } from '../records/register';
import { Remembered } from '../records/remembered';
import type { Vault } from '../records/sealed';
import type { Standing } from '../records/sessions';
import { type Statutes, statuteFor } from '../records/statutes';
import { upward } from '../records/upward';
import { type ActRequest, Asking, forbidden } from './asking';
import { investigate } from './complaints';
import type { Courier } from './courier';
import { type Asked, commandOf, type Opened, open } from './opener';
import type { Signer } from './signer';

export type { ActRequest } from './asking';

export interface DeskDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly courier: Courier;
  readonly signer: Signer;
  readonly vault: Vault;
  /** Domain time. */
  now(): Promise<number>;
}

export interface Acted {
  /** Id of the command. */
  readonly id: string;
  readonly case: string;
  /** Seq of its fact. */
  readonly seq: number;
  readonly status: 'accepted';
}

/** What would come of an act. */
export interface Foreseen {
  readonly refusal?: Refusal;
  readonly after?: MachineState;
  readonly statute?: Statute;
}

interface Opens {
  readonly procedure: string;
  readonly unit: string;
  readonly committee?: string;
  readonly subject?: string;
  readonly act: ActRequest;
  readonly past?: readonly ActRequest[];
  readonly statute?: Statute;
  /** Placed by an earlier case: wherever the person belongs by now. */
  readonly follows?: true;
}

/** Told to whoever may not even know that it exists. */
export const notFound = (): Refused => new Refused(refuse('not-found', '没有找到', 'Not found', ['核对编号', 'Check the id'], {}));
/** How long a sender waits for the world's answer; machine time. */
const ANSWER_MS = 5000;

/** The public, when it objects to a notice without a name. */
export const PUBLIC: Party = { id: '00000000-0000-4000-8000-000000000000', seat: 'public' };

/** An act on its way into the register. */
interface Sent {
  readonly who: Who;
  readonly id: string;
  readonly request: ActRequest;
  readonly key: string;
  /** Digest of what was asked. */
  readonly hash: string;
  readonly read: CaseAt | undefined;
  readonly standing: Standing | undefined;
}

/** What an act rested on was read some time ago and need not stand any more: it is read anew, and the act asked for once more. */
export class Unproven extends Error {
  constructor(cause?: unknown) {
    super('what the act rests on is to be read anew', { cause });
    this.name = 'Unproven';
  }
}

/** Where people's requests become commands: who, in which seat, with which papers and evidence; registered, signed, delivered. */
export class Desk {
  /** Acts being decided in this process, by sender and key. */
  private readonly underWay = new Map<string, { hash: string; answer: Promise<Acted> }>();

  private readonly asking: Asking;

  /** What senders have read here; see `act`. */
  readonly remembered = new Remembered();

  constructor(private readonly deps: DeskDeps) {
    this.asking = new Asking(deps.database.pool, () => deps.now());
  }

  /**
   * @param read the case, when the sender has just read it
   * @throws Refused `not-found` also for what exists but is none of this person's business
   */
  async read(who: Who, id: string, read?: CaseAt): Promise<CaseAt> {
    const found = read ?? (await findCase(this.deps.database.pool, id));
    if (!found || !this.reads(who, found)) throw notFound();
    return found;
  }

  /** Whether somebody may read a case as it was read. */
  reads(who: Who, found: CaseAt): boolean {
    return mayReadCase(who, found.place) || isReceiving(who, found);
  }

  /**
   * Sends an act to a case or an occasion and waits for its decision. Whoever repeats it meanwhile (a second click) hears the same decision: sent twice,
   * it could be refused once and, the case having changed, accepted once.
   *
   * @param standing what `who` and `read` were read as, some time ago
   * @throws Unproven when that need not stand any more; nothing is registered then
   */
  act(who: Who, id: string, request: ActRequest, key: string, read?: CaseAt, standing?: Standing): Promise<Acted> {
    const hash = bodyHash({ case: id, ...request, statute: request.statute?.hash });
    const name = `${who.personId} ${key}`;
    const running = this.underWay.get(name);
    if (running?.hash === hash) return running.answer;
    const answer = this.actOnce({ who, id, request, key, hash, read, standing });
    if (!running) {
      this.underWay.set(name, { hash, answer });
      const forget = (): boolean => this.underWay.delete(name);
      void answer.then(forget, forget);
    }
    return answer;
  }

  private async actOnce(sent: Sent): Promise<Acted> {
    const { id, request } = sent;
    const { found, registered } = await this.registered(sent).catch((error: unknown) => {
      throw sent.standing ? new Unproven(error) : error;
    });
    const done = { id: registered.id, case: id, status: 'accepted' as const };
    if (registered.status === 'refused' && registered.refusal) throw new Refused(registered.refusal);
    if (registered.status === 'accepted') return { ...done, seq: (await outcomeOf(this.deps.database.pool, registered.id))?.seq ?? 0 };
    const { refusal, seq, after } = await this.deps.courier.deliver(registered.command, found.procedure, found);
    if (refusal) throw new Refused(refusal);
    if (after) this.remembered.keepCase(after);
    else this.remembered.forgetCase(id);
    const procedure = procedureOf(found.procedure);
    if (procedure.subject === 'occasion' || actOf(procedure, request.kind)?.asks) await this.answered(id);
    return { ...done, seq };
  }

  /** From what somebody asks to a command in the register. */
  private async registered({ who, id, request, key, hash, read, standing }: Sent) {
    const { pool } = this.deps.database;
    const found = await this.read(who, id, read);
    const asking = () => this.asking.asked(who, found, request);
    const known = actOf(procedureOf(found.procedure), request.kind) !== undefined;
    const line = { kind: 'act.refused', caseId: id, body: { kind: known ? request.kind : '' } };
    const { asked, sender } = await (standing ? asking() : this.logged(who, line, asking));
    if (asked.statute) await this.deps.statutes.keep(asked.statute);
    const commanded = async (client: Pick<PoolClient, 'query'>): Promise<{ command: Command; now: number }> => {
      const evidence = await evidenceFor(client, found.state, asked, this.deps.vault);
      const now = await this.deps.now();
      return { command: commandOf(this.deps.signer, id, asked, evidence, randomUUID(), now, hash), now };
    };
    const { parent } = found.state;
    if (parent && actOf(procedureOf(found.procedure), request.kind)?.amongSiblings) {
      if (standing) throw new Error('what was done in the other cases is read with it');
      return { found, registered: await registerInTurn(pool, `${request.kind} among ${parent.id}`, commanded, sender, key) };
    }
    const { command, now } = await commanded(pool);
    if (!standing) return { found, registered: await register(pool, command, sender, key, now) };
    if (!(await registerStanding(pool, command, sender, key, now, standing))) throw new Error('something has changed, or the key is known');
    return { found, registered: { id: command.id, command, status: 'registered' as const, refusal: null } };
  }

  /** Waits a moment until cases have been told and places given, so that the sender reads what came of the act. What takes longer comes by itself. */
  private async answered(id: string): Promise<void> {
    for (const until = Date.now() + ANSWER_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const { rows } = await this.deps.database.pool.query<{ open: number }>(
        `SELECT jsonb_array_length(state -> 'asks') AS open FROM case_row WHERE id = $1`,
        [id],
      );
      if (!rows[0]?.open) return;
    }
  }

  /** An objection by the public: registered in the caller's transaction, with its text; delivered afterwards, or by the sweep. */
  async registerObjection(tx: PoolClient, found: CaseAt, about: { case: string; objection: string }): Promise<Command> {
    const now = await this.deps.now();
    const asked: Asked = { kind: 'receiveObjection', on: dayOf(now), actor: PUBLIC, recorder: PUBLIC, body: about, papers: [] };
    const { command } = await register(
      tx,
      commandOf(this.deps.signer, found.state.id, asked, {}, randomUUID(), now),
      PUBLIC.id,
      `objection:${about.objection}`,
      now,
    );
    return command;
  }

  /** Opens what a complaint asks for, once; see `investigate`. */
  async investigate(complaint: string): Promise<void> {
    await investigate(this.deps, complaint, await this.deps.now());
  }

  /** Delivers what is registered; an Unavailable Temporal leaves it to the sweep. */
  async deliver(command: Command, procedure: string): Promise<void> {
    await this.deps.courier.deliver(command, procedure);
  }

  /** The same judgement without registering anything: for a grey button. */
  async wouldRefuse(who: Who, id: string, request: ActRequest): Promise<Refusal | undefined> {
    return (await this.foresee(who, id, request)).refusal;
  }

  /** What would come of an act, were it given now: its refusal, or the state in which it would leave the case. Nothing is written. */
  async foresee(who: Who, id: string, request: ActRequest): Promise<Foreseen> {
    const found = await this.read(who, id);
    try {
      const { asked } = await this.asking.asked(who, found, request);
      const now = await this.deps.now();
      const evidence = await evidenceFor(this.deps.database.pool, found.state, asked, this.deps.vault);
      const command = commandOf(this.deps.signer, id, asked, evidence, randomUUID(), now);
      const [procedure, statute] = [procedureOf(found.procedure), await this.deps.statutes.get(found.statuteHash)];
      const refusal = judge({ procedure, state: found.state, command, statute, today: dayOf(now) });
      if (refusal) return { refusal };
      return { after: fold(procedure, found.state, factOf(procedure, found.state, command, now), statute), statute };
    } catch (error) {
      if (error instanceof Refused) return { refusal: error.refusal };
      throw error;
    }
  }

  /** What is refused before there is a command, or a case, to be refused has its entry here. */
  private async logged<T>(who: Who, line: Omit<LogLine, 'at' | 'personId'>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) {
        const body = { ...line.body, code: error.refusal.code };
        await appendLog(this.deps.database.pool, { ...line, at: await this.deps.now(), personId: who.personId, body });
      }
      throw error;
    }
  }

  /** Opens a case for a person, or an occasion for cases. The workflow is started before this returns, or by the sweep. */
  open(who: Who, what: Opens, key: string): Promise<Opened> {
    const body = { procedure: what.procedure, unit: what.unit, ...(what.subject ? { subject: what.subject } : {}) };
    return this.logged(who, { kind: 'opening.refused', body }, () => this.openOnce(who, what, key));
  }

  /**
   * Opens a case about an earlier one: at the committee that answered for that, about the same person.
   *
   * @throws Refused `not-found` also for a case that exists but is none of this person's business
   */
  async openAfter(who: Who, what: { readonly procedure: string; readonly act: ActRequest }, key: string): Promise<Opened> {
    const named = what.act.body[procedureOf(what.procedure).follows ?? ''];
    const pointer = `/act/body/${procedureOf(what.procedure).follows ?? ''}`;
    const missing = refuse(
      'not-found',
      '没有这个案, 或不在你的范围内',
      'There is no such case within your reach',
      ['核对编号', 'Check the id'],
      {
        pointer,
      },
    );
    if (typeof named !== 'string' || !z.uuid().safeParse(named).success) throw new Refused(missing);
    const { state } = await this.read(who, named).catch((error: unknown) => {
      throw error instanceof Refused ? new Refused(missing) : error;
    });
    const { committee, subject } = state;
    return this.open(who, { ...what, unit: committee, committee, ...(subject ? { subject } : {}), follows: true }, key);
  }

  private async openOnce(who: Who, what: Opens, key: string): Promise<Opened> {
    const { database, statutes, signer, courier, vault } = this.deps;
    const above = await upward(database.pool, what.unit);
    if (!above || above.closed)
      throw new Refused(
        refuse(
          'unknown-unit',
          '没有这个团组织, 或已撤销',
          'There is no such organisation, or it is closed',
          ['从组织列表中选择', 'Choose one from the list'],
          { pointer: '/unit' },
        ),
      );
    const procedure = procedureOf(what.procedure);
    const kinds = procedure.at ?? ['branch'];
    if (procedure.subject === 'case' && !kinds.includes(above.kind))
      throw new Refused(
        kinds.includes('branch')
          ? refuse('wrong-unit', '申请须提交给团支部', 'An application goes to a branch', ['选择申请人所在的团支部', 'Choose the branch'], {
              pointer: '/unit',
            })
          : refuse(
              'wrong-unit',
              `“${procedure.title.zh}”在有该职务的团组织立案`,
              `"${procedure.title.en}" is opened at the organisation that has the post`,
              [`单位类型须为: ${kinds.join(', ')}`, `Choose a unit of kind: ${kinds.join(', ')}`],
              { pointer: '/unit' },
            ),
      );
    if (what.past && procedure.neverImported)
      throw new Refused(
        refuse(
          'never-imported',
          '每个环节都须由纪检人员在系统中把关, 不能补录纸质过程',
          'Every stage wants the inspector’s own verdict: nothing of it is brought in from paper',
          ['从头立案办理', 'Open it and do each stage here'],
          { pointer: '/past', clause: 'project.inspection' },
        ),
      );
    const committee = what.committee ?? above.committee;
    if (!committee)
      throw new Refused(
        refuse('no-committee', '上级没有可以审批的团委', 'No committee above may approve', ['由管理员设置', 'Ask the administrator'], {
          pointer: '/unit',
        }),
      );
    if (what.subject && !what.follows) await this.refuseElsewhere(what.subject, what.unit);
    const statute = what.statute ?? statuteFor(what.procedure, above.overlays, await calendarFor(database, above.region));
    const least = statute.figures['branch.membersMin']?.value;
    const place = await placeFor(database.pool, what.unit, committee, {
      subject: what.subject,
      ...(typeof least === 'number' ? { least } : {}),
    });
    const origin = {
      state: { unit: what.unit, committee, subject: what.subject } as MachineState,
      procedure: what.procedure,
      statuteHash: '',
      place,
    };
    if (what.past && !seatsIn(who, place).includes('committee-officer')) throw forbidden(['committee-officer']);
    const { asked, sender } = await this.asking.opening(who, origin, what.act, what.past !== undefined);
    const past: Asked[] = [];
    for (const one of what.past ?? []) past.push(await this.asking.imported(who, place, what.procedure, one));
    const now = await this.deps.now();
    try {
      const hash = bodyHash({ ...what, statute: what.statute?.hash });
      const opened = await open(
        { pool: database.pool, statutes, signer, vault },
        {
          procedure: what.procedure,
          statute,
          hash,
          place: {
            unit: what.unit,
            committee,
            ...(above.higher ? { higher: above.higher } : {}),
            ...(what.subject ? { subject: what.subject } : {}),
          },
          asked,
          ...(what.past ? { past } : {}),
        },
        sender,
        key,
        now,
      );
      // Durable already; if Temporal is away the sweep starts it.
      await courier.start(opened.id).catch((error: Error) => {
        if (error.name !== 'Unavailable') throw error;
      });
      await this.answered(opened.id);
      return opened;
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === 'too-young' && what.subject)
        throw new Refused(await this.rememberBirthday(what.subject, what.unit, statute, error.refusal, now));
      throw error;
    }
  }

  /** An application goes to the branch where the person works or studies; one that came to another is forwarded, not opened there. */
  private async refuseElsewhere(subject: string, unit: string): Promise<void> {
    const { rows } = await this.deps.database.pool.query<{ unit_id: string | null; name: string | null }>(
      'SELECT p.unit_id, o.name FROM person p LEFT JOIN organisation o ON o.id = p.unit_id WHERE p.id = $1',
      [subject],
    );
    const home = rows[0];
    if (home?.unit_id && home.unit_id !== unit)
      throw new Refused(
        refuse(
          'wrong-unit',
          `申请人属于“${home.name}”, 申请应转交该支部`,
          'The applicant belongs to another branch',
          [`改为向“${home.name}”提交`, 'Submit it to that branch'],
          { pointer: '/unit', clause: 'admission.apply' },
        ),
      );
  }

  /** Too young: nothing is opened, the day is kept, and the child is told on the birthday. */
  private async rememberBirthday(subject: string, unit: string, statute: Statute, refusal: Refusal, now: number): Promise<Refusal> {
    const { pool } = this.deps.database;
    const { rows } = await pool.query<{ birth: string }>('SELECT birth FROM person WHERE id = $1', [subject]);
    const day = birthdayAt(rows[0]?.birth ?? '2000-01-01', numberOf(statute, 'admission.ageMin'));
    await pool.query(
      'INSERT INTO waiting (person_id, unit_id, notify_on, since) VALUES ($1, $2, $3, $4) ON CONFLICT (person_id) DO UPDATE SET notify_on = EXCLUDED.notify_on, unit_id = EXCLUDED.unit_id',
      [subject, unit, day, dayOf(now)],
    );
    return { ...refusal, earliest: day };
  }
}

/** A receiving branch acts on a case that still lies elsewhere. */
const isReceiving = (who: Who, { state }: CaseAt): boolean =>
  who.holdings.some((held) => held.orgId === state.transfer?.to && held.role === 'branch-secretary');
