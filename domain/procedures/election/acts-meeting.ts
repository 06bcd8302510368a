import { z } from 'zod';
import { type Fraction, hasQuorum } from '../../ballots/quorum';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { type Statute, shareOf } from '../../law/statute';
import { outcome, votable } from '../parts/vote';
import { enoughCandidates, seatsFit } from './acts-preparation';
import { type ElectionBook, type ElectionRoll, Method } from './book';

const Votes = {
  for: z.number().int().min(0).max(100_000),
  against: z.number().int().min(0).max(100_000),
  abstain: z.number().int().min(0).max(100_000),
};
const MethodVote = Method.extend(Votes);

/** The roll of this very meeting; one of another day is of another meeting. */
export const todaysRoll = (book: ElectionBook, on: string): { roll: ElectionRoll } | { refusal: Refusal } =>
  book.roll?.on === on
    ? { roll: book.roll }
    : {
        refusal: refuse(
          'roll-missing',
          `先点名确认 ${on} 的到会人员 (takeElectionRoll)`,
          `Take the roll of ${on} first (takeElectionRoll)`,
          ['提交 takeElectionRoll', 'Give takeElectionRoll'],
          { clause: 'election.method' },
        ),
      };

const lower = (one: Fraction, floor: Fraction): boolean => {
  const [left, right] = [one.num * floor.den, floor.num * one.den];
  return left < right || (left === right && !one.strict && floor.strict);
};

/** The number of seats is agreed to together with the candidates: by the Party organisation and the committee above, before the meeting. */
const otherSeats = ({ proposal }: ElectionBook, seats: number): Refusal | undefined =>
  proposal && proposal.seats !== seats
    ? refuse(
        'seats-number',
        `批复的应选名额是 ${proposal.seats} 名, 选举办法不能改为 ${seats} 名`,
        `The committee agreed to ${proposal.seats} seats: the method cannot make them ${seats}`,
        [
          `填写 ${proposal.seats}; 要改名额的, 退回候选人环节重新报批`,
          `Use ${proposal.seats}; for another number go back to the candidates and ask again`,
        ],
        { pointer: '/body/seats', clause: 'election.candidates' },
      )
    : undefined;

const methodFits = (statute: Statute, book: ElectionBook, method: Method): Refusal | undefined => {
  const wrong =
    seatsFit(statute, book.what, method.seats, '/body/seats') ??
    enoughCandidates(statute, method.seats, book.proposal?.candidates.length ?? 0, '/body/seats') ??
    otherSeats(book, method.seats);
  if (wrong) return wrong;
  const floor = shareOf(statute, 'election.quorumFloor');
  return lower(method.quorum, floor)
    ? refuse(
        'quorum-too-low',
        `选举办法规定的到会人数不得低于应到会的 ${floor.num}/${floor.den}`,
        `The quorum of the method may not lie below ${floor.num}/${floor.den} of those entitled`,
        ['提高法定人数', 'Raise the quorum'],
        { pointer: '/body/quorum', clause: 'election.method' },
      )
    : undefined;
};

