import { z } from 'zod';
import { end } from '../case/moves';
import { act, type Procedure } from '../case/procedure';
import { refuse } from '../case/refusal';
import { clauseOf } from '../law/statute';
import { outcome } from '../procedures/shared/vote';
import { presentFor, type Roll, rollMissing, rollOf, strangers, takeRollAct } from './roll';
import { casesTold, newOccasionBook, type OccasionBook, rememberSpeaker, tell, unknownEntry } from './tell';

const Ids = z.array(z.uuid()).max(1000);
const Count = z.number().int().min(0).max(100_000);
const Item = z.strictObject({
  case: z.uuid(),
  for: Count,
  against: Count,
  abstain: Count,
  issued: Count.optional(),
  returned: Count.optional(),
  invalid: Count.optional(),
  recused: Ids.max(50).default([]),
  left: Ids.max(500).default([]),
});
type Item = z.infer<typeof Item>;

const LAW = { branch: 'admission.branch', approval: 'admission.approval', recommendation: 'party-recommendation.meeting' } as const;
/** What the meeting tells its cases. */
const TELLS = { branch: 'recordVote', approval: 'decideApproval', recommendation: 'recordRecommendation' } as const;
const lawOf = (kind: string) => LAW[kind as keyof typeof LAW] ?? LAW.branch;
const tellingOf = (kind: string) => TELLS[kind as keyof typeof TELLS] ?? TELLS.branch;

const countsOf = (roll: Roll, item: Item) => ({
  entitled: roll.entitled.length,
  present: presentFor(roll, item).length,
  for: item.for,
  against: item.against,
  abstain: item.abstain,
  ...(item.issued === undefined ? {} : { issued: item.issued }),
  ...(item.returned === undefined ? {} : { returned: item.returned }),
  ...(item.invalid === undefined ? {} : { invalid: item.invalid }),
});

/** A meeting with a frozen roll (支部大会, 团委审批会): each candidate alone, quorum counted again at every vote. Without quorum it is adjourned, with no result. */
export const meeting: Procedure<OccasionBook> = {
  name: 'meeting',
  subject: 'occasion',
  title: { zh: '会议', en: 'Meeting' },
  openings: ['conveneMeeting'],
  newBook: newOccasionBook,
  acts: {
    conveneMeeting: act<OccasionBook, { kind: keyof typeof LAW; cases: string[] }>({
      kind: 'conveneMeeting',
      fact: 'meetingConvened',
      title: { zh: '召集会议', en: 'Convene a meeting' },
      body: z.strictObject({ kind: z.enum(['branch', 'approval', 'recommendation']), cases: z.array(z.uuid()).min(1).max(300) }),
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ body, command }) => {
        const seats: readonly string[] =
          body.kind === 'approval' ? ['committee-officer', 'committee-approver'] : ['branch-secretary', 'branch-committee'];
        if (!seats.includes(command.actor.seat))
          return refuse(
            'wrong-seat',
            body.kind === 'approval' ? '审批会由团委召集' : '支部大会由团支部召集',
            body.kind === 'approval' ? 'The committee convenes its approval meeting' : 'The branch convenes its meeting',
            ['由有权的一方召集', 'Let the other side convene it'],
            { pointer: '/body/kind', clause: body.kind === 'approval' ? 'admission.approval' : 'admission.meeting' },
          );
        return new Set(body.cases).size === body.cases.length
          ? undefined
          : refuse('duplicate', '同一案列了两次', 'A case is listed twice', ['删去重复', 'Leave out the repeated one'], {
              pointer: '/body/cases',
            });
      },
      apply: (state, fact) => {
        rememberSpeaker(state, fact);
        state.book.kind = fact.body.kind;
        for (const id of fact.body.cases) state.book.entries[id] = { status: 'pending' };
      },
    }),
    takeRoll: takeRollAct((state) => `${lawOf(state.book.kind)}Quorum`, 'admission.meeting'),
    recordItem: act<OccasionBook, Item>({
      kind: 'recordItem',
      fact: 'itemVoted',
      title: { zh: '逐人表决', en: 'Record the vote on one candidate' },
      body: Item as z.ZodType<Item>,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, statute }) => {
        const missing = unknownEntry(state, body.case);
        if (missing) return missing;
        const roll = rollOf(state.book);
        if (!roll) return rollMissing('admission.meeting');
        if (state.book.entries[body.case]?.status === 'voted')
          return refuse(
            'voted-already',
            '此人已表决',
            'This candidate has been voted on',
            ['如计票有误, 会议作废重开', 'If the count is wrong, hold the meeting again'],
            { pointer: '/body/case' },
          );
        const stranger = strangers(roll, body);
        if (stranger) return stranger;
        if (state.book.kind === 'recommendation' && (body.issued === undefined || body.returned === undefined))
          return refuse(
            'not-secret',
            '推优须无记名投票, 填写发出和收回的票数',
            'A recommendation is voted on in secret: give the papers issued and returned',
            ['填写 issued、returned', 'Fill in issued and returned'],
            { pointer: '/body/issued', clause: 'party-recommendation.meeting' },
          );
        const prefix = lawOf(state.book.kind);
        const result = outcome(statute, countsOf(roll, body), prefix);
        if (result.result === 'no-quorum')
          return refuse('no-quorum', result.text, 'No quorum at the vote: no vote', ['改期再开', 'Adjourn'], {
            clause: clauseOf(statute, `${prefix}Quorum`),
          });
        return result.result === 'void'
          ? refuse(result.code, result.text, `The counts do not stand: ${result.code}`, ['核对票数', 'Check the counts'], {
              pointer: '/body',
              clause: clauseOf(statute, `${prefix}Quorum`),
            })
          : undefined;
      },
      apply: (state, fact) => {
        const roll = rollOf(state.book);
        if (!roll) return;
        state.book.entries[fact.body.case] = { status: 'voted', counts: countsOf(roll, fact.body) };
      },
    }),
    /** The minutes close the meeting and carry each result to its case; who was not voted on stays where he was. */
    closeMeeting: act<OccasionBook, Record<string, never>>({
      kind: 'closeMeeting',
      fact: 'meetingClosed',
      title: { zh: '会议结束, 形成记录', en: 'Close the meeting' },
      body: z.strictObject({}),
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, command }) => {
        if (!rollOf(state.book))
          return refuse('roll-missing', '没有点名记录, 不能结束', 'No roll was taken', ['提交 takeRoll', 'Give takeRoll'], {});
        const kind = state.book.kind === 'approval' ? 'approval-opinion' : 'minutes';
        return command.papers.some((paper) => paper.kind === kind)
          ? undefined
          : refuse(
              'paper-missing',
              `缺少材料: ${kind}`,
              `A paper is missing: ${kind}`,
              [`上传 ${kind}`, `Upload a paper of kind "${kind}"`],
              { pointer: '/papers', clause: 'admission.meeting' },
            );
      },
      apply: (state, fact) => {
        const rows = Object.entries(state.book.entries).flatMap(([id, entry]) =>
          entry.status === 'voted' && entry.counts ? [{ case: id, body: entry.counts }] : [],
        );
        state.book.detail = { ...state.book.detail, closed: true };
        if (rows.length === 0) end(state, 'completed', fact.on);
        else tell(state, fact, tellingOf(state.book.kind), rows);
      },
    }),
  },
  happenings: {
    casesTold: casesTold(
      (_state, entry) => {
        entry.status = 'completed';
      },
      (state, fact) => {
        if (state.asks.length === 0) end(state, 'completed', fact.on);
      },
    ),
  },
};
