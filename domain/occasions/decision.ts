import { z } from 'zod';
import { Above, lowerDecides } from '../case/common/above';
import { paperMissing } from '../case/papers';
import { act, type Procedure } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { Untold, UntoldAt, votedElsewhere } from '../case/untold';
import { clauseOf, type Statute } from '../law/statute';
import { decided } from '../procedures/candidacy/acts-decision';
import { postsFilled } from '../procedures/candidacy/posts';
import { notReconsidered } from '../procedures/candidacy/reconsideration';
import { BoothTally, faultOfBooth } from './booth-tally';
import { Answers, notAllTold, Without } from './closing';
import { signedBefore, unchaired } from './in-the-room';
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

const Ids = z.array(z.uuid()).max(200).default([]);
const Item = z.strictObject({
  case: z.uuid(),
  /** One by one, in the order in which they spoke; the head speaks last. */
  statements: z
    .array(z.strictObject({ member: z.uuid(), says: z.enum(['agree', 'disagree', 'defer']) }))
    .min(1)
    .max(200),
  recused: Ids,
  left: Ids,
  /** Who leads this item, where the head has left the room for it. */
  chair: z.uuid().optional(),
  /** Voted on in secret after everybody has spoken: the counts come out of the booth. */
  booth: z.uuid().optional(),
  /** How many agreed to decide once more on what was decided. */
  reconsider: z.number().int().min(0).max(1000).optional(),
});
type Item = z.infer<typeof Item>;

const QUORUM = 'cadre.decisionQuorum';

/** `tally` stands in the fact of a vote by booth. */
type Stated = Item & { readonly tally?: BoothTally };

/** Who was recused or away, as the booth has it where there is one. */
const awayIn = ({ tally, recused, left }: Stated) => tally ?? { recused, left };

const secretCounts = ({ for: yes, against, abstain, defer = 0, issued, returned, invalid }: BoothTally) => ({
  ...{ for: yes, against, defer, issued, returned },
  ...(abstain > 0 ? { abstain } : {}),
  ...(invalid > 0 ? { invalid } : {}),
});

const countsOf = (roll: Roll, item: Stated) => {
  const says = (what: string): number => item.statements.filter((one) => one.says === what).length;
  return {
    entitled: roll.entitled.length,
    present: presentFor(roll, awayIn(item)).length,
    ...(item.tally ? secretCounts(item.tally) : { for: says('agree'), against: says('disagree'), defer: says('defer') }),
    ...(item.reconsider === undefined ? {} : { reconsider: item.reconsider }),
  };
};

/** Everybody who is in the room states a position once; whoever has an interest has left it. */
const wrongStatements = (roll: Roll, item: Stated, mustLeave: readonly string[]): Refusal | undefined => {
  const present = presentFor(roll, awayIn(item));
  for (const [index, { member }] of item.statements.entries()) {
    const at = { pointer: `/body/statements/${index}/member`, clause: 'cadre.decision' };
    if (mustLeave.includes(member))
      return refuse(
        'recused',
        '本人或有亲属等关系的成员须回避离场, 不得表态',
        'A member who is the person, or kin, leaves the room and states nothing',
        ['列入 recused, 删去其表态', 'List the member under recused'],
        at,
      );
    if (!present.includes(member))
      return refuse('not-on-roll', '表态的人不在场', 'Who states a position is not in the room', ['核对到会名单', 'Check the roll'], at);
    if (item.statements.findIndex((one) => one.member === member) !== index)
      return refuse('duplicate', '同一成员表态两次', 'A member is listed twice', ['删去重复', 'Leave out the repeated one'], at);
  }
  const silent = present.find((id) => mustLeave.includes(id) || !item.statements.some(({ member }) => member === id));
  if (silent === undefined) return undefined;
  return mustLeave.includes(silent)
    ? refuse(
        'recused',
        '本人或有亲属等关系的成员须回避离场',
        'A member who is the person, or kin, must leave the room',
        ['列入 recused', 'List the member under recused'],
        { pointer: '/body/recused', clause: 'cadre.decision' },
      )
    : refuse(
        'statement-missing',
        '到会成员须逐一表态 (同意、不同意或缓议)',
        'Every member present says agree, disagree or defer',
        ['补全表态; 离场的列入 left', 'Complete the statements; who left goes under left'],
        { pointer: '/body/statements', clause: 'cadre.decision' },
      );
};

