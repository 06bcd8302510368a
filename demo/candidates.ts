import { type Day, dayOf } from '../domain/calendar/day';
import { type CandidacyBook, MUSTS } from '../domain/procedures/candidacy/book';
import { endOfNotice } from '../domain/procedures/parts/notice';
import { statuteFor } from '../records/statutes';
import type { Clerk, Deed } from './clerk';
import type { Unit } from './county';
import { demoLaw } from './law';
import { APPRAISAL, SIGNED } from './lawful-selection';
import { type DemoPost, PERSON_MARKS, type PersonMark } from './posts';
import type { SelectionDeps } from './selections';

/** Figures of the publicity before an appointment. */
export const PUBLICITY = { least: 'cadre.publicityMin', countPostingDay: 'cadre.countPostingDay' };

interface Cast {
  readonly post: DemoPost;
  readonly clerk: Clerk;
  readonly day: (index: number) => Day;
  readonly unit: Unit;
  readonly officers: readonly string[];
  readonly approvers: readonly string[];
  readonly inspector: string;
  /** Who investigates what the inspector suspends. */
  readonly pair: readonly string[];
}

interface Candidate {
  readonly id: string;
  readonly mark: PersonMark;
}

const reaches = ({ mark }: Candidate, wanted: (typeof PERSON_MARKS)[number]): boolean =>
  (PERSON_MARKS as readonly string[]).indexOf(mark) >= PERSON_MARKS.indexOf(wanted);

/** The candidacies of one post, each up to its mark; decided on in one meeting, on one notice. */
export class Candidates {
  constructor(
    private readonly deps: SelectionDeps,
    private readonly cast: Cast,
  ) {}

  async run(candidates: readonly Candidate[]): Promise<void> {
    if (this.cast.post.atOnce) for (const { id } of candidates) await this.adopt(id);
    for (const one of candidates) await this.inspect(one);
    for (const one of candidates) if (reaches(one, 'consulted')) await this.consult(one);
    const decided = candidates.filter((one) => reaches(one, 'decided'));
    if (decided.length === 0) return;
    await this.decide(decided.map(({ id }) => id));
    const posted = decided.filter((one) => reaches(one, 'posted'));
    for (const one of posted) await this.verdict(one.id, 'C6', 5);
    if (posted.length > 0) await this.publish(posted);
  }

  /** A child is opened under the pack; its post stands under the demo's law. */
  private async adopt(id: string): Promise<void> {
    const law = demoLaw('candidacy', this.deps.calendar);
    const { statute: from } = await this.cast.clerk.state(id);
    await this.act(id, 'law', { kind: 'adoptPack', body: { from, to: law.hash }, law });
  }

  /** Of an occasion on such a post. */
  private lawOf(procedure: string) {
    return this.cast.post.atOnce && demoLaw(procedure, this.deps.calendar);
  }

  private act(id: string, name: string, deed: Omit<Deed, 'by'> & { by?: string | undefined }): Promise<void> {
    const by = deed.by ?? this.cast.officers[0] ?? '';
    return this.cast.clerk.act(id, { ...deed, by }, `demo:candidacy:${id}:${name}`);
  }

  private verdict(id: string, step: string, index: number | undefined, verdict: 'pass' | 'veto' | 'suspend' = 'pass'): Promise<void> {
    return this.act(id, `${verdict}-${step}`, {
      by: this.cast.inspector,
      kind: 'giveVerdict',
      body: { step, verdict },
      papers: ['verdict-opinion'],
      on: index === undefined ? undefined : this.cast.day(index),
    });
  }

  /** C3 and C4. */
  private async inspect(one: Candidate): Promise<void> {
    const { id, mark } = one;
    if (mark === 'vetoed') return this.verdict(id, 'C3', 3, 'veto');
    if (mark === 'suspended') return this.suspend(id);
    if (mark === 'named') return;
    await this.verdict(id, 'C3', 3);
    const { officers, day } = this.cast;
    const on = day(4);
    await this.act(id, 'group', { kind: 'formGroup', body: { members: officers }, on });
    await this.act(id, 'preview', { kind: 'postPreview', papers: ['inspection-preview'], on });
    await this.act(id, 'talks', { kind: 'recordInspectionTalks', body: { talked: 8 }, papers: ['talk-records'], on });
    if (!reaches(one, 'inspected')) return;
    await this.act(id, 'appraisal', { kind: 'recordAppraisal', body: APPRAISAL, papers: ['appraisal-forms'], on });
    for (const [must, { paper }] of Object.entries(MUSTS))
      await this.act(id, must, { kind: 'recordMust', body: { must, result: 'clear' }, papers: [paper], on });
    await this.act(id, 'integrity', { kind: 'signIntegrity', body: SIGNED, papers: ['integrity-conclusion'], on });
    for (const by of officers) await this.act(id, 'signed', { by, kind: 'signReport', on });
    await this.act(id, 'inspected', { kind: 'concludeInspection', body: { suitable: true }, papers: ['inspection-report'], on });
  }

