import { z } from 'zod';
import { Day } from '../../calendar/day';
import { Impartiality, recusal } from '../../case/common/sign-off';
import { closeStep, end } from '../../case/moves';
import { paperMissing } from '../../case/papers';
import { act, type Context } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { isOpen } from '../../case/state';
import { clauseOf, numberOf } from '../../law/statute';
import { CONCLUSIONS, type Conclusion, type InvestigationBook, JOINED_MOST } from './book';
import { answeredBy, keepAnswers, owedIn } from './joining';
import { conclude, tellHold } from './settle';

const Id = z.uuid();
const Empty = z.strictObject({});
/** A file or letter number as offices write it; nobody's name fits into it. */
const FileNumber = z
  .string()
  .regex(/^[\p{Script=Han}A-Za-z]{0,12}[〔[（(]?\d{1,8}[〕\]）)]?(?:[-—/.]?\d{1,8}){0,3}[号]?$/u, {
    error: '填写文号, 例如 纪查〔2026〕3号',
  })
  .max(40);

const Opening = z.strictObject({
  cause: z.enum(['verdict', 'objection', 'complaint']),
  receivedOn: Day,
  notice: Id.optional(),
  objection: Id.optional(),
  named: z.boolean().optional(),
  recused: z.array(Id).max(200),
});
type Opening = z.infer<typeof Opening>;

/** Looked up on the day: who may serve, with which conflicts, and how the examined case stands. */
const Serving = Impartiality.extend({ eligible: z.array(Id), of: z.record(z.string(), z.array(z.string())) });
type Serving = z.infer<typeof Serving>;
const Standing = Impartiality.extend({ target: z.enum(['open', 'held', 'suspended', 'ended', 'none']) });
type Standing = z.infer<typeof Standing>;

const SEAT = { seats: ['inspector'], via: ['person'], signs: 'inspection' } as const;

/** Of an objection: all that came with a name. Absent in commands of earlier releases. */
const Objected = z.object({ objections: z.array(z.string()).optional() });

/** Somebody objected with a name of whom the investigation has not been told yet. */
const owesObjector = ({ objection, named, joined = [] }: InvestigationBook, { objections = [] }: z.infer<typeof Objected>): boolean => {
  const others = objections.filter((id) => id !== objection && !joined.some((one) => one.id === id));
  return joined.length < JOINED_MOST && others.length > (named && !objection ? 1 : 0);
};

/** While it is examined only the pair acts, before that any inspector without an interest. */
export const notOfThePair = ({ state, command }: Pick<Context<InvestigationBook>, 'state' | 'command'>): Refusal | undefined =>
  isOpen(state, 'I3') && !state.book.pair.includes(command.actor.id)
    ? refuse(
        'not-of-the-pair',
        '核查由指派的两名纪检人员办理',
        'The investigation is in the hands of the pair that was assigned',
        ['由指派的人员办理; 需要换人的, 重新指派 (assignPair)', 'Let the pair act, or assign another one (assignPair)'],
        { pointer: '/actor', clause: 'project.inspection' },
      )
    : undefined;

export const underConclusion = ({ state }: Pick<Context<InvestigationBook>, 'state'>): Refusal | undefined =>
  state.book.conclusion
    ? refuse(
        'conclusion-pending',
        '已有结论, 正在送达被核查的案件',
        'It is concluded; the case is being told',
        ['等待送达', 'Wait until the case has answered'],
        { pointer: '/kind' },
      )
    : state.book.joining
      ? refuse(
          'joining-pending',
          '正在并案, 稍候',
          'Another investigation is being joined to it',
          ['等待该核查答复', 'Wait until that one has answered'],
          { pointer: '/kind' },
        )
      : undefined;

