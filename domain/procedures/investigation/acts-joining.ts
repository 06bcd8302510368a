import { z } from 'zod';
import { Day } from '../../calendar/day';
import { Impartiality, recusal } from '../../case/common/sign-off';
import { end } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { askTelling } from '../../case/telling';
import { notOfThePair, underConclusion } from './acts';
import { type InvestigationBook, JOINED_MOST } from './book';

const Id = z.uuid();
const Complaint = z.object({ id: Id, receivedOn: Day, named: z.boolean(), answeredOn: Day.optional() });

/** The other investigation as the office finds it, and who of those that act here has an interest in it. */
const Joining = Impartiality.extend({
  other: z.object({ open: z.boolean(), sameMatter: z.boolean() }).optional(),
  barred: z.array(Id),
  complaints: z.array(Complaint),
});
type Joining = z.infer<typeof Joining>;

const AT = { pointer: '/body/investigation', clause: 'petition.acceptance' } as const;

const notJoinable = ({ other, complaints, barred }: Joining, book: InvestigationBook, actor: string): Refusal | undefined => {
  if (!other || complaints.length === 0)
    return refuse(
      'unknown-investigation',
      '没有这件由举报引起的核查, 或不在本机构范围内',
      'There is no such investigation of a complaint within the reach of this office',
      ['核对编号 (GET /api/inspection/complaints)', 'Check the id (GET /api/inspection/complaints)'],
      AT,
    );
  if (!other.open)
    return refuse('case-ended', '该核查已经办结', 'That investigation is closed', ['无需并案', 'There is nothing to join'], AT);
  if (!other.sameMatter)
    return refuse(
      'other-matter',
      '反映的不是同一案件的问题, 不能并案',
      'It is not about the same matter: another case, or a case where this one has none',
      [
        '分别核查; 本核查没有对应案件的, 并入有案件的那一件',
        'Examine them apart; join this one into the other where only that one has a case',
      ],
      AT,
    );
  if (barred.length > 0)
    return refuse(
      'recused',
      '办理人或核查人员与并入的举报有利害关系, 应当回避',
      'Who acts, or one of the pair, has an interest in what would be joined',
      [
        '由没有利害关系的人办理; 核查人员须回避的, 先重新指派 (assignPair)',
        'Let somebody without an interest act, or assign another pair first (assignPair)',
      ],
      { pointer: barred.includes(actor) ? '/actor' : AT.pointer, clause: 'petition.recusal' },
    );
  return (book.joined?.length ?? 0) + complaints.length > JOINED_MOST
    ? refuse(
        'too-many',
        `一件核查最多并入 ${JOINED_MOST} 件举报`,
        `At most ${JOINED_MOST} complaints in one investigation`,
        ['另行核查', 'Examine it apart'],
        AT,
      )
    : undefined;
};

/** Several complaints about one matter are examined once: an investigation that nobody has begun gives way to one that goes on. */
export const joiningActs = {
  joinInvestigation: act<InvestigationBook, { investigation: string }, Joining>({
    kind: 'joinInvestigation',
    fact: 'joiningAsked',
    title: { zh: '并案核查', en: 'Join another investigation into this one' },
    body: z.strictObject({ investigation: Id }),
    evidence: Joining,
    keeps: ['complaints'],
    seats: ['inspector'],
    via: ['person'],
    signs: 'inspection',
    anywhere: true,
    asks: true,
    clause: 'petition.acceptance',
    judge: ({ state, evidence, command }) =>
      recusal(evidence) ??
      notOfThePair({ state, command }) ??
      underConclusion({ state }) ??
      notJoinable(evidence, state.book, command.actor.id),
    apply: (state, fact) => {
      const { investigation, complaints } = fact.body as typeof fact.body & Pick<Joining, 'complaints'>;
      state.book.joining = { investigation, complaints };
      askTelling(state, fact.seq, {
        command: 'giveWay',
        on: fact.on,
        actor: fact.actor,
        recorder: fact.recorder,
        papers: [],
        rows: [{ case: investigation, body: { complaints: complaints.length } }],
      });
    },
  }),
  /** Told by the investigation that takes over; `complaints`: how many it takes, so that none is lost between the two. */
  giveWay: act<InvestigationBook, { complaints: number }>({
    kind: 'giveWay',
    fact: 'wayGiven',
    title: { zh: '并入另一核查', en: 'Joined into another investigation' },
    body: z.strictObject({ complaints: z.number().int().min(1).max(JOINED_MOST) }),
    seats: ['inspector'],
    via: ['occasion'],
    signs: 'inspection',
    anywhere: true,
    unordered: true,
    clause: 'petition.acceptance',
    judge: ({ state, body }) => {
      const { cause, pair, holds, joined = [], joining } = state.book;
      if (cause !== 'complaint' || pair.length > 0 || holds)
        return refuse(
          'under-investigation',
          '该核查已指派人员或已暂停案件, 须单独作出结论',
          'That investigation has its pair, or holds a case: it is concluded by itself',
          ['反过来并入该核查, 或分别作出结论', 'Join the other way round, or conclude both'],
          { clause: 'petition.acceptance' },
        );
      return joining || body.complaints !== joined.length + 1
        ? refuse('joining-pending', '该核查正在并案', 'That investigation is being joined with another', ['稍后再试', 'Try again later'], {
            clause: 'petition.acceptance',
          })
        : undefined;
    },
    apply: (state, fact) => {
      if (fact.occasion) state.book.joinedInto = fact.occasion.id;
      end(state, 'joined', fact.on);
    },
  }),
};