  /** The inspector suspends; two others investigate, and to everybody else the case is held. */
  private async suspend(id: string): Promise<void> {
    const { clerk, inspector, pair, day } = this.cast;
    await this.verdict(id, 'C3', 3, 'suspend');
    const found = async (): Promise<string | undefined> =>
      (
        await this.deps.database.pool.query<{ id: string }>(
          `SELECT id FROM case_row WHERE parent_id = $1 AND procedure = 'investigation' AND seq > 0`,
          [id],
        )
      ).rows[0]?.id;
    await clerk.until('an investigation', async () => (await found()) !== undefined);
    const investigation = (await found()) ?? '';
    const body = { inspectors: pair };
    await clerk.act(investigation, { by: inspector, kind: 'assignPair', body, on: day(4) }, `demo:investigation:${id}`);
  }

  /** C5. */
  private async consult(one: Candidate): Promise<void> {
    const { id } = one;
    const on = this.cast.day(5);
    await this.verdict(id, 'C4', 4);
    await this.act(id, 'consulted', { kind: 'recordConsultation', body: { with: 'leaders' }, papers: ['consultation-record'], on });
    await this.act(id, 'consultation', { kind: 'concludeConsultation', on });
    if (reaches(one, 'decided')) await this.verdict(id, 'C5', 5);
  }

  /** C6: one meeting, each candidate alone, the chair speaking last. */
  private async decide(ids: readonly string[]): Promise<void> {
    const { clerk, officers, approvers, day, post, unit } = this.cast;
    const by = officers[0] ?? '';
    const on = day(5);
    const key = `demo:decision:${post.key}`;
    const chair = approvers[0] ?? '';
    const opening = { by, kind: 'conveneDecision', body: { cases: ids }, on, law: this.lawOf('decision') };
    const meeting = await clerk.open({ procedure: 'decision', unit: unit.id }, opening, key);
    await clerk.act(meeting, { by, kind: 'takeRoll', body: { present: approvers, chair }, on }, `${key}:roll`);
    const statements = [...approvers.slice(1), chair].map((member) => ({ member, says: 'agree' }));
    for (const id of ids) await clerk.act(meeting, { by, kind: 'recordStatements', body: { case: id, statements }, on }, `${key}:${id}`);
    await clerk.act(meeting, { by, kind: 'closeDecision', papers: ['minutes'], on }, `${key}:closed`);
    for (const id of ids) await this.awaits(id, 'C6');
  }

  /** C7: posted today, or, recorded late by the officer with his reason, when the paper notice went up; nobody ends it early. */
  private async publish(posted: readonly Candidate[]): Promise<void> {
    const { clerk, officers, day, post, unit } = this.cast;
    const today = dayOf(await this.deps.now());
    const on = post.atOnce ? day(5) : today;
    const deed = {
      by: officers[0] ?? '',
      kind: 'openNotice',
      body: { cases: posted.map(({ id }) => id), workingDays: 5, scope: 'public' },
      on,
      late: on < today,
      law: this.lawOf('notice'),
    };
    await clerk.open({ procedure: 'notice', unit: unit.id }, deed, `demo:publicity:${post.key}`);
    const onNotice = async (id: string): Promise<boolean> => (await clerk.state<CandidacyBook>(id)).book.notice !== undefined;
    for (const { id } of posted) await clerk.until('on notice', () => onNotice(id));
    const statute = statuteFor('candidacy', [], this.deps.calendar);
    const { end } = endOfNotice(statute, on, PUBLICITY);
    if (end >= today) return;
    for (const one of posted) if (reaches(one, 'talked')) await this.appoint(one);
  }

  /** C7 and C8; C9 is the time that then runs. */
  private async appoint(one: Candidate): Promise<void> {
    const { id } = one;
    await this.awaits(id, 'C7');
    await this.verdict(id, 'C7', undefined);
    await this.act(id, 'talk', { by: this.cast.approvers[0], kind: 'holdAppointmentTalk', papers: ['appointment-talk'] });
    if (!reaches(one, 'appointed')) return;
    await this.act(id, 'appointed', { kind: 'appoint', papers: ['appointment-notice'] });
    await this.verdict(id, 'C8', undefined);
  }

  /** Or is past it, when a fill that was cut off is gone over again. */
  private awaits(id: string, step: string): Promise<void> {
    return this.cast.clerk.until(`${step} awaits the inspector`, async () => {
      const { awaiting, closedOn } = (await this.cast.clerk.state(id)).steps[step] ?? {};
      return awaiting !== undefined || closedOn !== undefined;
    });
  }
}
