import { z } from 'zod';
import { minCandidates } from '../../ballots/election';
import { Day } from '../../calendar/day';
import { redo } from '../../case/common/redo';
import { reasonMissing } from '../../case/common/shared';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { isOpen } from '../../case/state';
import { newest } from '../../case/undo';
import { clauseOf, isOn, numberOf, type Statute } from '../../law/statute';
import type { ElectionBook } from './book';
import { shiftAllowed, shiftOf } from './timing';

/** Looked up on the day: what kind of body it is, another election under way, when the present term ends as far as is recorded. */
interface Unit {
  kind: string;
  student: boolean;
  otherOpen: boolean;
  onRecord?: string | undefined;
}

interface Request {
  what: 'committee' | 'secretary';
  why: 'term' | 'first';
  plannedOn: Day;
  termEnds?: Day | undefined;
}

/** How many are elected: one secretary, or a committee of the size that the pack allows. */
export const seatsFit = (statute: Statute, what: ElectionBook['what'], seats: number, pointer: string): Refusal | undefined => {
  const [least, most] =
    what === 'secretary' ? [1, 1] : [numberOf(statute, 'election.committeeMin'), numberOf(statute, 'election.committeeMax')];
  return seats >= least && seats <= most
    ? undefined
    : refuse(
        'seats-number',
        what === 'secretary' ? '书记为一名' : `支部委员会由 ${least} 至 ${most} 人组成`,
        what === 'secretary' ? 'One secretary is elected' : `A branch committee has ${least} to ${most} members`,
        [`填写 ${least === most ? least : `${least} 至 ${most}`}`, `Use ${least === most ? least : `${least} to ${most}`}`],
        { pointer, clause: clauseOf(statute, 'election.committeeMax') },
      );
};

/** At least so many more candidates than seats. */
export const enoughCandidates = (statute: Statute, seats: number, candidates: number, pointer: string): Refusal | undefined => {
  const percent = numberOf(statute, 'election.marginPercent');
  const needed = minCandidates(seats, percent);
  return candidates >= needed
    ? undefined
    : refuse(
        'too-few-candidates',
        `差额不少于百分之 ${percent}: 应选 ${seats} 名, 候选人不少于 ${needed} 名, 现为 ${candidates} 名`,
        `At least ${percent} % more candidates than seats: ${seats} seats need ${needed}, there are ${candidates}`,
        ['增加候选人, 或减少应选名额', 'Name more candidates, or fewer seats'],
        { pointer, clause: clauseOf(statute, 'election.marginPercent') },
      );
};

const termOf = (body: Request, found: Pick<Unit, 'onRecord'>): string | undefined =>
  body.why === 'first' ? undefined : (found.onRecord ?? body.termEnds);

const termKnown = (body: Request, found: Unit): Refusal | undefined => {
  const clause = 'election.term';
  if (body.why === 'first')
    return found.onRecord
      ? refuse(
          'not-first',
          `本支部有过选举, 本届任期到 ${found.onRecord}`,
          `The branch has had an election; its term ends on ${found.onRecord}`,
          ['改为 why: term', 'Use why: term'],
          { pointer: '/body/why', clause },
        )
      : undefined;
  if (!termOf(body, found))
    return refuse(
      'field-missing',
      '系统没有本届任期的记录, 须填写任期届满之日',
      'The system does not know the present term: say when it ends',
      ['填写 termEnds', 'Fill in termEnds'],
      { pointer: '/body/termEnds', clause },
    );
  return found.onRecord && body.termEnds && found.onRecord !== body.termEnds
    ? refuse(
        'term-mismatch',
        `任期届满之日与记录不一致: 记录为 ${found.onRecord}`,
        `The end of the term is not the one on record: ${found.onRecord}`,
        ['不填 termEnds, 或改正', 'Leave termEnds out, or correct it'],
        { pointer: '/body/termEnds', clause },
      )
    : undefined;
};

