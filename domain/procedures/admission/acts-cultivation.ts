import { z } from 'zod';
import { Day } from '../../calendar/day';
import { redo } from '../../case/common/redo';
import { tooEarly } from '../../case/judge';
import { ask, closeStep, sendBack } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { newest } from '../../case/undo';
import { clauseOf, isOn, numberOf, type Statute } from '../../law/statute';
import { ACTED_BY, BranchFound, notABranch } from '../parts/branch-size';
import { withNumberAtReview } from './acts-place';
import type { AdmissionBook } from './book';
import { ContactRights, contactGone } from './contact-rights';
import { stillAdmissible } from './gates';
import { maybeDuplicate, Namesakes } from './identity';
import { IRREGULAR } from './irregular';
import { ownWitness, unknownWitness } from './witness';

const BLANK = { error: '不能为空，请填写' };

const Hour = z.strictObject({
  /** Identity of the class hour (the session and its row), so that one hour counts once. */
  id: z.string().min(1).max(80).regex(/\S/, BLANK),
  on: Day,
  topic: z.string().min(1).max(200).regex(/\S/, BLANK),
  witness: z.uuid(),
  units: z.number().int().min(1).max(8),
});
type Hour = z.infer<typeof Hour>;

const MAX_HOUR_ROWS = 64;

/**
 * `witnesses`: those of the named ones who are somebody. `repeated`: ids of the rows whose day, topic and witness are those of a class that is counted already.
 * Looked up on the day, absent in commands of earlier releases.
 */
const HoursFound = ContactRights.extend({ witnesses: z.array(z.string()).optional(), repeated: z.array(z.string()).optional() });

/** A day has no more of them, however long a class hour is. */
const HOURS_OF_A_DAY = 24;

export const hoursOf = (book: AdmissionBook): number => book.hours.reduce((sum, hour) => sum + hour.units, 0);

/** Every gate of cultivation, for A5's end and again for recommendation and pre-review. Its months are the table's: three from the filing, and after a failed vote three more. */
export const cultivated = (state: MachineState<AdmissionBook>, statute: Statute, on: Day): Refusal | undefined => {
  const early = tooEarly(state, statute, 'A5', on);
  if (early) return early;
  const needed = numberOf(statute, 'admission.leagueClassHoursMin');
  const has = hoursOf(state.book);
  if (has < needed)
    return refuse(
      'hours-missing',
      `团课学时 ${has}, 须不少于 ${needed}`,
      `${has} League-class hours of at least ${needed}`,
      [`再安排 ${needed - has} 学时团课`, `Hold ${needed - has} more class hours`],
      { clause: clauseOf(statute, 'admission.leagueClassHoursMin'), pointer: '/body' },
    );
  if (isOn(statute, 'admission.volunteer') && !state.book.volunteer?.registered)
    return refuse(
      'not-volunteer',
      '申请人还不是注册志愿者',
      'The applicant is not a registered volunteer',
      ['注册后记录 (recordVolunteer)', 'Register, then record it (recordVolunteer)'],
      { clause: clauseOf(statute, 'admission.volunteer'), pointer: '/body' },
    );
  const hours = numberOf(statute, 'admission.volunteerHours');
  if ((state.book.volunteer?.hours ?? 0) < hours)
    return refuse(
      'volunteer-hours-missing',
      `志愿服务 ${state.book.volunteer?.hours ?? 0} 小时, 本单位要求 ${hours} 小时`,
      `${state.book.volunteer?.hours ?? 0} volunteer hours of ${hours} asked for here`,
      ['补足后记录 (recordVolunteer)', 'Record more (recordVolunteer)'],
      { clause: clauseOf(statute, 'admission.volunteerHours'), pointer: '/body' },
    );
  return undefined;
};

const RECORDED_EARLIER = ['hours-missing', 'not-volunteer', 'volunteer-hours-missing'];

/** The same at the pre-review: what is missing is recorded in the cultivation, to which a pre-review that fails leads back. */
export const cultivatedForReview = (state: MachineState<AdmissionBook>, statute: Statute, on: Day): Refusal | undefined => {
  const missing = cultivated(state, statute, on);
  return missing && RECORDED_EARLIER.includes(missing.code)
    ? {
        ...missing,
        remedy: {
          zh: '预审不予通过 (preReview: failed) 或退回培养环节 (returnTo: A5), 补足并记录后再报',
          en: 'Fail the pre-review (preReview: failed), or return the case to the cultivation (returnTo: A5): what is missing is made up and recorded there',
        },
      }
    : missing;
};

/** What the pre-review asks of the applicant, looked up on its day. */
const Reviewed = Namesakes.extend({ ageYears: z.number().int(), isMember: z.boolean().optional() });

const notDeclined = (book: AdmissionBook, on: Day): void => {
  if (book.declinedOn === on) delete book.declinedOn;
};

