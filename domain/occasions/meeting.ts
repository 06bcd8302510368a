import { z } from 'zod';
import { Above, lowerDecides } from '../case/common/above';
import { paperMissing } from '../case/papers';
import { act, type Procedure } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import { clauseOf } from '../law/statute';
import { outcome } from '../procedures/parts/vote';
import { BoothTally, faultOfBooth } from './booth-tally';
import { Body, Branches, Closing, joinedIn, signedAbove, wrongBody } from './joint';
import { allows, enterOpinionAct, writtenCounts } from './opinions';
import { presentFor, type Roll, rollMissing, rollOf, strangers, takeRollAct } from './roll';
import {
  casesTold,
  closeAndTell,
  endWhenTold,
  listedTwice,
  newOccasionBook,
  type OccasionBook,
  outOfTurn,
  rememberSpeaker,
  unknownEntry,
} from './tell';

const Ids = z.array(z.uuid()).max(1000);
const Count = z.number().int().min(0).max(100_000);
const TYPED = ['for', 'against', 'abstain', 'issued', 'returned', 'invalid'] as const;
const VOTES = ['for', 'against', 'abstain'] as const;
const Item = z
  .strictObject({
    case: z.uuid(),
    for: Count.optional(),
    against: Count.optional(),
    abstain: Count.optional(),
    issued: Count.optional(),
    returned: Count.optional(),
    invalid: Count.optional(),
    booth: z.uuid().optional(),
    recused: Ids.max(50).default([]),
    left: Ids.max(500).default([]),
  })
  .superRefine((item, ctx) => {
    if (item.booth !== undefined) return;
    for (const key of VOTES)
      if (item[key] === undefined) ctx.addIssue({ code: 'custom', path: [key], message: '请填写票数, 或写明票箱 (booth)' });
  });
type Item = z.infer<typeof Item>;

/** `tally` stands in the fact of a vote by booth. */
type Voted = Item & { readonly tally?: BoothTally; readonly votedOn?: string };

const LAW = { branch: 'admission.branch', approval: 'admission.approval', recommendation: 'party-recommendation.meeting' } as const;
/** What the meeting tells its cases. */
const TELLS = { branch: 'recordVote', approval: 'decideApproval', recommendation: 'recordRecommendation' } as const;
const lawOf = (kind: string) => LAW[kind as keyof typeof LAW] ?? LAW.branch;
export const tellingOf = (kind: string) => TELLS[kind as keyof typeof TELLS] ?? TELLS.branch;

const countsOf = (book: OccasionBook, roll: Roll, { tally, ...typed }: Voted) => {
  const item = tally ?? typed;
  return {
    entitled: roll.entitled.length,
    present: presentFor(roll, item).length,
    for: item.for ?? 0,
    against: item.against ?? 0,
    abstain: item.abstain ?? 0,
    ...(item.issued === undefined ? {} : { issued: item.issued }),
    ...(item.returned === undefined ? {} : { returned: item.returned }),
    ...(tally ? (tally.invalid > 0 ? { invalid: tally.invalid } : {}) : typed.invalid === undefined ? {} : { invalid: typed.invalid }),
    ...writtenCounts(book, roll, typed.case),
  };
};

const notJoint = (branches: readonly string[] | undefined): Refusal | undefined =>
  branches &&
  refuse(
    'not-joint',
    '只有接收新团员的支部大会可以联合召开',
    'Only the branch meeting that admits members is held jointly',
    ['删去 branches', 'Leave out branches'],
    { pointer: '/body/branches', clause: 'charter.branch' },
  );