export const preparationActs = {
  requestElection: act<ElectionBook, Request, Unit>({
    kind: 'requestElection',
    fact: 'electionRequested',
    title: { zh: '请示换届选举', en: 'Request the election' },
    body: z.strictObject({
      what: z.enum(['committee', 'secretary']),
      why: z.enum(['term', 'first']),
      plannedOn: Day,
      termEnds: Day.optional(),
    }),
    evidence: z.object({ kind: z.string(), student: z.boolean(), otherOpen: z.boolean(), onRecord: Day.optional() }),
    keeps: ['student', 'onRecord'],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    judge: ({ body, evidence, statute, command }) => {
      if (evidence.kind !== 'branch')
        return refuse('wrong-unit', '这里办理团支部的选举', 'This is the election of a branch', ['选择团支部', 'Choose a branch'], {
          pointer: '/unit',
          clause: 'election.term',
        });
      if (evidence.otherOpen)
        return refuse(
          'duplicate',
          '本支部已有在办的选举',
          'The branch has an election under way',
          ['在原案上继续办理', 'Go on with the open one'],
          { pointer: '/unit' },
        );
      if (body.plannedOn < command.on)
        return refuse(
          'date-order',
          '计划选举日期早于请示日期',
          'The planned day lies before the request',
          [`改为 ${command.on} 或以后`, `Use ${command.on} or later`],
          { pointer: '/body/plannedOn', earliest: command.on },
        );
      return termKnown(body, evidence) ?? shiftAllowed(statute, termOf(body, evidence), body.plannedOn, command.papers, '/body/plannedOn');
    },
    apply: (state, fact, statute) => {
      const { what, plannedOn, student, ...body } = fact.body as Request & { student?: boolean; onRecord?: string };
      const ends = termOf({ what, plannedOn, ...body }, body);
      const shift = shiftOf(statute, ends, plannedOn);
      Object.assign(state.book, { what, plannedOn, student: student === true }, ends ? { termEnds: ends } : {}, shift ? { shift } : {});
      if (fact.papers.some(({ kind }) => kind === 'league-order')) state.book.ordered = true;
      closeStep(state, statute, 'E1', fact);
    },
    undo: { opening: true },
  }),
  /** The list as it will stand on the ballot: by strokes of the surname. */
  proposeCandidates: act<ElectionBook, { seats: number; candidates: string[]; byStrokes: boolean }, { eligible: string[] }>({
    kind: 'proposeCandidates',
    fact: 'candidatesProposed',
    title: { zh: '报候选人预备人选', en: 'Propose the candidates' },
    body: z.strictObject({
      seats: z.number().int().min(1).max(60),
      candidates: z.array(z.uuid()).min(1).max(80),
      byStrokes: z.boolean(),
    }),
    evidence: z.object({ eligible: z.array(z.string()) }),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    judge: ({ state, body, evidence, statute }) => {
      const wrong = seatsFit(statute, state.book.what, body.seats, '/body/seats');
      if (wrong) return wrong;
      if (new Set(body.candidates).size !== body.candidates.length)
        return refuse('duplicate', '候选人重复', 'A candidate is listed twice', ['删去重复', 'Leave out the repeated one'], {
          pointer: '/body/candidates',
        });
      const bad = body.candidates.findIndex((id) => !evidence.eligible.includes(id));
      if (bad >= 0)
        return refuse(
          'candidate-not-eligible',
          '候选人须有被选举权: 本支部团员, 不在留团察看期间; 或经任命在本支部担任团内职务的党员',
          'A candidate must be eligible: a member of the branch with full rights, or a Party member assigned to a League post in it',
          ['换一位人选', 'Choose somebody else'],
          { pointer: `/body/candidates/${bad}`, clause: 'election.voters' },
        );
      if (!body.byStrokes && isOn(statute, 'election.byStrokes'))
        return refuse(
          'name-order',
          '候选人名单须以姓氏笔画为序',
          'The names stand in the order of surname strokes',
          ['按姓氏笔画排列后填写 byStrokes: true', 'Put them in that order and say byStrokes: true'],
          { pointer: '/body/byStrokes', clause: clauseOf(statute, 'election.byStrokes') },
        );
      return enoughCandidates(statute, body.seats, body.candidates.length, '/body/candidates');
    },
    apply: (state, fact) => {
      state.book.proposal = { seats: fact.body.seats, candidates: fact.body.candidates, on: fact.on };
    },
    undo: { step: 'E2', take: (state, _, fact, statute) => redo(state, statute, 'E2', fact) },
  }),
  answerCandidates: act<ElectionBook, { result: 'agreed' | 'returned' }>({
    kind: 'answerCandidates',
    fact: 'candidatesAnswered',
    title: { zh: '批复候选人预备人选', en: 'Answer the proposal of candidates' },
    body: z.strictObject({ result: z.enum(['agreed', 'returned']) }),
    seats: ['committee-officer', 'committee-approver'],
    via: ['person'],
    signs: 'committee',
    clause: 'election.candidates',
    judge: ({ state, body, command }) => {
      if (!state.book.proposal)
        return refuse(
          'not-proposed',
          '支部还没有报候选人预备人选',
          'The branch has proposed nobody yet',
          ['先由支部报预备人选 (proposeCandidates)', 'The branch proposes first (proposeCandidates)'],
          { pointer: '/kind', clause: 'election.candidates' },
        );
      if (body.result === 'returned') return reasonMissing(command.papers, '退回须附书面理由', 'A return needs a written reason');
      const missing = ['party-opinion', 'league-opinion'].find((kind) => !command.papers.some((paper) => paper.kind === kind));
      return missing
        ? refuse(
            'paper-missing',
            `须有同级党组织和上一级团组织的同意, 缺少: ${missing}`,
            `Both the Party organisation and the League organisation above must agree; missing: ${missing}`,
            [`上传 ${missing} 后再提交`, `Upload a paper of kind "${missing}" first`],
            { pointer: '/papers', clause: 'election.candidates' },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      if (fact.body.result === 'returned') {
        delete state.book.proposal;
        return;
      }
      state.book.agreedOn = fact.on;
      closeStep(state, statute, 'E2', fact);
    },
    undo: {
      instead: (others, { seq }) => newest(others, (other) => other.fact === 'candidatesProposed' && other.seq < seq),
      take: (state, { body, instead }) => {
        if (body.result !== 'returned' || !instead || !isOpen(state, 'E2')) return;
        const { seats, candidates } = instead.body as { seats: number; candidates: string[] };
        state.book.proposal ??= { seats, candidates: [...candidates], on: instead.on };
      },
    },
  }),
};
