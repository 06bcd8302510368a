import { z } from 'zod';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { SelectionBook } from './book';
import { Plan } from './plan';

const Persons = z.number().int().min(0).max(999);
const Post = z.strictObject({ title: z.string().min(2).max(60), approved: Persons, incumbents: Persons, openings: Persons.min(1) });
type Post = z.infer<typeof Post>;

/**
 * Looked up on the day: how many the office's other selections for the same post may still appoint. Absent where there is none, and in commands of earlier
 * releases.
 */
const Beside = z.object({ beside: z.number().int().optional() });
type Beside = z.infer<typeof Beside>;

/** Whom a selection appoints counts in the headcount, whichever selection it is. */
const overHeadcount = (
  { approved, incumbents }: Pick<Post, 'approved' | 'incumbents'>,
  more: number,
  { beside = 0 }: Beside,
  pointer: string,
): Refusal | undefined =>
  incumbents + more + beside > approved
    ? refuse(
        'over-headcount',
        `核定职数 ${approved}, 现任 ${incumbents}, ${beside > 0 ? `同一职务另有在办选拔拟配备 ${beside} 名, ` : ''}再配备 ${more} 名将超职数`,
        `${approved} posts are approved, ${incumbents} are filled${beside > 0 ? `, ${beside} may be filled by other selections for the same post that are under way` : ''}: ${more} more would exceed them`,
        beside > 0
          ? [
              '先办结、终止另一选拔, 或减少本次职数; 职务不同的写明全称',
              'Finish or end the other selection, or fill fewer; where the post is another one, give its full title',
            ]
          : ['核对职数; 超出的不得启动', 'Check the headcount; what exceeds it cannot begin'],
        { pointer, clause: 'cadre.analysis' },
      )
    : undefined;

/** K0 and K1: nobody outside the organisation department and the deciding body may begin a selection. */
export const motionActs = {
  analysePost: act<SelectionBook, Post, Beside>({
    kind: 'analysePost',
    fact: 'postAnalysed',
    title: { zh: '分析研判, 核对职数', en: 'Analyse the post and its headcount' },
    body: Post,
    evidence: Beside,
    seats: ['committee-officer'],
    via: ['person'],
    signs: 'committee',
    judge: ({ body, evidence }) => overHeadcount(body, body.openings, evidence, '/body/openings'),
    apply: (state, fact, statute) => {
      state.book.post = fact.body;
      closeStep(state, statute, 'K0', fact);
    },
  }),
  proposeMotion: act<SelectionBook, Plan, Beside>({
    kind: 'proposeMotion',
    fact: 'motionProposed',
    title: { zh: '动议, 形成工作方案', en: 'Move, with the work plan' },
    body: Plan,
    evidence: Beside,
    seats: ['committee-approver', 'committee-officer'],
    via: ['person'],
    signs: 'committee',
    judge: ({ state, body, evidence, command }) => {
      if (body.posts > (state.book.post?.openings ?? 0))
        return refuse(
          'over-headcount',
          `动议的职数超过分析研判的空缺 (${state.book.post?.openings ?? 0})`,
          'More posts than the analysis found vacant',
          ['改为不超过空缺数', 'Use no more than the vacancies'],
          { pointer: '/body/posts', clause: 'cadre.analysis' },
        );
      const over = state.book.post && overHeadcount(state.book.post, body.posts, evidence, '/body/posts');
      if (over) return over;
      if (body.order === 'meeting-first' && body.occasion === 'term')
        return refuse(
          'talks-first',
          '换届时先谈话调研推荐, 再会议推荐',
          'For a change of term the talks come first',
          ['改为 talks-first', 'Use talks-first'],
          { pointer: '/body/order', clause: 'cadre.talks' },
        );
      return body.route === 'competition' && !command.papers.some((paper) => paper.kind === 'competition-reason')
        ? refuse(
            'paper-missing',
            '采用竞争选拔须说明本单位无合适人选等情形',
            'Competition needs the reason why no suitable person is at hand',
            ['上传 competition-reason', 'Upload a paper of kind "competition-reason"'],
            { pointer: '/papers', clause: 'cadre.competition' },
          )
        : undefined;
    },
    apply: (state, fact, statute) => {
      state.book.plan = fact.body;
      state.book.route = fact.body.route;
      closeStep(state, statute, 'K1', fact);
    },
    undo: { step: 'K1' },
  }),
};