/** A meeting with a frozen roll (支部大会, 团委审批会): each candidate alone, quorum counted again at every vote. Without quorum it is adjourned, with no result. */
export const meeting: Procedure<OccasionBook> = {
  name: 'meeting',
  subject: 'occasion',
  title: { zh: '会议', en: 'Meeting' },
  openings: ['conveneMeeting'],
  newBook: newOccasionBook,
  acts: {
    conveneMeeting: act<
      OccasionBook,
      { kind: keyof typeof LAW; cases: string[]; branches?: string[]; joined?: string[] },
      z.infer<typeof Body>
    >({
      kind: 'conveneMeeting',
      fact: 'meetingConvened',
      title: { zh: '召集会议', en: 'Convene a meeting' },
      body: z.strictObject({
        kind: z.enum(['branch', 'approval', 'recommendation']),
        cases: z.array(z.uuid()).min(1).max(300),
        branches: Branches.optional(),
      }),
      evidence: Body,
      keeps: ['joined'],
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ body, command, evidence }) => {
        const above = body.kind === 'approval' || (body.kind === 'branch' && evidence.joined !== undefined);
        const seats: readonly string[] = [
          ...(above ? ['committee-officer', 'committee-approver'] : []),
          ...(body.kind === 'approval' ? [] : ['branch-secretary', 'branch-committee']),
        ];
        if (!seats.includes(command.actor.seat))
          return refuse(
            'wrong-seat',
            body.kind === 'approval' ? '审批会由团委召集' : '支部大会由团支部召集',
            body.kind === 'approval' ? 'The committee convenes its approval meeting' : 'The branch convenes its meeting',
            ['由有权的一方召集', 'Let the other side convene it'],
            { pointer: '/body/kind', clause: body.kind === 'approval' ? 'admission.approval' : 'admission.meeting' },
          );
        const twice = listedTwice(body.cases) ?? listedTwice(body.branches ?? [], '/body/branches');
        return twice ?? (body.kind === 'branch' ? wrongBody(body.branches, evidence) : notJoint(body.branches));
      },
      apply: (state, fact, statute) => {
        rememberSpeaker(state, fact);
        state.book.kind = fact.body.kind;
        for (const id of fact.body.cases) state.book.entries[id] = { status: 'pending' };
        if (fact.body.joined !== undefined) state.book.detail.joined = fact.body.joined;
        if (allows(state, statute, 'admission.remoteBallot')) state.book.detail.remoteBallot = true;
      },
    }),
    enterOpinion: enterOpinionAct,
    takeRoll: takeRollAct((state) => `${lawOf(state.book.kind)}Quorum`, 'admission.meeting', {
      online: (state, statute) => allows(state, statute, 'admission.onlineMeeting'),
    }),
    recordItem: act<OccasionBook, Voted, { tally?: BoothTally; atStep?: boolean; mustLeave?: string[] } & Above>({
      kind: 'recordItem',
      fact: 'itemVoted',
      title: { zh: '逐人表决', en: 'Record the vote on one candidate' },
      body: Item as z.ZodType<Item>,
      evidence: Above.extend({ tally: BoothTally.optional(), atStep: z.boolean().optional(), mustLeave: z.array(z.string()).optional() }),
      keeps: ['tally', 'votedOn'],
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, statute, evidence }) => {
        const missing = unknownEntry(state, body.case);
        if (missing) return missing;
        const roll = rollOf(state.book);
        if (!roll) return rollMissing('admission.meeting');
        if (evidence.atStep === false) return outOfTurn(clauseOf(statute, `${lawOf(state.book.kind)}Quorum`));
        const below = lowerDecides(statute, `${lawOf(state.book.kind)}Quorum`, evidence);
        if (below) return below;
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
        const fault = faultOfBooth(
          body,
          evidence.tally,
          TYPED.find((key) => body[key] !== undefined),
        );
        if (fault) return fault;
        if (state.book.kind === 'recommendation' && body.booth === undefined && (body.issued === undefined || body.returned === undefined))
          return refuse(
            'not-secret',
            '推优须无记名投票, 填写发出和收回的票数',
            'A recommendation is voted on in secret: give the papers issued and returned',
            ['填写 issued、returned', 'Fill in issued and returned'],
            { pointer: '/body/issued', clause: 'party-recommendation.meeting' },
          );
        const stays = presentFor(roll, evidence.tally ?? body).find((id) => evidence.mustLeave?.includes(id));
        if (stays !== undefined)
          return refuse(
            'recused',
            '本人或有亲属等关系的成员须回避离场, 不参加表决',
            'A member who is the person, or kin, leaves the room for the vote',
            ['列入 recused', 'List the member under recused'],
            { pointer: '/body/recused', clause: clauseOf(statute, `${lawOf(state.book.kind)}Quorum`) },
          );
        const prefix = lawOf(state.book.kind);
        const result = outcome(
          statute,
          countsOf(state.book, roll, body.booth === undefined ? body : { ...body, tally: evidence.tally }),
          prefix,
        );
        if (result.result === 'no-quorum')
          return refuse(
            'no-quorum',
            result.text,
            'No quorum at the vote: no vote',
            state.book.kind === 'approval'
              ? [
                  '改期再开; 因回避无法达到法定人数的, 由上一级团委表决',
                  'Adjourn; if recusals make a quorum impossible, the committee above votes',
                ]
              : ['改期再开', 'Adjourn'],
            { clause: clauseOf(statute, `${prefix}Quorum`) },
          );
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
        const { booth, tally } = fact.body;
        state.book.entries[fact.body.case] = {
          status: 'voted',
          counts: countsOf(state.book, roll, fact.body),
          ...(fact.body.votedOn === undefined ? {} : { votedOn: fact.on }),
          ...(booth === undefined || !tally ? {} : { booth, proof: tally.proof }),
        };
      },
    }),
    /** The minutes close the meeting and carry each result to its case. */
    closeMeeting: act<OccasionBook, Record<string, never>, Closing>({
      kind: 'closeMeeting',
      fact: 'meetingClosed',
      title: { zh: '会议结束, 形成记录', en: 'Close the meeting' },
      body: z.strictObject({}),
      evidence: Closing,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, command, evidence }) => {
        if (!rollOf(state.book)) return rollMissing('admission.meeting');
        if (evidence.signed) return signedAbove();
        const kind = state.book.kind === 'approval' ? 'approval-opinion' : 'minutes';
        return paperMissing(command.papers, kind, { clause: 'admission.meeting' });
      },
      apply: (state, fact) => {
        const joined = joinedIn(state);
        closeAndTell(state, fact, tellingOf(state.book.kind), joined ? { joint: { unit: state.unit, branches: joined } } : {});
      },
    }),
  },
  happenings: {
    casesTold: casesTold((_state, entry) => {
      entry.status = 'completed';
    }, endWhenTold),
  },
};
