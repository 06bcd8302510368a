import { z } from 'zod';
import { addDays, Day } from '../calendar/day';
import { Above, lowerDecides } from '../case/common/above';
import { paperMissing } from '../case/papers';
import { act, type Procedure } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { Untold, UntoldAt, votedElsewhere } from '../case/untold';
import { clauseOf, type Statute } from '../law/statute';
import { stillAdmissible } from '../procedures/admission/gates';
import { outcome } from '../procedures/parts/vote';
import { BoothTally, faultOfBooth } from './booth-tally';
import { Answers, notAllTold, Without } from './closing';
import { signedBefore, unchaired } from './in-the-room';
import { notItsBody, notOfThisBody } from './its-body';
import { Body, Branches, joinedIn, wrongBody } from './joint';
import { allows, enterOpinionAct, writtenCounts } from './opinions';
import { rememberRefused, whyRefusedMissing } from './refusals';
import { ofAnotherDay, presentFor, type Roll, rollMissing, rollOf, strangers, takeRollAct } from './roll';
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
    /** Who leads this item, where the chair of the meeting has left the room for it. */
    chair: z.uuid().optional(),
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

/** Of a meeting that is convened: which body it is, and whether another has voted on one of its cases. */
const Convened = Body.extend({ untold: UntoldAt.optional() });

/** What a vote on one case rests on; each is absent in commands of releases that did not look it up. */
const Found = Above.extend({
  tally: BoothTally.optional(),
  atStep: z.boolean().optional(),
  mustLeave: z.array(z.string()).optional(),
  signed: z.array(z.string()).optional(),
  untold: Untold.optional(),
  /** The day of what must lie before this vote: of the introducers' opinion, of the branch's resolution. */
  after: Day.optional(),
  /** Of whoever the branch admits, on the day of the vote. */
  ageYears: z.int().optional(),
});

/** What the case would say of the vote's day when the minutes are told: then nobody could vote on another any more. */
const untimely = (statute: Statute, { after, ageYears }: z.infer<typeof Found>, on: Day): Refusal | undefined => {
  if (after !== undefined && on <= after)
    return refuse(
      'date-order',
      `表决须晚于此前的手续 (介绍人意见或支部大会决议: ${after})`,
      `The vote comes after what lies before it (the introducers’ opinions, or the branch’s resolution: ${after})`,
      [`改为 ${addDays(after, 1)} 或以后`, `Use ${addDays(after, 1)} or later`],
      { pointer: '/on', clause: 'admission.form', earliest: addDays(after, 1) },
    );
  const gone = ageYears === undefined ? undefined : stillAdmissible(statute, { ageYears });
  return gone && { ...gone, pointer: '/on' };
};

/** What the minutes add to the counts of each case. */
export const toldBeside = (state: MachineState<OccasionBook>): Readonly<Record<string, unknown>> => {
  const joined = joinedIn(state);
  return joined ? { joint: { unit: state.unit, branches: joined } } : {};
};

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
      z.infer<typeof Convened>
    >({
      kind: 'conveneMeeting',
      fact: 'meetingConvened',
      title: { zh: '召集会议', en: 'Convene a meeting' },
      body: z.strictObject({
        kind: z.enum(['branch', 'approval', 'recommendation']),
        cases: z.array(z.uuid()).min(1).max(300),
        branches: Branches.optional(),
      }),
      evidence: Convened,
      keeps: ['joined'],
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ body, command, evidence }) => {
        const wrong = notItsBody(body.kind, evidence.joined !== undefined, command.actor.seat, '/body/kind');
        if (wrong) return wrong;
        if (evidence.untold) return votedElsewhere(evidence.untold, `/body/cases/${evidence.untold.index}`, 'admission.meeting');
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
      stranger: notOfThisBody,
    }),
    recordItem: act<OccasionBook, Voted, z.infer<typeof Found>>({
      kind: 'recordItem',
      fact: 'itemVoted',
      title: { zh: '逐人表决', en: 'Record the vote on one candidate' },
      body: Item as z.ZodType<Item>,
      evidence: Found,
      keeps: ['tally', 'votedOn'],
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, statute, evidence, command }) => {
        const missing = notOfThisBody(state, command.actor.seat) ?? unknownEntry(state, body.case);
        if (missing) return missing;
        const roll = rollOf(state.book);
        if (!roll) return rollMissing('admission.meeting');
        const prefix = lawOf(state.book.kind);
        const clause = clauseOf(statute, `${prefix}Quorum`);
        if (evidence.untold) return votedElsewhere(evidence.untold, '/body/case', clause);
        if (evidence.atStep === false) return outOfTurn(clause);
        const day = untimely(statute, evidence, command.on);
        if (day) return day;
        const below = lowerDecides(statute, `${prefix}Quorum`, evidence);
        if (below) return below;
        if (state.book.entries[body.case]?.status === 'voted')
          return refuse(
            'voted-already',
            '此人已表决',
            'This candidate has been voted on',
            ['如计票有误, 会议作废重开', 'If the count is wrong, hold the meeting again'],
            { pointer: '/body/case' },
          );
        const stranger = ofAnotherDay(roll, command.on, clause) ?? strangers(roll, body);
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
            { pointer: '/body/recused', clause },
          );
        const alone =
          signedBefore(roll, evidence.tally ?? body, evidence.signed) ?? unchaired(roll, evidence.tally ?? body, body.chair, clause);
        if (alone) return alone;
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
            { clause },
          );
        return result.result === 'void'
          ? refuse(result.code, result.text, `The counts do not stand: ${result.code}`, ['核对票数', 'Check the counts'], {
              pointer: '/body',
              clause,
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
    closeMeeting: act<OccasionBook, Without, z.infer<typeof Answers>>({
      kind: 'closeMeeting',
      fact: 'meetingClosed',
      title: { zh: '会议结束, 形成记录', en: 'Close the meeting' },
      body: Without,
      evidence: Answers,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, evidence, command, statute }) => {
        const stranger = notOfThisBody(state, command.actor.seat);
        if (stranger) return stranger;
        if (!rollOf(state.book)) return rollMissing('admission.meeting');
        const kind = state.book.kind === 'approval' ? 'approval-opinion' : 'minutes';
        return (
          paperMissing(command.papers, kind, { clause: 'admission.meeting' }) ??
          whyRefusedMissing(state, statute, command.papers) ??
          notAllTold(state, body, evidence)
        );
      },
      apply: (state, fact, statute) => {
        rememberRefused(state, statute);
        closeAndTell(state, fact, tellingOf(state.book.kind), toldBeside(state));
      },
    }),
  },
  happenings: {
    casesTold: casesTold((_state, entry) => {
      entry.status = 'completed';
    }, endWhenTold),
  },
};