/** What the statements rest on; what is optional is absent in commands of releases that did not look it up. */
const Found = Above.extend({
  mustLeave: z.array(z.string()),
  decidedBefore: z.boolean().optional(),
  signed: z.array(z.string()).optional(),
  tally: BoothTally.optional(),
  atStep: z.boolean().optional(),
  untold: Untold.optional(),
  /** Of a candidacy: how many posts there are, which other candidacies hold one, and which of those on this meeting are for the same post. */
  posts: z.object({ of: z.number().int(), taken: z.array(z.string()), beside: z.array(z.string()) }).optional(),
});
type Found = z.infer<typeof Found>;

/** The others who hold a place of the post: as they stand, but for those on whom this meeting has voted; of these its vote says. */
const placesTaken = ({ book }: MachineState<OccasionBook>, statute: Statute, { taken, beside }: NonNullable<Found['posts']>): string[] => {
  const votedOn = (id: string) => (book.entries[id]?.status === 'voted' ? book.entries[id]?.counts : undefined);
  const agreed = (id: string): boolean => {
    const { reconsider: _, ...counts } = votedOn(id) ?? {};
    return decided(statute, counts as unknown as Parameters<typeof decided>[1]).result === 'passed';
  };
  return [...taken.filter((id) => !votedOn(id)), ...beside.filter((id) => votedOn(id) && agreed(id))];
};

/** What the meeting tells its cases. */
export const DECISION_TELLS = 'recordDecision';