export const meetingActs = {
  takeElectionRoll: act<
    ElectionBook,
    { present: string[]; chair: string; assigned?: string[] | undefined; proxies?: number | undefined },
    { entitled: string[] }
  >({
    kind: 'takeElectionRoll',
    fact: 'electionRollTaken',
    title: { zh: '点名、确认到会', en: 'Take the roll' },
    body: z.strictObject({
      present: z.array(z.uuid()).max(500),
      chair: z.uuid(),
      /** Party members assigned to League posts here: they vote like members. */
      assigned: z.array(z.uuid()).max(20).optional(),
      /** As the form asks; proxies are never admitted. */
      proxies: z.number().int().min(0).max(500).optional(),
    }),
    evidence: z.object({ entitled: z.array(z.string()).max(1000) }),
    keeps: ['entitled'],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    judge: ({ state, body, evidence, command }) => {
      const { roll } = state.book;
      if (roll?.used && roll.on === command.on)
        return refuse(
          'roll-taken',
          '名单已经用于表决, 不能更改',
          'The roll was voted with and stands',
          ['继续表决', 'Go on with the votes'],
          {},
        );
      if (body.proxies)
        return refuse(
          'proxy-voting',
          '不得委托他人代为投票',
          'Nobody votes for another',
          [
            '删去委托票; 不能到会的, 选举办法允许并经批准后以适当方式本人投票',
            'Leave proxies out; who cannot come votes in person in a suitable form, if the method admits it',
          ],
          { pointer: '/body/proxies', clause: 'election.ballots' },
        );
      const stranger = body.present.findIndex((id) => !evidence.entitled.includes(id));
      if (stranger >= 0)
        return refuse(
          'not-on-roll',
          '到会人员中有人没有选举权 (不在名册, 或在留团察看期间)',
          'Somebody present has no vote here (not on the roster, or on probation in the League)',
          [
            '只列有选举权的人; 任命在本支部任职的党员写入 assigned',
            'List only those with a vote; Party members assigned to posts here go into assigned',
          ],
          { pointer: `/body/present/${stranger}`, clause: 'election.voters' },
        );
      if (new Set(body.present).size !== body.present.length)
        return refuse('duplicate', '到会人员重复', 'Somebody is listed twice', ['删去重复', 'Leave out the repeated one'], {
          pointer: '/body/present',
        });
      return body.present.includes(body.chair)
        ? undefined
        : refuse('no-chair', '主持人须到会', 'The chair must be present', ['指定到会的主持人', 'Name a chair who is present'], {
            pointer: '/body/chair',
          });
    },
    apply: (state, fact) => {
      const { entitled } = fact.body as { entitled?: string[] };
      state.book.roll = { on: fact.on, entitled: entitled ?? [], present: fact.body.present };
      state.book.tellers = [];
    },
    undo: {
      take: ({ book }, { on }) => {
        // Voted with, it is part of the vote: the meeting takes its roll again before the next.
        if (book.roll?.on !== on || book.roll.used) return;
        delete book.roll;
        book.tellers = [];
      },
    },
  }),
  /** The meeting's own vote on its method. Not passed, it is amended and put to the vote again. */
  adoptMethod: act<ElectionBook, z.infer<typeof MethodVote>>({
    kind: 'adoptMethod',
    fact: 'methodVoted',
    title: { zh: '表决选举办法', en: 'Vote on the method of election' },
    body: MethodVote as z.ZodType<z.infer<typeof MethodVote>>,
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    clause: 'election.method',
    judge: ({ state, body, statute, command }) => {
      const found = todaysRoll(state.book, command.on);
      if ('refusal' in found) return found.refusal;
      return methodFits(statute, state.book, body) ?? votable(statute, countsOf(found.roll, body), 'election.method');
    },
    apply: (state, fact, statute) => {
      const { roll } = state.book;
      if (!roll) return;
      roll.used = true;
      if (outcome(statute, countsOf(roll, fact.body), 'election.method').result !== 'passed') return;
      state.book.method = { ...fact.body, on: fact.on };
      closeStep(state, statute, 'E3', fact);
    },
    undo: {},
  }),
};

const countsOf = (roll: ElectionRoll, votes: { for: number; against: number; abstain: number }) => ({
  entitled: roll.entitled.length,
  present: roll.present.length,
  for: votes.for,
  against: votes.against,
  abstain: votes.abstain,
});

/** Quorum by the adopted method, counted again at every ballot. */
export const quorumAt = (book: ElectionBook, entitled: number, present: number): Refusal | undefined => {
  const quorum = book.method?.quorum;
  return !quorum || hasQuorum({ entitled, present }, quorum)
    ? undefined
    : refuse(
        'no-quorum',
        `应到 ${entitled} 人, 投票时在场 ${present} 人, 不足选举办法规定的 ${quorum.num}/${quorum.den}, 不得选举`,
        `${present} of ${entitled} present: below the ${quorum.num}/${quorum.den} of the method, no election`,
        ['改期再开, 重新点名', 'Adjourn, and take the roll again'],
        { pointer: '/body/left', clause: 'election.method' },
      );
};