export const investigationProcedureActs = {
  openInvestigation: act<InvestigationBook, Opening>({
    kind: 'openInvestigation',
    fact: 'investigationOpened',
    title: { zh: '受理登记', en: 'Receive' },
    body: Opening,
    seats: ['administrator'],
    via: ['system', 'person'],
    rightless: true,
    apply: (state, { body, ...fact }, statute) => {
      Object.assign(state.book, {
        cause: body.cause,
        receivedOn: body.receivedOn,
        named: body.named ?? false,
        recused: body.recused,
        holds: body.cause !== 'complaint',
        ...(body.notice ? { notice: body.notice } : {}),
        ...(body.objection ? { objection: body.objection } : {}),
      });
      closeStep(state, statute, 'I1', { ...fact, body });
    },
  }),
  assignPair: act<InvestigationBook, { inspectors: string[]; reference?: string | undefined }, Serving>({
    ...SEAT,
    kind: 'assignPair',
    fact: 'pairAssigned',
    title: { zh: '指派核查人员', en: 'Assign the pair' },
    body: z.strictObject({ inspectors: z.array(Id).min(1).max(6), reference: FileNumber.optional() }),
    evidence: Serving,
    judge: ({ state, body, statute, evidence }) => {
      const wrong = recusal(evidence) ?? underConclusion({ state });
      if (wrong) return wrong;
      const least = numberOf(statute, 'inspection.pairMin');
      const clause = clauseOf(statute, 'inspection.pairMin');
      if (new Set(body.inspectors).size < least)
        return refuse(
          'too-few-inspectors',
          `核查由不少于 ${least} 名纪检人员办理`,
          `At least ${least} different inspectors investigate`,
          [`填写 ${least} 名不同的人员`, `Name ${least} different people`],
          { pointer: '/body/inspectors', clause },
        );
      for (const [index, id] of body.inspectors.entries()) {
        const pointer = `/body/inspectors/${index}`;
        if (!evidence.eligible.includes(id))
          return refuse(
            'not-an-inspector',
            '该人员今天不是本案的纪检人员',
            'The person named is no inspector of this place today',
            ['从本机构或上级机构的纪检人员中指派', 'Choose among the inspectors of this office or one above it'],
            { pointer, clause },
          );
        const conflict = recusal({ conflicts: evidence.of[id] ?? [], substitute: evidence.substitute });
        if (conflict) return { ...conflict, pointer, clause: 'petition.recusal' };
      }
      return undefined;
    },
    apply: (state, fact, statute) => {
      state.book.pair = [...new Set(fact.body.inspectors)];
      if (fact.body.reference) state.book.reference = fact.body.reference;
      closeStep(state, statute, 'I2', fact);
    },
  }),
  /** Whoever gave a name hears whether the complaint is taken up. What was written, and where, stays in the office's own system. */
  answerComplainant: act<InvestigationBook, { letter?: string | undefined; complaint?: string | undefined }, Impartiality>({
    ...SEAT,
    kind: 'answerComplainant',
    fact: 'complainantAnswered',
    title: { zh: '告知实名举报人受理情况', en: 'Answer the named complainant on acceptance' },
    body: z.strictObject({ letter: FileNumber.optional(), complaint: Id.optional() }),
    evidence: Impartiality,
    anywhere: true,
    unordered: true,
    judge: ({ state, body, evidence }) =>
      recusal(evidence) ??
      (answeredBy(state.book, body.complaint)
        ? undefined
        : refuse(
            body.complaint || owedIn(state.book).length === 0 ? 'nothing-owed' : 'complaint-missing',
            body.complaint || owedIn(state.book).length === 0
              ? '该举报不在本核查中, 不是实名, 或已经告知'
              : '有多件实名举报待告知, 请填写是哪一件',
            body.complaint || owedIn(state.book).length === 0
              ? 'That complaint is not examined here, has no name, or was answered'
              : 'Several named complainants are owed an answer: say which',
            [
              '填写 complaint (举报见 GET /api/inspection/complaints, 公示异议见 GET /api/objections)',
              'Fill in complaint (see GET /api/inspection/complaints, of an objection GET /api/objections)',
            ],
            { pointer: '/body/complaint', clause: 'petition.acceptance' },
          )),
    apply: (state, fact, statute) => {
      const { book } = state;
      const complaint = answeredBy(book, fact.body.complaint)?.complaint;
      const found = book.joined?.find(({ id }) => id === complaint);
      if (found) found.answeredOn = fact.on;
      else book.answeredOn = fact.on;
      keepAnswers(state, statute, fact);
    },
  }),
  /** Said by the system's watch: somebody else objected with a name to the same person. He is owed an answer of his own, in his own days. */
  noteObjector: act<InvestigationBook, { objection: string; receivedOn: string }>({
    kind: 'noteObjector',
    fact: 'objectorNoted',
    title: { zh: '又有实名异议', en: 'Another objection with a name' },
    body: z.strictObject({ objection: Id, receivedOn: Day }),
    seats: ['administrator'],
    via: ['system'],
    rightless: true,
    anywhere: true,
    unordered: true,
    clause: 'petition.acceptance',
    judge: ({ state: { book }, body }) =>
      book.objection === body.objection || book.joined?.some(({ id }) => id === body.objection)
        ? refuse('duplicate', '该异议已在本核查中', 'That objection is known here', ['无需办理', 'Nothing to do'], {
            pointer: '/body/objection',
          })
        : (book.joined?.length ?? 0) < JOINED_MOST
          ? undefined
          : refuse('too-many', '实名举报和异议过多', 'Too many with a name', ['一并告知', 'Answer them together'], {}),
    apply: (state, fact, statute) => {
      const { objection, receivedOn } = fact.body;
      state.book.joined = [...(state.book.joined ?? []), { id: objection, receivedOn, named: true }];
      keepAnswers(state, statute, fact);
    },
  }),
  hold: act<InvestigationBook, Record<string, never>, Impartiality>({
    ...SEAT,
    kind: 'hold',
    fact: 'holdDecided',
    title: { zh: '暂停被核查的案件', en: 'Hold the case that is examined' },
    body: Empty,
    evidence: Impartiality,
    judge: ({ state, evidence, command }) => {
      const wrong = recusal(evidence) ?? notOfThePair({ state, command }) ?? underConclusion({ state });
      if (wrong) return wrong;
      if (!state.parent)
        return refuse(
          'no-target',
          '本次核查没有对应的在办案件',
          'No case belongs to this investigation',
          ['无需暂停', 'There is nothing to hold'],
          { clause: 'project.inspection' },
        );
      return state.book.holds
        ? refuse('already-held', '该案已经暂停', 'The case is held already', ['无需再次暂停', 'Nothing to do'], {})
        : undefined;
    },
    apply: (state, fact) => tellHold(state, fact),
  }),
  /** Recorded, and nothing done to anybody: an unnamed complaint that says nothing which could be looked into. */
  setAside: act<InvestigationBook, Record<string, never>, Impartiality>({
    ...SEAT,
    kind: 'setAside',
    fact: 'complaintSetAside',
    title: { zh: '匿名且无可查线索, 登记备查', en: 'Set aside: unnamed, nothing to check' },
    body: Empty,
    evidence: Impartiality,
    judge: ({ state, evidence, command }) => {
      const wrong = recusal(evidence) ?? notOfThePair({ state, command }) ?? underConclusion({ state });
      if (wrong) return wrong;
      const named = state.book.named || state.book.joined?.some((one) => one.named);
      return state.book.cause === 'complaint' && !named && !state.book.holds
        ? undefined
        : refuse(
            'must-be-examined',
            '实名的、因把关意见或公示异议提出的, 或已暂停案件的, 须核查并作出结论',
            'What was signed with a name, came from a verdict or an objection, or holds a case is examined and concluded',
            ['核查后提交 concludeInvestigation', 'Examine it, then concludeInvestigation'],
            { clause: 'petition.secrecy' },
          );
    },
    apply: (state, fact) => {
      state.book.conclusion = { result: 'not-checkable', on: fact.on };
      end(state, 'not-checkable', fact.on);
    },
  }),
  concludeInvestigation: act<
    InvestigationBook,
    { result: Conclusion; letter: string; backTo?: string | undefined },
    Standing & z.infer<typeof Objected>
  >({
    ...SEAT,
    kind: 'concludeInvestigation',
    fact: 'investigationConcluded',
    title: { zh: '作出核查结论', en: 'Conclude' },
    body: z.strictObject({ result: z.enum(CONCLUSIONS), letter: FileNumber, backTo: z.string().min(1).max(16).optional() }),
    evidence: Standing.extend(Objected.shape),
    judge: ({ state, body, evidence, command }) => {
      const wrong = recusal(evidence) ?? notOfThePair({ state, command }) ?? underConclusion({ state });
      if (wrong) return wrong;
      if (isOpen(state, 'IA') || owesObjector(state.book, evidence))
        return refuse(
          'answer-owed',
          '先告知实名举报人受理情况',
          'The named complainant is answered on acceptance first',
          ['先提交 answerComplainant', 'Give answerComplainant first'],
          { clause: 'petition.acceptance' },
        );
      if (body.backTo !== undefined && (!state.book.holds || body.result === 'founded'))
        return refuse(
          'bad-field',
          '只有暂停的案件在继续办理时才填写 backTo',
          'backTo goes with a held case that is to go on',
          ['删去 backTo', 'Leave out backTo'],
          { pointer: '/body/backTo' },
        );
      if (body.result === 'founded' && !state.book.holds && !['none', 'ended'].includes(evidence.target))
        return refuse(
          'hold-first',
          '问题属实的, 先暂停该案再作结论',
          'What is founded stops the case: hold it, then conclude',
          ['先提交 hold', 'Give hold first'],
          { pointer: '/body/result', clause: 'project.inspection' },
        );
      return state.book.holds
        ? paperMissing(command.papers, 'finding', {
            clause: 'project.inspection',
            text: ['恢复或终止案件须附书面核查意见', 'A case that was held hears a written finding'],
          })
        : undefined;
    },
    apply: (state, fact, statute) => {
      const { result, letter, backTo } = fact.body;
      state.book.conclusion = {
        result,
        letter,
        on: fact.on,
        ...(backTo ? { backTo } : {}),
        ...(fact.actor ? { actor: fact.actor } : {}),
        papers: fact.papers.filter(({ kind }) => kind === 'finding'),
      };
      conclude(state, statute, fact);
    },
  }),
};
