import { z } from 'zod';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import type { SelectionBook } from './book';

const Count = z.number().int().min(0).max(100_000);
const Votes = z
  .array(z.strictObject({ person: z.uuid(), votes: Count }))
  .min(1)
  .max(100);
type Votes = z.infer<typeof Votes>;
/** Looked up: who of those named exists at all. */
const Known = z.object({ known: z.array(z.string()) });
type Known = z.infer<typeof Known>;

const record = (votes: Votes): Record<string, number> => Object.fromEntries(votes.map((one) => [one.person, one.votes]));

const wrongTally = (votes: Votes, most: number, { known }: Known): Refusal | undefined => {
  if (new Set(votes.map(({ person }) => person)).size !== votes.length)
    return refuse('duplicate', '同一人列了两次', 'Somebody is listed twice', ['合并后再提交', 'Put the two together'], {
      pointer: '/body/tally',
    });
  const stranger = votes.findIndex(({ person }) => !known.includes(person));
  if (stranger >= 0)
    return refuse('unknown-person', '没有这个人', 'There is no such person', ['先登记人员', 'Enter the person first'], {
      pointer: `/body/tally/${stranger}/person`,
    });
  const over = votes.findIndex((one) => one.votes > most);
  return over < 0
    ? undefined
    : refuse(
        'counts-do-not-add-up',
        `一人的推荐数不能超过 ${most}`,
        `Nobody can have more than ${most}`,
        ['核对推荐数', 'Check the count'],
        { pointer: `/body/tally/${over}/votes`, clause: 'cadre.recommendation' },
      );
};

/** Talks first, unless the plan turned it round. */
const outOfOrder = (state: MachineState<SelectionBook>, what: 'talks' | 'meeting'): Refusal | undefined => {
  const { plan, talks, meeting } = state.book;
  const first = plan?.order === 'meeting-first' ? 'meeting' : 'talks';
  if (what === first || (first === 'talks' ? talks : meeting)) return undefined;
  return refuse(
    first === 'talks' ? 'talks-first' : 'meeting-first',
    first === 'talks' ? '先谈话调研推荐, 再会议推荐' : '按方案先会议推荐, 再谈话调研推荐',
    first === 'talks' ? 'The talks come before the meeting' : 'By the plan the meeting comes before the talks',
    first === 'talks'
      ? ['先提交 recordRecommendationTalks', 'Give recordRecommendationTalks first']
      : ['先提交 recordRecommendationMeeting', 'Give recordRecommendationMeeting first'],
    { pointer: '/kind', clause: 'cadre.talks' },
  );
};

const OFFICE = { seats: ['committee-officer'], via: ['person'], signs: 'committee' } as const;