export const cultivationActs = {
  /** One row per hour, with day, topic and witness. Not before the person became an activist. */
  recordHours: act<AdmissionBook, { hours: Hour[] }, z.infer<typeof HoursFound>>({
    kind: 'recordHours',
    fact: 'hoursRecorded',
    title: { zh: '记录团课学时', en: 'Record League-class hours' },
    body: z.strictObject({ hours: z.array(Hour).min(1).max(16) }),
    evidence: HoursFound,
    seats: ['branch-secretary', 'branch-committee', 'contact', 'committee-officer'],
    via: ['person', 'occasion'],
    unordered: true,
    judge: ({ state, body, today, statute, command, evidence }) => {
      const gone = contactGone(statute, evidence);
      if (gone) return gone;
      const clause = clauseOf(statute, 'admission.leagueClassHoursMin');
      const start = state.book.cultivationFrom ?? state.openedOn;
      const seen = new Set(state.book.hours.map((hour) => hour.id));
      if (state.book.hours.length + body.hours.length > MAX_HOUR_ROWS)
        return refuse(
          'too-many-hours',
          `学时记录不超过 ${MAX_HOUR_ROWS} 行`,
          `At most ${MAX_HOUR_ROWS} rows of hours`,
          ['合并到已有记录', 'Keep to the rows there are'],
          { pointer: '/body/hours' },
        );
      for (const [index, hour] of body.hours.entries()) {
        const pointer = `/body/hours/${index}`;
        if (hour.on > today || hour.on > command.on)
          return refuse(
            'future-day',
            `团课日期 ${hour.on} 晚于记录日期`,
            `The hour lies after the day of the record`,
            ['改正日期', 'Correct the day'],
            { pointer: `${pointer}/on`, clause },
          );
        if (hour.on < start)
          return refuse(
            'hour-too-early',
            `团课 ${hour.on} 早于确定为积极分子的日期 ${start}, 不计学时`,
            `An hour on ${hour.on} lies before the person became an activist (${start})`,
            ['重新上课', 'Teach it again'],
            { pointer: `${pointer}/on`, clause, earliest: start },
          );
        if (seen.has(hour.id))
          return refuse(
            'hour-reused',
            '同一学时不能重复计算',
            'The same hour counts once',
            ['删去重复的一行', 'Leave out the repeated row'],
            { pointer: `${pointer}/id`, clause },
          );
        if (hour.witness === state.subject) return ownWitness(`${pointer}/witness`, clause);
        const unknown = unknownWitness(hour.witness, evidence.witnesses, `${pointer}/witness`, clause);
        if (unknown) return unknown;
        if (evidence.repeated?.includes(hour.id))
          return refuse(
            'class-repeated',
            `${hour.on} 同一题目、同一证明人的团课已经记过学时`,
            `A class of ${hour.on} with this topic and this witness has its hours already`,
            [
              '同一次课只记一次: 删去重复的; 确是当天另上的一次, 在题目中写明 (如“团章 (下午)”)',
              'One class counts once: leave out what is repeated. If it was another one of the same day, say so in its topic ("… (afternoon)")',
            ],
            { pointer: `${pointer}/topic`, clause },
          );
        const thatDay = [...state.book.hours, ...body.hours.slice(0, index + 1)].filter(({ on }) => on === hour.on);
        if (thatDay.reduce((sum, { units }) => sum + units, 0) > HOURS_OF_A_DAY)
          return refuse(
            'day-overfull',
            `${hour.on} 一天的学时超过 ${HOURS_OF_A_DAY}`,
            `More than ${HOURS_OF_A_DAY} class hours on ${hour.on}`,
            ['核对日期和学时', 'Check the days and the hours'],
            { pointer: `${pointer}/units`, clause },
          );
        seen.add(hour.id);
      }
      return undefined;
    },
    apply: (state, fact) => {
      for (const hour of fact.body.hours) {
        if (state.book.hours.length < MAX_HOUR_ROWS && !state.book.hours.some((other) => other.id === hour.id))
          state.book.hours.push({ id: hour.id, on: hour.on, units: hour.units });
      }
    },
    undo: {
      take: ({ book }, { body }) => {
        const gone = new Set((body.hours as Hour[]).map(({ id }) => id));
        book.hours = book.hours.filter(({ id }) => !gone.has(id));
      },
    },
  }),
  recordObservation: act<AdmissionBook, Record<string, never>, ContactRights>({
    kind: 'recordObservation',
    fact: 'observationRecorded',
    title: { zh: '记录培养考察', en: 'Record an observation' },
    body: z.strictObject({}),
    evidence: ContactRights,
    seats: ['contact', 'branch-secretary', 'branch-committee'],
    via: ['person'],
    unordered: true,
    judge: ({ statute, evidence }) => contactGone(statute, evidence),
    apply: (state) => {
      state.book.observations += 1;
    },
    undo: {
      take: ({ book }) => {
        book.observations = Math.max(0, book.observations - 1);
      },
    },
  }),
  recordVolunteer: act<AdmissionBook, { registered: boolean; hours: number }, ContactRights>({
    kind: 'recordVolunteer',
    fact: 'volunteerRecorded',
    title: { zh: '记录志愿者注册与时长', en: 'Record volunteering' },
    body: z.strictObject({ registered: z.boolean(), hours: z.number().int().min(0).max(10_000) }),
    evidence: ContactRights,
    seats: ['applicant', 'contact', 'branch-secretary', 'branch-committee'],
    via: ['person'],
    unordered: true,
    judge: ({ statute, evidence }) => contactGone(statute, evidence),
    apply: (state, fact) => {
      state.book.volunteer = fact.body;
    },
    undo: {
      instead: (others) => newest(others, ({ fact }) => fact === 'volunteerRecorded'),
      take: ({ book }, { instead }) => {
        if (instead) book.volunteer = { registered: instead.body.registered === true, hours: Number(instead.body.hours) };
        else delete book.volunteer;
      },
    },
  }),
  /** A5 ends with the contacts' assessment, not before three months and eight hours. */
  assessCultivation: act<AdmissionBook, { suitable: boolean }, ContactRights>({
    kind: 'assessCultivation',
    fact: 'cultivationAssessed',
    title: { zh: '培养联系人作出考察意见', en: 'Assess the cultivation' },
    body: z.strictObject({ suitable: z.boolean() }),
    evidence: ContactRights,
    seats: ['contact'],
    via: ['person'],
    judge: ({ state, body, statute, command, evidence }) =>
      contactGone(statute, evidence) ?? (body.suitable ? cultivated(state, statute, command.on) : undefined),
    apply: (state, fact, statute) => {
      if (fact.body.suitable) closeStep(state, statute, 'A5', fact);
    },
    undo: {},
  }),
  recommend: act<AdmissionBook, { recommended: boolean }, BranchFound>({
    kind: 'recommend',
    keeps: [...IRREGULAR, ACTED_BY],
    fact: 'recommended',
    title: { zh: '推荐为发展对象', en: 'Recommend as development object' },
    body: z.strictObject({ recommended: z.boolean() }),
    evidence: BranchFound,
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    judge: ({ state, body, statute, command, evidence, imported }) =>
      notABranch(statute, evidence, imported) ?? (body.recommended ? cultivated(state, statute, command.on) : undefined),
    apply: (state, fact, statute) => {
      if (fact.body.recommended) {
        delete state.book.declinedOn;
        closeStep(state, statute, 'A6', fact);
      } else {
        state.book.declinedOn = fact.on;
        sendBack(state, statute, 'A5', fact);
      }
    },
    undo: { declines: ({ recommended }) => recommended === false, take: ({ book }, { on }) => notDeclined(book, on) },
  }),
  preReview: act<AdmissionBook, { result: 'passed' | 'failed' }, z.infer<typeof Reviewed>>({
    kind: 'preReview',
    fact: 'preReviewed',
    asks: true,
    title: { zh: '预审', en: 'Pre-review' },
    body: z.strictObject({ result: z.enum(['passed', 'failed']) }),
    evidence: Reviewed,
    seats: ['committee-officer', 'committee-approver'],
    via: ['person', 'occasion'],
    signs: 'committee',
    judge: ({ state, body, statute, command, evidence }) => {
      if (state.book.preReviewedOn)
        return refuse(
          'already-reviewed',
          '预审已通过, 正在等待指标',
          'Pre-review is passed, the case waits for a place',
          ['轮到时由团委组织干事提交 requestPlace', 'When its turn has come, the committee’s officer gives requestPlace'],
          { clause: 'admission.quota' },
        );
      if (body.result === 'failed') return undefined;
      return stillAdmissible(statute, evidence) ?? maybeDuplicate(state.book, evidence) ?? cultivatedForReview(state, statute, command.on);
    },
    apply: (state, fact, statute) => {
      if (fact.body.result === 'failed') {
        state.book.declinedOn = fact.on;
        sendBack(state, statute, 'A5', fact);
        return;
      }
      state.book.preReviewedOn = fact.on;
      ask(state, 'reservePlace', { year: Number(fact.on.slice(0, 4)), withNumber: withNumberAtReview(statute) });
    },
    undo: {
      // Passed, it is the place that closes the step.
      step: 'A7',
      declines: ({ result }) => result === 'failed',
      take: (state, { body, on }, fact, statute) => {
        if (body.result === 'failed') notDeclined(state.book, on);
        else redo(state, statute, 'A7', fact);
      },
    },
  }),
};
