import { z } from 'zod';
import { Impartiality, recusal } from '../../case/common/sign-off';
import { closeStep } from '../../case/moves';
import { paperMissing } from '../../case/papers';
import { act, type Context } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { newest } from '../../case/undo';
import { type AnnulmentBook, HEARD, MEASURES } from './book';

const Hearing = z.strictObject({ how: z.enum(['in-person', 'in-writing', 'declined']) });

const Conclusion = z.strictObject({
  proposes: z.enum(['annul', 'keep']),
  responsible: z
    .array(z.strictObject({ person: z.uuid(), measure: z.enum(MEASURES) }))
    .max(30)
    .default([]),
});
type Conclusion = z.infer<typeof Conclusion>;

const wrongList = (
  { proposes, responsible }: Conclusion,
  known: readonly string[],
  subject: string | undefined,
  reasoned: boolean,
): Refusal | undefined => {
  const at = (index: number) => ({ pointer: `/body/responsible/${index}/person`, clause: 'annulment.opening' });
  for (const [index, { person }] of responsible.entries()) {
    if (!known.includes(person))
      return refuse('unknown-person', '没有这个人', 'There is no such person', ['核对责任人', 'Check who is named'], at(index));
    if (person === subject || responsible.findIndex((one) => one.person === person) !== index)
      return refuse(
        'duplicate',
        '责任人重复, 或就是本人 (本人由撤销处理)',
        'Somebody is named twice, or is the person concerned',
        ['每人只列一次', 'Name everybody once'],
        at(index),
      );
  }
  return proposes === 'annul' && responsible.length === 0 && !reasoned
    ? refuse(
        'nobody-named',
        '撤销须写明责任人, 确无责任人的附书面理由',
        'An annulment names those who answer for it, or says in writing why nobody does',
        ['填写 responsible, 或上传“理由”材料', 'Fill in responsible, or upload a paper of kind "reason"'],
        { pointer: '/body/responsible', clause: 'annulment.opening' },
      )
    : undefined;
};

/** Who of those who act or write it down had passed or decided what is to be annulled. */
const Untouched = z.object({ decided: z.array(z.string()) });
type Untouched = z.infer<typeof Untouched>;

/** Whoever let it pass does not examine how it came about (公务员法第七十六条); the body itself decides on it again, at N3. */
const passedIt = ({ evidence, command }: Pick<Context<AnnulmentBook, unknown, Untouched>, 'evidence' | 'command'>): Refusal | undefined =>
  evidence.decided.length === 0
    ? undefined
    : refuse(
        'recused',
        '在原案中作出把关意见或参加决定的人, 不参加撤销的审查',
        'Who passed, or decided, what is to be annulled does not examine it',
        [
          '由未参加原案决定的组织干事办理; 本级没有的, 由上一级团委组织干事办理',
          'Let an officer act who did not decide then; where the committee has none, an officer of the committee above',
        ],
        { pointer: evidence.decided.includes(command.actor.id) ? '/actor' : '/recorder', clause: 'annulment.hearing' },
      );

/** N2: what was found is examined, and the person heard, or asked and declining in writing. */
export const examinationActs = {
  /** Nobody may withhold what the person says: lawful at every step, whatever the case waits for. */
  stateCase: act<AnnulmentBook, Record<string, never>>({
    kind: 'stateCase',
    fact: 'statementGiven',
    title: { zh: '本人申辩', en: 'State one’s case' },
    body: z.strictObject({}),
    seats: ['applicant'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'held', 'suspended'],
    clause: 'annulment.hearing',
    judge: ({ command }) => paperMissing(command.papers, 'statement', { clause: 'annulment.hearing' }),
    apply: (state) => {
      state.book.statements += 1;
    },
    undo: {
      take: ({ book }) => {
        book.statements = Math.max(0, book.statements - 1);
      },
    },
  }),
  recordHearing: act<AnnulmentBook, z.infer<typeof Hearing>, Untouched>({
    kind: 'recordHearing',
    fact: 'hearingHeld',
    title: { zh: '听取本人意见', en: 'Hear the person concerned' },
    body: Hearing,
    evidence: Untouched,
    seats: ['committee-officer', 'committee-approver', 'higher-officer'],
    via: ['person'],
    signs: 'committee',
    clause: 'annulment.hearing',
    judge: ({ body, command, evidence }) =>
      passedIt({ evidence, command }) ?? paperMissing(command.papers, HEARD[body.how], { clause: 'annulment.hearing' }),
    apply: (state, fact) => {
      state.book.hearing = { on: fact.on, how: fact.body.how };
    },
    undo: {
      step: 'N2',
      instead: (others) => newest(others, ({ fact }) => fact === 'hearingHeld'),
      take: ({ book, steps }, { instead }) => {
        if (steps.N2?.closedOn) return;
        if (instead) book.hearing = { on: instead.on, how: z.enum(['in-person', 'in-writing', 'declined']).parse(instead.body.how) };
        else delete book.hearing;
      },
    },
  }),
  /** Of an admission, whose stages the inspector does not pass, he says what he thinks of taking it back. */
  giveOpinion: act<AnnulmentBook, { supports: boolean }, Impartiality>({
    kind: 'giveOpinion',
    fact: 'opinionGiven',
    title: { zh: '纪检意见', en: 'The inspector’s opinion' },
    body: z.strictObject({ supports: z.boolean() }),
    evidence: Impartiality,
    seats: ['inspector'],
    via: ['person'],
    signs: 'inspection',
    clause: 'annulment.hearing',
    judge: ({ evidence }) => recusal(evidence),
    apply: (state, fact) => {
      state.book.opinion = { on: fact.on, supports: fact.body.supports };
    },
  }),
  concludeExamination: act<AnnulmentBook, Conclusion, Untouched & { known: string[] }>({
    kind: 'concludeExamination',
    fact: 'examinationConcluded',
    title: { zh: '提出审查结论', en: 'Conclude the examination' },
    body: Conclusion as z.ZodType<Conclusion>,
    evidence: Untouched.extend({ known: z.array(z.string()) }),
    seats: ['committee-officer', 'higher-officer'],
    via: ['person'],
    signs: 'committee',
    clause: 'annulment.hearing',
    judge: ({ state, body, evidence, command }) => {
      const recused = passedIt({ evidence, command });
      if (recused) return recused;
      if (!state.book.hearing)
        return refuse(
          'hearing-missing',
          '须先听取本人意见, 本人不愿陈述的须有其书面声明',
          'The person is heard first, or declines in writing',
          ['先提交 recordHearing', 'Give recordHearing first'],
          { clause: 'annulment.hearing' },
        );
      if (state.book.of === 'admission' && !state.book.opinion)
        return refuse(
          'opinion-missing',
          '缺少纪检机构的意见',
          'The inspector’s opinion is missing',
          ['请纪检人员提交 giveOpinion', 'Ask the inspector for giveOpinion'],
          { clause: 'annulment.hearing' },
        );
      return wrongList(
        body,
        evidence.known,
        state.subject,
        command.papers.some(({ kind }) => kind === 'reason'),
      );
    },
    apply: (state, fact, statute) => {
      state.book.proposes = fact.body.proposes;
      state.book.responsible = fact.body.responsible;
      state.book.recused = fact.body.responsible.map(({ person }) => person);
      closeStep(state, statute, 'N2', fact);
    },
  }),
};
