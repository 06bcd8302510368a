import { z } from 'zod';
import { ofTheMeeting, redo } from '../../case/common/redo';
import { closeStep, sendBack } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, numberOf, type Statute } from '../../law/statute';
import { quorumAt, todaysRoll } from './acts-meeting';
import { BALLOTS_KEPT, type BallotRecord, type ElectionBook, type ElectionRoll } from './book';
import { BoothCount, countedIn, faultOfBoothCount } from './booth-count';
import { ballotOf, settle } from './outcome';
import { SHIFT_PAPERS, shiftAllowed, shiftOf } from './timing';

const Count = z.number().int().min(0).max(100_000);
const Ids = z.array(z.uuid()).max(500).default([]);
/**
 * One ballot as two tellers read it from the papers, or the booth that counted it: then its tally is the count, and nothing is typed beside it. For each candidate
 * the marks add up to the valid papers; no mark is an abstention, an illegible one is void in that part.
 */
const Ballots = z
  .strictObject({
    issued: Count.optional(),
    returned: Count.optional(),
    invalid: Count.optional(),
    votes: z
      .array(z.strictObject({ id: z.uuid(), for: Count, against: Count, abstain: Count, illegible: Count.default(0) }))
      .max(80)
      .optional(),
    others: z
      .array(z.strictObject({ id: z.uuid(), for: Count }))
      .max(80)
      .default([]),
    countedBy: z.array(z.uuid()).max(20),
    left: Ids,
    absentees: Ids,
    booth: z.uuid().optional(),
    proof: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .superRefine((body, ctx) => {
    if (body.booth !== undefined) return;
    for (const key of ['issued', 'returned', 'votes'] as const)
      if (body[key] === undefined) ctx.addIssue({ code: 'custom', path: [key], message: '请填写票数, 或写明票箱 (booth)' });
  });
/** `count` stands in the fact of a ballot by booth. */
type Ballots = z.infer<typeof Ballots> & { readonly count?: BoothCount | undefined };
/** What was counted, of the booth or of the papers. */
type Tallied = ReturnType<typeof countedIn>;

const takingPart = (roll: ElectionRoll, body: Pick<Tallied, 'left' | 'absentees'>) => {
  const inRoom = roll.present.filter((id) => !body.left.includes(id)).length;
  return { entitled: roll.entitled.length, inRoom, present: inRoom + body.absentees.length };
};

const strangers = (roll: ElectionRoll, body: Tallied): Refusal | undefined => {
  const gone = body.left.findIndex((id) => !roll.present.includes(id));
  const away = body.absentees.findIndex((id) => !roll.entitled.includes(id) || roll.present.includes(id));
  return gone < 0 && away < 0
    ? undefined
    : refuse(
        'not-on-roll',
        gone >= 0 ? '离场的人不在到会名单中' : '缺席投票的人不在应到会名册, 或已到会',
        gone >= 0 ? 'Who left is not among those present' : 'An absentee is not on the roll, or is present',
        ['核对名单', 'Check the list'],
        { pointer: gone >= 0 ? `/body/left/${gone}` : `/body/absentees/${away}`, clause: 'election.voters' },
      );
};

const absenteesAdmitted = (book: ElectionBook, body: Tallied, papers: readonly { kind: string }[]): Refusal | undefined => {
  if (body.absentees.length === 0) return undefined;
  if (!book.method?.remote)
    return refuse(
      'absentees-not-admitted',
      '选举办法没有规定缺席人员投票的方式',
      'The adopted method does not admit votes of absentees',
      ['只计到会人员的选票', 'Count the ballots of those present only'],
      { pointer: '/body/absentees', clause: 'election.absentees' },
    );
  const missing = ['party-approval', 'league-approval'].find((kind) => !papers.some((paper) => paper.kind === kind));
  return missing
    ? refuse(
        'paper-missing',
        `缺席人员投票须经同级党组织和上一级团组织批准, 缺少: ${missing}`,
        `Votes of absentees need both approvals; missing: ${missing}`,
        [`上传 ${missing}`, `Upload a paper of kind "${missing}"`],
        { pointer: '/papers', clause: 'election.absentees' },
      )
    : undefined;
};

const tellersFit = (statute: Statute, book: ElectionBook, countedBy: readonly string[]): Refusal | undefined => {
  const least = numberOf(statute, 'election.tellersMin');
  const known = new Set(countedBy.filter((id) => book.tellers.includes(id)));
  return known.size >= least && known.size === countedBy.length
    ? undefined
    : refuse(
        'tellers-missing',
        `票数须由 ${least} 名以上本次会议推定的计票人共同报出`,
        `The count is given by at least ${least} of the tellers of this meeting`,
        ['先推定计票人 (appointTellers), 再填写 countedBy', 'Appoint tellers first (appointTellers), then fill in countedBy'],
        { pointer: '/body/countedBy', clause: clauseOf(statute, 'election.tellersMin') },
      );
};

const wrongCount = (code: string, zh: string, en: string, pointer: string): Refusal =>
  refuse(code, zh, en, ['核对票数报告单', 'Check the count sheet'], { pointer, clause: 'election.ballots' });

/** Do the numbers fit each other, and the names the ballot? */
const countsFit = (book: ElectionBook, body: Tallied, eligible: readonly string[]): Refusal | undefined => {
  const { kind, among, seats } = ballotOf(book);
  const named = body.votes.map(({ id }) => id);
  if (named.length !== among.length || new Set(named).size !== named.length || named.some((id) => !among.includes(id)))
    return wrongCount(
      'wrong-ballot',
      `本次选票上是 ${among.length} 名候选人, 须逐一报出票数`,
      `The ballot names ${among.length} candidates: give the count of each`,
      '/body/votes',
    );
  const others = body.others.map(({ id }) => id);
  if (others.length > 0 && (kind === 'tie' || new Set(others).size !== others.length || others.some((id) => among.includes(id))))
    return wrongCount(
      'wrong-ballot',
      kind === 'tie' ? '得票相等的再次投票, 不得另选他人' : '另选他人中有重复, 或本来就是候选人',
      kind === 'tie' ? 'In a vote among the tied nobody else can be written in' : 'A written-in name stands twice, or on the ballot',
      '/body/others',
    );
  const stranger = others.findIndex((id) => !eligible.includes(id) || book.elected.some((one) => one.id === id));
  if (stranger >= 0)
    return refuse(
      'candidate-not-eligible',
      '另选的人没有被选举权, 或已经当选, 不计其票',
      'A written-in person is not eligible or elected already; the mark counts for nobody',
      ['从 others 中删去, 在票数报告单上注明', 'Leave the name out of others and note it on the count sheet'],
      { pointer: `/body/others/${stranger}`, clause: 'election.voters' },
    );
  const valid = body.returned - body.invalid;
  const off = body.votes.findIndex((one) => one.for + one.against + one.abstain + one.illegible !== valid);
  if (valid < 0 || off >= 0 || body.others.some((one) => one.for > valid))
    return wrongCount(
      'counts-do-not-add-up',
      `有效票 ${valid} 张, 每名候选人的赞成、不赞成、弃权和无法辨认之和须等于有效票数`,
      `${valid} valid papers: for, against, abstain and illegible of each candidate add up to them`,
      off >= 0 ? `/body/votes/${off}` : '/body/invalid',
    );
  return [...body.votes, ...body.others].reduce((sum, one) => sum + one.for, 0) > seats * valid
    ? wrongCount(
        'more-names-than-seats',
        `赞成票总数多于 ${seats} 名 × ${valid} 张: 所选人数多于应选人数的选票无效`,
        `More votes than ${seats} seats on ${valid} papers: a paper that names more than the seats is void`,
        '/body/invalid',
      )
    : undefined;
};

/** What was planned in time and is held late needs the approvals too; those of the request serve for what was asked then. */
const inTime = (book: ElectionBook, statute: Statute, on: string, papers: readonly { kind: string }[]): Refusal | undefined => {
  const approved = shiftOf(statute, book.termEnds, on) === book.shift ? SHIFT_PAPERS : [];
  const given = [...approved, ...(book.ordered ? ['league-order'] : [])].map((kind) => ({ kind }));
  return shiftAllowed(statute, book.termEnds, on, [...given, ...papers], '/on');
};

export const ballotActs = {
  appointTellers: act<ElectionBook, { tellers: string[] }>({
    kind: 'appointTellers',
    fact: 'tellersAppointed',
    title: { zh: '推定监票人、计票人', en: 'Appoint the tellers' },
    body: z.strictObject({ tellers: z.array(z.uuid()).min(1).max(20) }),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    clause: 'election.tellers',
    judge: ({ state, body, statute, command }) => {
      const found = todaysRoll(state.book, command.on);
      if ('refusal' in found) return found.refusal;
      const clause = clauseOf(statute, 'election.tellersMin');
      const least = numberOf(statute, 'election.tellersMin');
      if (new Set(body.tellers).size < least)
        return refuse('too-few-tellers', `监票人、计票人不少于 ${least} 人`, `At least ${least} tellers`, ['增加人选', 'Name more'], {
          pointer: '/body/tellers',
          clause,
        });
      const away = body.tellers.findIndex((id) => !found.roll.present.includes(id));
      if (away >= 0)
        return refuse('not-on-roll', '监票人、计票人须到会', 'A teller must be present', ['换一位到会的人', 'Choose somebody present'], {
          pointer: `/body/tellers/${away}`,
          clause,
        });
      const own = body.tellers.findIndex((id) => state.book.proposal?.candidates.includes(id));
      return own < 0
        ? undefined
        : refuse(
            'teller-candidate',
            '候选人不得担任监票人、计票人',
            'A candidate cannot be a teller',
            ['换一位人选', 'Choose somebody else'],
            {
              pointer: `/body/tellers/${own}`,
              clause,
            },
          );
    },
    apply: (state, fact) => {
      state.book.tellers = fact.body.tellers;
    },
    undo: {
      take: ({ book }) => {
        book.tellers = [];
      },
    },
  }),
  countBallots: act<ElectionBook, Ballots, { eligible: string[]; count?: BoothCount | undefined }>({
    kind: 'countBallots',
    fact: 'ballotsCounted',
    title: { zh: '投票、计票', en: 'Vote and count' },
    body: Ballots as unknown as z.ZodType<Ballots>,
    evidence: z.object({ eligible: z.array(z.string()), count: BoothCount.optional() }),
    keeps: ['count'],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    clause: 'election.ballots',
    judge: ({ state, body: given, evidence, statute, command }) => {
      const found = todaysRoll(state.book, command.on);
      if ('refusal' in found) return found.refusal;
      const { roll } = found;
      const due = { ...ballotOf(state.book), entitled: roll.entitled.length, present: roll.present.length, on: command.on };
      const fault = given.booth === undefined ? undefined : faultOfBoothCount(given, evidence.count, due);
      if (fault) return fault;
      const body = countedIn(given, given.booth === undefined ? undefined : evidence.count);
      const { entitled, inRoom, present } = takingPart(roll, body);
      const wrong =
        tellersFit(statute, state.book, given.countedBy) ??
        strangers(roll, body) ??
        absenteesAdmitted(state.book, body, command.papers) ??
        inTime(state.book, statute, command.on, command.papers) ??
        quorumAt(state.book, entitled, inRoom);
      if (wrong) return wrong;
      if (body.issued > present)
        return wrongCount(
          'more-issued-than-present',
          `发出 ${body.issued} 张, 参加投票 ${present} 人`,
          'More papers issued than voters',
          '/body/issued',
        );
      // More papers back than were given out: that is no count at all, it is recorded as void and voted again.
      const eligible = [...evidence.eligible, ...(evidence.count?.others ?? []).map(({ id }) => id)];
      return body.returned > body.issued ? undefined : countsFit(state.book, body, eligible);
    },
    apply: (state, fact, statute) => {
      const { book } = state;
      const { booth, count, proof } = fact.body;
      const body = countedIn(fact.body, count);
      if (!book.roll || !book.method) return;
      book.roll.used = true;
      const { entitled, present } = takingPart(book.roll, body);
      const { kind, seats } = ballotOf(book);
      const counted = body.returned <= body.issued;
      const record: BallotRecord = {
        ...{ on: fact.on, kind, seats, result: counted ? 'counted' : 'void', entitled, present },
        ...{ issued: body.issued, returned: body.returned, invalid: body.invalid },
        votes: body.votes.map(({ id, for: yes, against, abstain }) => ({ id, for: yes, against, abstain })),
        others: [...body.others],
        ...(booth ? { booth } : {}),
        ...(count || proof ? { proof: count?.proof ?? proof } : {}),
      };
      book.ballots = [...book.ballots, record].slice(-BALLOTS_KEPT);
      if (!counted) return;
      const settled = settle(book, body, { entitled, present }, statute);
      book.elected = [...book.elected, ...settled.won];
      if (settled.again) book.revotes += 1;
      if (settled.pending) {
        book.pending = settled.pending;
        return;
      }
      delete book.pending;
      if (book.elected.length === 0) {
        book.failedOn = fact.on;
        sendBack(state, statute, 'E2', fact);
        return;
      }
      book.electedOn = fact.on;
      book.vacant = settled.vacant;
      closeStep(state, statute, 'E4', fact);
    },
    undo: {
      step: 'E4',
      take: (state, _, fact, statute) => redo(state, statute, 'E4', fact),
      beyond: ({ book }, { on }) => (book.failedOn === on ? ofTheMeeting() : undefined),
    },
  }),
};