/** The decision meeting (讨论决定会): each candidate alone, each member one by one, by name. */
export const decision: Procedure<OccasionBook> = {
  name: 'decision',
  subject: 'occasion',
  readers: 'offices',
  title: { zh: '讨论决定会', en: 'Decision meeting' },
  openings: ['conveneDecision'],
  newBook: newOccasionBook,
  acts: {
    conveneDecision: act<OccasionBook, { cases: string[] }, { untold?: UntoldAt }>({
      kind: 'conveneDecision',
      fact: 'decisionConvened',
      title: { zh: '召集讨论决定会', en: 'Convene the decision meeting' },
      body: z.strictObject({ cases: z.array(z.uuid()).min(1).max(60) }),
      seats: ['committee-officer', 'committee-approver'],
      via: ['person'],
      evidence: z.object({ untold: UntoldAt.optional() }),
      judge: ({ body, evidence: { untold } }) =>
        listedTwice(body.cases) ?? (untold ? votedElsewhere(untold, `/body/cases/${untold.index}`, 'cadre.decision') : undefined),
      apply: (state, fact) => {
        rememberSpeaker(state, fact);
        state.book.kind = 'decision';
        for (const id of fact.body.cases) state.book.entries[id] = { status: 'pending' };
      },
    }),
    takeRoll: takeRollAct(() => QUORUM, 'cadre.decision', { chaired: true }),
    recordStatements: act<OccasionBook, Stated & { votedOn?: string }, Found>({
      kind: 'recordStatements',
      fact: 'statementsRecorded',
      title: { zh: '逐一表态', en: 'Record the statements on one candidate' },
      body: Item as z.ZodType<Item>,
      evidence: Found,
      keeps: ['tally', 'votedOn'],
      seats: ['committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, statute, evidence, command }) => {
        const missing = unknownEntry(state, body.case);
        if (missing) return missing;
        const roll = rollOf(state.book);
        if (!roll) return rollMissing('cadre.decision');
        if (evidence.untold) return votedElsewhere(evidence.untold, '/body/case', 'cadre.decision');
        if (evidence.atStep === false) return outOfTurn('cadre.decision');
        const below = lowerDecides(statute, QUORUM, evidence);
        if (below) return below;
        if (state.book.entries[body.case]?.status === 'voted')
          return refuse(
            'voted-already',
            '此人已讨论决定',
            'This candidate has been decided on',
            ['如记录有误, 会议作废重开', 'If the record is wrong, hold the meeting again'],
            { pointer: '/body/case' },
          );
        const item: Stated = body.booth === undefined || !evidence.tally ? body : { ...body, tally: evidence.tally };
        const wrong =
          ofAnotherDay(roll, command.on, 'cadre.decision') ??
          strangers(roll, body) ??
          faultOfBooth(body, evidence.tally) ??
          signedBefore(roll, awayIn(item), evidence.signed) ??
          wrongStatements(roll, item, evidence.mustLeave) ??
          unchaired(roll, awayIn(item), body.chair, 'cadre.decision');
        if (wrong) return wrong;
        const { reconsider: _, ...counts } = countsOf(roll, item);
        const result = decided(statute, counts);
        if (result.result === 'void')
          return refuse(
            result.code,
            result.text,
            `The counts do not stand: ${result.code}`,
            ['核对票箱与到会人数', 'Check the booth and the roll'],
            {
              clause: clauseOf(statute, QUORUM),
              pointer: body.booth === undefined ? '/body' : '/body/booth',
            },
          );
        if (result.result !== 'no-quorum') {
          const again = evidence.decidedBefore
            ? notReconsidered(statute, { entitled: roll.entitled.length, reconsider: body.reconsider })
            : undefined;
          const { posts } = evidence;
          return (
            again ??
            (posts && result.result === 'passed' ? postsFilled(posts.of, placesTaken(state, statute, posts), '/body/case') : undefined)
          );
        }
        return refuse(
          'no-quorum',
          result.text,
          'No quorum for this candidate: nothing is decided',
          ['改期再议; 因回避无法达到法定人数的, 报上一级决定', 'Adjourn; if recusals make a quorum impossible, the level above decides'],
          { clause: clauseOf(statute, QUORUM), pointer: '/body' },
        );
      },
      apply: (state, fact) => {
        const roll = rollOf(state.book);
        if (!roll) return;
        const { booth, tally } = fact.body;
        const last = fact.body.statements.at(-1)?.member;
        const head = fact.body.chair ?? roll.chair;
        const warnings = head && presentFor(roll, awayIn(fact.body)).includes(head) && last !== head ? ['head-not-last'] : [];
        state.book.entries[fact.body.case] = {
          status: 'voted',
          counts: countsOf(roll, fact.body),
          ...(fact.body.votedOn === undefined ? {} : { votedOn: fact.on }),
          ...(booth === undefined || !tally ? {} : { booth, proof: tally.proof }),
          ...(warnings.length > 0 ? { warnings } : {}),
        };
      },
    }),
    closeDecision: act<OccasionBook, Without, z.infer<typeof Answers>>({
      kind: 'closeDecision',
      fact: 'decisionClosed',
      title: { zh: '会议结束, 形成记录', en: 'Close the meeting' },
      body: Without,
      evidence: Answers,
      seats: ['committee-officer', 'committee-approver'],
      via: ['person'],
      judge: ({ state, body, evidence, command }) => {
        if (!rollOf(state.book)) return rollMissing('cadre.decision');
        return paperMissing(command.papers, 'minutes', { clause: 'cadre.decision' }) ?? notAllTold(state, body, evidence);
      },
      apply: (state, fact) => closeAndTell(state, fact, DECISION_TELLS),
    }),
  },
  happenings: {
    casesTold: casesTold((_state, entry) => {
      entry.status = 'completed';
    }, endWhenTold),
  },
};
