import { z } from 'zod';
import { addDays, Day, maxDay } from '../../calendar/day';
import type { Command } from '../../case/command';
import { tooEarly } from '../../case/judge';
import { earliestOf } from '../../case/moments';
import { closeStep, end } from '../../case/moves';
import { paperMissing } from '../../case/papers';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { clauseOf, type Statute } from '../../law/statute';
import { noticeActsOf } from '../parts/notice';
import { onProbation } from '../selection/negative-list';
import type { CandidacyBook } from './book';
import { postsFilled, Taken } from './posts';

const Empty = z.strictObject({});
const OFFICE = { seats: ['committee-officer'], via: ['person'], signs: 'committee' } as const;

export const CADRE_NOTICE = { least: 'cadre.publicityMin', countPostingDay: 'cadre.countPostingDay' } as const;

/** K7 (任职前公示). */
export const publicityActs = noticeActsOf<CandidacyBook>({ ...CADRE_NOTICE, back: 'C6', decided: true, approval: 'cadre.appointment' });

/** Who is on trial keeps the post, and its day, until the body that appointed him has said otherwise: no officer removes him, or makes it longer, alone. */
const byTheBody = ({ papers }: Pick<Command, 'papers'>): Refusal | undefined =>
  paperMissing(papers, 'minutes', {
    clause: 'cadre.probation',
    text: [
      '免去试任职务、延长试用期由任免机关集体决定, 须附会议记录',
      'To remove somebody on trial, or to extend it, is for the body that appointed: its minutes are needed',
    ],
  });

/** An extension ends after the probation would have ended without it: the regular end, or that of an earlier extension. */
const noLonger = (state: MachineState<CandidacyBook>, statute: Statute, until: Day): Refusal | undefined => {
  const first = earliestOf(state, statute, 'C9');
  if (!first) return undefined;
  const regular = addDays(first.day, -1);
  const now = maxDay(regular, state.book.probationUntil ?? regular);
  if (until > now) return undefined;
  const extended = now === regular ? ['', ''] : [`, 已延长到 ${now}`, `, and was extended until ${now}`];
  return refuse(
    'date-order',
    `试用期正常到 ${regular} 届满${extended[0]}: 延长到 ${until} 并未延长`,
    `The probation regularly ends on ${regular}${extended[1]}: until ${until} it is no longer`,
    [`填写晚于 ${now} 的日期`, `Give a day after ${now}`],
    { pointer: '/body/until', clause: first.clause, earliest: addDays(now, 1) },
  );
};

/** `lateral`: moved at the same rank (平级转任) within the probation of another post, which ends with it; a new one follows a promotion only. */
const Appointment = z.strictObject({ lateral: z.literal(true).optional() });
type Appointed = z.infer<typeof Appointment> & Pick<Taken, 'leaves'>;

const notLateral = ({ probation }: CandidacyBook, { leaves = [] }: Taken, { papers }: Pick<Command, 'papers'>): Refusal | undefined => {
  const clause = 'cadre.probation';
  return probation && leaves.length > 0
    ? paperMissing(papers, 'reason', {
        clause,
        text: ['平级转任须附说明职务层级未提升的理由', 'A transfer at the same rank needs the reason why it is no promotion'],
      })
    : refuse(
        'bad-field',
        '只有在其他职位试用期内平级转任到有试用期的职位, 才填写 lateral',
        'lateral is for whoever is on probation in another post, transferred at the same rank to one with a probation',
        ['删去 lateral', 'Leave out lateral'],
        { pointer: '/body/lateral', clause },
      );
};

/** K8 (任职) and K9 (试用期). */
export const appointmentActs = {
  holdAppointmentTalk: act<CandidacyBook, Record<string, never>>({
    kind: 'holdAppointmentTalk',
    fact: 'appointmentTalkHeld',
    title: { zh: '任职谈话', en: 'Appointment talk' },
    body: Empty,
    seats: ['committee-approver', 'committee-officer'],
    via: ['person'],
    signs: 'committee',
    apply: (state, fact) => {
      state.book.talkedOn = fact.on;
    },
    undo: {
      step: 'C8',
      take: ({ book }) => {
        delete book.talkedOn;
      },
    },
  }),
  appoint: act<CandidacyBook, Appointed, Taken>({
    ...OFFICE,
    kind: 'appoint',
    evidence: Taken,
    keeps: ['leaves'],
    amongSiblings: true,
    fact: 'appointed',
    title: { zh: '办理任职手续', en: 'Appoint' },
    body: Appointment as z.ZodType<Appointed>,
    judge: ({ state, body, evidence, command }) =>
      state.book.talkedOn
        ? ((evidence.probation ? onProbation('/kind') : undefined) ??
          postsFilled(state.book.plan?.posts, evidence.taken, '/kind') ??
          (body.lateral ? notLateral(state.book, evidence, command) : undefined))
        : refuse(
            'talk-missing',
            '先进行任职谈话',
            'The appointment talk comes first',
            ['先提交 holdAppointmentTalk', 'Give holdAppointmentTalk first'],
            { clause: 'cadre.appointment' },
          ),
    apply: (state, fact, statute) => {
      const { lateral, leaves } = fact.body;
      state.book.approvedOn = fact.on;
      if (leaves) state.book.leaves = [...leaves];
      if (lateral) Object.assign(state.book, { lateral, probation: false });
      if (state.book.probation) state.book.probationFrom = fact.on;
      closeStep(state, statute, 'C8', fact);
    },
  }),
  /** Interrupted by a long leave: only a decision extends it. */
  extendProbation: act<CandidacyBook, { until: Day }>({
    ...OFFICE,
    kind: 'extendProbation',
    fact: 'probationExtended',
    title: { zh: '延长试用期', en: 'Extend the probation' },
    body: z.strictObject({ until: Day }),
    judge: ({ state, body, command, statute }) => {
      const clause = clauseOf(statute, 'cadre.probation');
      if (body.until <= command.on)
        return refuse('date-order', '延长的日期须在本次办理之后', 'The day lies after this act', ['改正日期', 'Correct the day'], {
          pointer: '/body/until',
          clause,
        });
      return noLonger(state, statute, body.until) ?? byTheBody(command);
    },
    apply: (state, fact) => {
      state.book.probationUntil = fact.body.until;
      delete state.book.probationOver;
    },
  }),
  assessProbation: act<CandidacyBook, { fit: boolean }>({
    ...OFFICE,
    kind: 'assessProbation',
    fact: 'probationAssessed',
    title: { zh: '试用期满考核', en: 'Assess the probation' },
    body: z.strictObject({ fit: z.boolean() }),
    judge: ({ state, body, statute, command }) => {
      if (!body.fit) return byTheBody(command);
      const early = tooEarly(state, statute, 'C9', command.on);
      if (early) return early;
      const until = state.book.probationUntil;
      return until && command.on <= until
        ? refuse(
            'too-early',
            `试用期延长到 ${until}`,
            `The probation was extended until ${until}`,
            [`等到 ${addDays(until, 1)}`, `Wait until ${addDays(until, 1)}`],
            { earliest: addDays(until, 1), clause: clauseOf(statute, 'cadre.probation'), pointer: '/on' },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      // Unfit: removed from the post on trial, and normally placed at the former rank.
      if (fact.body.fit) closeStep(state, statute, 'C9', fact);
      else end(state, 'unfit', fact.on);
    },
  }),
};
