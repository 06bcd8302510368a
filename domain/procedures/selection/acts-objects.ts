import { z } from 'zod';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { askChildren } from '../../case/telling';
import { clauseOf, type Statute } from '../../law/statute';
import type { SelectionBook } from './book';
import { barred, InspectionObject, onProbation } from './negative-list';
import { isStale } from './validity';

const Objects = z.strictObject({ objects: z.array(InspectionObject).min(1).max(60) });
type Objects = z.infer<typeof Objects>;

/** Looked up on the day: who of them is on probation in the League, and who is on the way to another post; probation in another post bars nobody. Absent in commands of earlier releases. */
const Found = z.object({
  probation: z.array(z.string()).optional(),
  elsewhere: z.array(z.object({ person: z.string(), post: z.string().optional() })).optional(),
});
type Found = z.infer<typeof Found>;

/** One candidacy at a time: named here he would stand on this list in vain, and the list would be shorter than it looks. */
const underWay = (post: string | undefined, pointer: string): Refusal =>
  refuse(
    'duplicate',
    `此人正在${post ? `“${post}”` : '另一职位'}的考察任用程序中, 或已任本职位、尚在试用期`,
    `This person is on the way to ${post ? `"${post}"` : 'another post'}, or on probation in the very post`,
    ['换一位人选; 或先办结、终止该程序再列入', 'Name somebody else; or finish, or end, that candidacy first'],
    { pointer, clause: 'cadre.objects' },
  );

const unfit = (objects: Objects['objects'], { probation, elsewhere }: Found): Refusal | undefined => {
  for (const [index, { person }] of objects.entries()) {
    const pointer = `/body/objects/${index}/person`;
    if (probation?.includes(person)) return onProbation(pointer);
    const other = elsewhere?.find((one) => one.person === person);
    if (other) return underWay(other.post, pointer);
  }
  return undefined;
};

/** More candidates than posts (差额); an equal number only in a single promotion, with the recorded reason that opinions concentrate. */
const tooFew = (state: MachineState<SelectionBook>, objects: number, equalReason: boolean): Refusal | undefined => {
  const posts = state.book.plan?.posts ?? 1;
  if (objects > posts) return undefined;
  const clause = { pointer: '/body/objects', clause: 'cadre.objects' };
  if (objects < posts)
    return refuse('too-few-objects', `考察对象不得少于职数 ${posts}`, `There are ${posts} posts`, ['增加考察对象', 'Name more'], clause);
  if (state.book.plan?.occasion !== 'single')
    return refuse(
      'too-few-objects',
      '换届的考察对象须多于职数',
      'For a change of term there are more objects than posts',
      ['增加考察对象', 'Name more'],
      clause,
    );
  return equalReason
    ? undefined
    : refuse(
        'equal-reason-missing',
        '等额考察须记录推荐意见集中等理由',
        'An equal number needs the recorded reason',
        ['上传 equal-reason, 或增加考察对象', 'Upload a paper of kind "equal-reason", or name more'],
        { ...clause, pointer: '/papers' },
      );
};

const stale = (state: MachineState<SelectionBook>, statute: Statute, on: string): Refusal | undefined =>
  isStale(state, statute, on)
    ? refuse(
        'recommendation-expired',
        '民主推荐结果已超过有效期, 须重新推荐',
        'The recommendation is no longer valid and is repeated',
        ['由系统退回民主推荐; 退回后重新推荐', 'The case goes back to the recommendation; hold it again'],
        { clause: clauseOf(statute, 'cadre.recommendValidity'), pointer: '/on' },
      )
    : undefined;

/** Named in a tally and by nobody's voice: that is no recommendation, however little votes decide. */
const isRecommended = ({ nominees, route, talks, meeting }: SelectionBook, person: string): boolean =>
  nominees.includes(person) && (route === 'competition' || [talks, meeting].some((tally) => (tally?.votes[person] ?? 0) > 0));

/** K3: whom the inspection is about. The inspector's verdict on it is given for each person alone, at the beginning of the candidacy. */
export const objectActs = {
  fixObjects: act<SelectionBook, Objects, Found>({
    kind: 'fixObjects',
    fact: 'objectsFixed',
    title: { zh: '确定考察对象', en: 'Fix the inspection objects' },
    body: Objects as z.ZodType<Objects>,
    seats: ['committee-approver', 'committee-officer'],
    via: ['person'],
    signs: 'committee',
    asks: true,
    evidence: Found,
    judge: ({ state, body, statute, command, evidence }) => {
      const { objects } = body;
      const wrong = stale(state, statute, command.on);
      if (wrong) return wrong;
      if (new Set(objects.map(({ person }) => person)).size !== objects.length)
        return refuse('duplicate', '同一人列了两次', 'Somebody is listed twice', ['删去重复', 'Leave out the repeated one'], {
          pointer: '/body/objects',
        });
      const stranger = objects.findIndex(({ person }) => !isRecommended(state.book, person));
      if (stranger >= 0)
        return refuse(
          'not-recommended',
          '考察对象须从民主推荐或竞争选拔的人选中确定',
          'Only who was recommended, or qualified by competition, may be named',
          ['从推荐人选中确定', 'Choose among those recommended'],
          { pointer: `/body/objects/${stranger}/person`, clause: 'cadre.objects' },
        );
      for (const [index, one] of objects.entries()) {
        const bar = barred(statute, one, command.on, `/body/objects/${index}`);
        if (bar) return bar;
      }
      return (
        unfit(objects, evidence) ??
        tooFew(
          state,
          objects.length,
          command.papers.some((paper) => paper.kind === 'equal-reason'),
        )
      );
    },
    apply: (state, fact, statute) => {
      const people = fact.body.objects.map(({ person }) => person);
      state.book.objectsFixedOn = fact.on;
      state.book.candidates = Object.fromEntries(people.map((person) => [person, {}]));
      state.book.recused = [...new Set([...state.book.nominees, ...people])];
      const { post, plan } = state.book;
      askChildren(state, fact.seq, {
        procedure: 'candidacy',
        act: 'openCandidacy',
        on: fact.on,
        rows: people.map((subject) => ({ subject, body: { post: post?.title ?? '', plan } })),
      });
      closeStep(state, statute, 'K3', fact);
    },
    undo: { step: 'K3' },
  }),
};
