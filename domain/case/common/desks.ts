import { z } from 'zod';
import { Day } from '../../calendar/day';
import { SEAT_LEVEL } from '../levels';
import { act, type Context } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { SEATS, type Seat } from '../step';
import { inspectorsTask, notToday, stepNotOpen } from './keeping';
import { Id } from './shared';

const Reassign = z
  .strictObject({ step: z.string().min(1).max(16), person: Id.optional(), unit: Id.optional() })
  .refine(({ person, unit }) => (person === undefined) !== (unit === undefined), {
    error: '转办对象填写 person（人员）或 unit（单位）之一',
    path: ['person'],
  });
type Reassign = z.infer<typeof Reassign>;

/**
 * What the desk is, looked up with the act: the seat for which the step waits, and of whom or what is named, whether he holds the role there today, is on
 * leave, or whether it is the general branch directly above with somebody in the role; `vacant`: nobody sits at the desk itself.
 */
const Desk = z.object({
  seat: z.enum(SEATS).optional(),
  lies: Id.optional(),
  holds: z.boolean().optional(),
  away: z.boolean().optional(),
  vacant: z.boolean().optional(),
  above: z.boolean().optional(),
});
type Desk = z.infer<typeof Desk>;

type Asked = Context<unknown, Reassign, Desk>;

const seatless = (seat: Seat | undefined): Refusal | undefined =>
  seat && SEAT_LEVEL[seat]
    ? undefined
    : refuse(
        'not-a-post',
        '这一步等待的是本人, 不是某个岗位',
        'The step waits for a person who is named in the case, not for the holder of a post',
        [
          '培养联系人、介绍人由支部更换 (replaceContact, replaceIntroducer); 申请人可以催办',
          'The branch replaces a contact or an introducer; the applicant is urged',
        ],
        { pointer: '/body/step' },
      );

/** To a person: only whoever holds the role lawfully, and could sign at its level in this case. */
const wrongPerson = ({ state, body, evidence, command }: Asked): Refusal | undefined => {
  const at = { pointer: '/body/person' };
  if (!body.person) return undefined;
  if (body.person === command.actor.id)
    return refuse(
      'own-hand',
      '管理员不能把事项转给自己办理',
      'An administrator gives no task to himself',
      ['转给其他任职人员', 'Choose another holder of the role'],
      { ...at, clause: 'project.administrator' },
    );
  if (!evidence.holds)
    return refuse(
      'not-in-role',
      '此人在该单位不任相应岗位, 不能承办',
      'The person does not hold the role at that unit',
      ['选择在任人员, 或先指定代理', 'Choose a holder of the role, or appoint a substitute first'],
      at,
    );
  if (evidence.away)
    return refuse('on-leave', '此人正在请假', 'The person is on leave', ['选择其他任职人员', 'Choose another holder of the role'], at);
  const before = state.signed[body.person];
  if (body.person === state.subject || (before !== undefined && before !== SEAT_LEVEL[evidence.seat as Seat]))
    return refuse(
      'already-signed',
      '此人是本案当事人, 或已在本案另一级签过, 不能承办',
      'The case is about this person, or he has signed in it at another level',
      ['选择其他任职人员', 'Choose another holder of the role'],
      { ...at, clause: 'project.four-eyes' },
    );
  return evidence.lies === body.person
    ? refuse('already-so', '已经由此人承办', 'It lies with this person already', ['无需办理', 'Nothing to do'], at)
    : undefined;
};

/** To another unit: only the general branch above a branch in which nobody holds the role. Who approves, and who votes, cannot be exchanged. */
const wrongUnit = ({ body, evidence, statute }: Asked): Refusal | undefined => {
  const at = { pointer: '/body/unit', clause: 'project.record' };
  if (!body.unit) return undefined;
  if (SEAT_LEVEL[evidence.seat as Seat] !== 'branch' || statute.figures['reassign.upward']?.value !== true)
    return refuse(
      'no-other-unit',
      '这一步依规只能由本单位办理, 不能转给其他单位',
      'By law no other unit does this step',
      ['转给本单位其他任职人员, 指定代理, 或提级', 'Choose another holder at the unit, appoint a substitute, or escalate'],
      at,
    );
  if (!evidence.vacant)
    return refuse(
      'desk-held',
      '本支部有人任该岗位, 由其办理',
      'Somebody at the branch holds the role',
      ['转给该任职人员, 或为其指定代理', 'Choose that person, or appoint a substitute'],
      at,
    );
  return evidence.above
    ? undefined
    : refuse(
        'not-above',
        '只能转给直属的团总支, 且其书记在任',
        'Only the general branch directly above does it, and somebody must be its secretary',
        ['没有团总支的, 指定代理或提级', 'Where there is none, appoint a substitute or escalate'],
        at,
      );
};

const Escalation = z.object({ seat: z.enum(SEATS).optional(), to: Id.optional(), waitsUntil: Day.optional() });

/** On whose desk a step lies, changed by an administrator: to another holder of the role (转办), or up to the next committee (提级). Neither decides anything. */
export const deskActs = {
  reassign: act<unknown, Reassign, Desk>({
    kind: 'reassign',
    fact: 'reassigned',
    title: { zh: '转办', en: 'Reassign' },
    body: Reassign,
    evidence: Desk,
    keeps: ['seat'],
    seats: ['administrator'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    judge: (asked) =>
      stepNotOpen(asked.state, asked.body.step) ??
      inspectorsTask(asked.state, asked.statute, asked.body.step) ??
      notToday(asked.command, asked.today) ??
      seatless(asked.evidence.seat) ??
      wrongPerson(asked) ??
      wrongUnit(asked),
    apply: (state, fact) => {
      const { step: id, person, unit, seat } = fact.body as Reassign & { seat?: string };
      const step = state.steps[id];
      if (!step || !seat) return;
      state.steps[id] = { ...step, assigned: { seat, on: fact.on, ...(person ? { person } : {}), ...(unit ? { unit } : {}) } };
    },
  }),
  escalate: act<unknown, { step: string }, z.infer<typeof Escalation>>({
    kind: 'escalate',
    fact: 'escalated',
    title: { zh: '提级', en: 'Escalate' },
    body: z.strictObject({ step: z.string().min(1).max(16) }),
    evidence: Escalation,
    keeps: ['to'],
    seats: ['administrator', 'committee-officer', 'higher-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    judge: ({ state, body, statute, command, today, evidence }) => {
      const wrong =
        stepNotOpen(state, body.step) ?? inspectorsTask(state, statute, body.step) ?? notToday(command, today) ?? seatless(evidence.seat);
      if (wrong) return wrong;
      if (evidence.waitsUntil && today < evidence.waitsUntil)
        return refuse(
          'waits-by-rule',
          `依规等待中, ${evidence.waitsUntil} 前不能提级`,
          `It waits by rule until ${evidence.waitsUntil}`,
          [`等到 ${evidence.waitsUntil}`, `Wait until ${evidence.waitsUntil}`],
          { pointer: '/body/step', earliest: evidence.waitsUntil },
        );
      return evidence.to
        ? undefined
        : refuse(
            'no-higher',
            '本系统中没有再上一级团委',
            'There is no committee above in this system',
            ['向系统外的上一级团委报告', 'Report to the committee above, outside this system'],
            { pointer: '/body/step' },
          );
    },
    apply: (state, fact) => {
      const { step: id, to } = fact.body as { step: string; to?: string };
      const step = state.steps[id];
      if (step && to) state.steps[id] = { ...step, escalatedTo: to };
    },
  }),
};