/** K2: two tallies, kept apart; reference data for whoever decides, never a decision. */
export const recommendationActs = {
  recordRecommendationTalks: act<SelectionBook, { talked: number; tally: Votes }, Known>({
    ...OFFICE,
    kind: 'recordRecommendationTalks',
    fact: 'recommendationTalksHeld',
    title: { zh: '谈话调研推荐', en: 'Recommendation by talks' },
    body: z.strictObject({ talked: Count.min(1), tally: Votes }),
    evidence: Known,
    judge: ({ state, body, evidence }) => outOfOrder(state, 'talks') ?? wrongTally(body.tally, body.talked, evidence),
    apply: (state, fact) => {
      state.book.talks = { on: fact.on, asked: fact.body.talked, votes: record(fact.body.tally) };
    },
  }),
  recordRecommendationMeeting: act<
    SelectionBook,
    { entitled: number; present: number; issued: number; returned: number; invalid: number; tally: Votes },
    Known
  >({
    ...OFFICE,
    kind: 'recordRecommendationMeeting',
    fact: 'recommendationMeetingHeld',
    title: { zh: '会议推荐', en: 'Recommendation by a meeting' },
    body: z.strictObject({
      entitled: Count.min(1),
      present: Count,
      issued: Count,
      returned: Count,
      invalid: Count.default(0),
      tally: Votes,
    }),
    evidence: Known,
    judge: ({ state, body, evidence }) => {
      const wrong = outOfOrder(state, 'meeting');
      if (wrong) return wrong;
      const fault =
        body.present > body.entitled
          ? 'more-present-than-entitled'
          : body.issued > body.present
            ? 'more-issued-than-present'
            : body.returned > body.issued
              ? 'more-returned-than-issued'
              : body.invalid > body.returned
                ? 'counts-do-not-add-up'
                : undefined;
      if (fault)
        return refuse(
          fault,
          '应到、实到、发出、收回、无效票数不符; 收回多于发出的, 推荐无效, 应重新进行',
          'Entitled, present, issued, returned and invalid do not fit; with more returned than issued it is void and repeated',
          ['核对票数', 'Check the counts'],
          { pointer: '/body', clause: 'cadre.recommendation' },
        );
      const { plan } = state.book;
      if (plan?.occasion === 'term' && body.tally.length <= plan.posts)
        return refuse(
          'list-too-short',
          '换届的参考人选须多于职数 (差额)',
          'For a change of term the reference list holds more names than posts',
          ['增加参考人选', 'Put more names on the list'],
          { pointer: '/body/tally', clause: 'cadre.talks' },
        );
      return wrongTally(body.tally, body.returned - body.invalid, evidence);
    },
    apply: (state, fact) => {
      const { entitled, present, issued, returned, tally } = fact.body;
      state.book.meeting = { on: fact.on, asked: entitled, present, issued, returned, votes: record(tally) };
      delete state.book.meetingSkipped;
    },
  }),
  /** Only where the unit is small, the two circles are the same and the talks agree. */
  skipRecommendationMeeting: act<SelectionBook, { smallUnit: true; sameCircle: true; concentrated: true }>({
    ...OFFICE,
    kind: 'skipRecommendationMeeting',
    fact: 'recommendationMeetingSkipped',
    title: { zh: '不再进行会议推荐', en: 'Leave out the meeting' },
    body: z.strictObject({ smallUnit: z.literal(true), sameCircle: z.literal(true), concentrated: z.literal(true) }),
    judge: ({ state }) => {
      if (state.book.plan?.occasion !== 'single')
        return refuse(
          'meeting-needed',
          '只有个别提拔任职可以不再会议推荐',
          'The meeting may be left out in a single promotion only',
          ['进行会议推荐', 'Hold the meeting'],
          { clause: 'cadre.single' },
        );
      return state.book.talks
        ? undefined
        : refuse('talks-first', '先谈话调研推荐', 'The talks come first', ['先提交 recordRecommendationTalks', 'Give it first'], {
            clause: 'cadre.single',
          });
    },
    apply: (state) => {
      state.book.meetingSkipped = true;
    },
  }),
  concludeRecommendation: act<SelectionBook, Record<string, never>>({
    ...OFFICE,
    kind: 'concludeRecommendation',
    fact: 'recommendationConcluded',
    title: { zh: '汇总民主推荐情况', en: 'Conclude the recommendation' },
    body: z.strictObject({}),
    judge: ({ state }) =>
      state.book.talks && (state.book.meeting || state.book.meetingSkipped)
        ? undefined
        : refuse(
            'recommendation-incomplete',
            '民主推荐包括谈话调研推荐和会议推荐, 还没有做完',
            'Talks and meeting both belong to the recommendation',
            ['补做未完成的部分', 'Do what is missing'],
            { clause: 'cadre.recommendation' },
          ),
    apply: (state, fact, statute) => {
      state.book.recommendedOn = fact.on;
      // Sorted: a tally that was stored meanwhile has its keys in another order, and a ledger folds to the same bytes everywhere.
      const { talks, meeting } = state.book;
      state.book.nominees = [...new Set([...Object.keys(talks?.votes ?? {}), ...Object.keys(meeting?.votes ?? {})])].sort();
      state.book.recused = state.book.nominees;
      closeStep(state, statute, 'K2', fact);
    },
  }),
};
