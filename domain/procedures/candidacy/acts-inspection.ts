import { z } from 'zod';
import { addDays } from '../../calendar/day';
import { addWorkdays } from '../../calendar/workdays';
import { closeStep, end } from '../../case/moves';
import { paperMissing } from '../../case/papers';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { clauseOf, numberOf, type Statute } from '../../law/statute';
import type { CandidacyBook, Must } from './book';
import { MUSTS } from './book';
import { missingMusts, unclearMust } from './musts';
import { Interests, recusedFrom } from './recusal';

const Count = z.number().int().min(0).max(10_000);
const Empty = z.strictObject({});
const OFFICE = { seats: ['committee-officer'], via: ['person'], signs: 'committee' } as const;
/** Done by the group, or for it: by nobody with an interest in the person. */
const EXAMINED = { ...OFFICE, evidence: Interests } as const;
type State = MachineState<CandidacyBook>;

const needs = (has: unknown, zh: string, en: string, what: string): Refusal | undefined =>
  has
    ? undefined
    : refuse('inspection-incomplete', zh, en, [`先提交 ${what}`, `Give ${what} first`], { pointer: '/kind', clause: 'cadre.inspection' });

/** After the notice, and not before the days that a local rule asks for. */
const previewed = (state: State, statute: Statute, on: string): Refusal | undefined => {
  const missing = needs(state.book.previewOn, '先发布考察预告', 'The inspection is announced first', 'postPreview');
  if (missing || !state.book.previewOn) return missing;
  const days = numberOf(statute, 'cadre.previewDays');
  const first = days === 0 ? state.book.previewOn : addDays(addWorkdays(statute.calendar, state.book.previewOn, days).end, 1);
  return on < first
    ? refuse(
        'too-early',
        `考察预告须提前 ${days} 个工作日, 最早 ${first}`,
        `The announcement runs ${days} working days, until ${first}`,
        [`等到 ${first}`, `Wait until ${first}`],
        { earliest: first, clause: clauseOf(statute, 'cadre.previewDays'), pointer: '/on' },
      )
    : undefined;
};

/** K4 (考察): two or more inspectors of the organisation department, the notice, talks, appraisal, the four musts, a signed report. */
export const inspectionActs = {
  /** Opened by the selection when the object was fixed; the inspector's verdict on it is given here, for this person. */
  openCandidacy: act<CandidacyBook, { post: string; plan: NonNullable<CandidacyBook['plan']> }>({
    kind: 'openCandidacy',
    fact: 'candidacyOpened',
    title: { zh: '列为考察对象', en: 'Named as inspection object' },
    body: z.strictObject({ post: z.string().max(60), plan: z.record(z.string(), z.unknown()) }) as never,
    seats: ['administrator'],
    via: ['system'],
    apply: (state, fact, statute) => {
      state.book.post = fact.body.post;
      state.book.plan = fact.body.plan;
      state.book.probation = fact.body.plan.probation;
      closeStep(state, statute, 'C3', fact);
    },
  }),
  /** The inspector sent the naming back: the reasons are put in order and laid before him again. */
  resubmitObject: act<CandidacyBook, Record<string, never>>({
    ...OFFICE,
    kind: 'resubmitObject',
    fact: 'objectResubmitted',
    title: { zh: '补正后重新提交', en: 'Put in order and lay before the inspector again' },
    body: Empty,
    apply: (state, fact, statute) => closeStep(state, statute, 'C3', fact),
  }),
  formGroup: act<CandidacyBook, { members: string[] }, { eligible: string[] }>({
    ...OFFICE,
    kind: 'formGroup',
    fact: 'groupFormed',
    title: { zh: '组成考察组', en: 'Form the inspection group' },
    body: z.strictObject({ members: z.array(z.uuid()).min(1).max(12) }),
    evidence: z.object({ eligible: z.array(z.string()) }),
    judge: ({ state, body, evidence, statute }) => {
      const least = numberOf(statute, 'cadre.examinersMin');
      if (state.book.plan?.skipsRank && !state.book.prior.rank)
        return refuse(
          'prior-reply-missing',
          '越级提拔须在考察前报上级组织部门同意',
          'Skipping a rank needs the higher department’s agreement before the inspection',
          ['先提交 recordHigherReply (rank)', 'Give recordHigherReply (rank) first'],
          { clause: 'cadre.prior' },
        );
      if (new Set(body.members).size < least)
        return refuse(
          'group-too-small',
          `考察组由 ${least} 名以上成员组成`,
          `The group has ${least} members or more`,
          ['增加成员', 'Add members'],
          { pointer: '/body/members', clause: clauseOf(statute, 'cadre.examinersMin') },
        );
      const bad = body.members.findIndex((id) => !evidence.eligible.includes(id) || id === state.subject);
      return bad < 0
        ? undefined
        : refuse(
            'examiner-not-eligible',
            '考察组成员须是本级组织干部, 且与考察对象没有须回避的关系',
            'A member is an officer of this committee without an interest in the person',
            ['换一位成员', 'Choose somebody else'],
            { pointer: `/body/members/${bad}`, clause: 'cadre.inspection' },
          );
    },
    apply: (state, fact) => {
      state.book.group = [...new Set(fact.body.members)];
      state.book.signatures = state.book.signatures.filter((id) => state.book.group.includes(id));
    },
  }),
  postPreview: act<CandidacyBook, Record<string, never>>({
    ...OFFICE,
    kind: 'postPreview',
    fact: 'previewPosted',
    title: { zh: '发布考察预告', en: 'Announce the inspection' },
    body: Empty,
    judge: ({ state }) => needs(state.book.group.length > 0, '先组成考察组', 'Form the group first', 'formGroup'),
    apply: (state, fact) => {
      state.book.previewOn = fact.on;
    },
  }),
  recordInspectionTalks: act<CandidacyBook, { talked: number }, Interests>({
    ...EXAMINED,
    kind: 'recordInspectionTalks',
    fact: 'inspectionTalksHeld',
    title: { zh: '考察谈话', en: 'Inspection talks' },
    body: z.strictObject({ talked: Count.min(1) }),
    judge: ({ state, statute, command, evidence }) => recusedFrom(state.book, evidence, command) ?? previewed(state, statute, command.on),
    apply: (state, fact) => {
      state.book.talks = (state.book.talks ?? 0) + fact.body.talked;
    },
  }),
  recordAppraisal: act<CandidacyBook, NonNullable<CandidacyBook['appraisal']>, Interests>({
    ...EXAMINED,
    kind: 'recordAppraisal',
    fact: 'appraisalHeld',
    title: { zh: '民主测评', en: 'Democratic appraisal' },
    body: z.strictObject({ present: Count, excellent: Count, competent: Count, basic: Count, incompetent: Count }),
    judge: ({ state, statute, command, body, evidence }) =>
      recusedFrom(state.book, evidence, command) ??
      previewed(state, statute, command.on) ??
      (body.excellent + body.competent + body.basic + body.incompetent > body.present
        ? refuse('counts-do-not-add-up', '各档票数之和超过到会人数', 'More papers than people present', ['核对票数', 'Check the counts'], {
            pointer: '/body',
            clause: 'cadre.inspection',
          })
        : undefined),
    apply: (state, fact) => {
      state.book.appraisal = fact.body;
    },
  }),
  recordMust: act<CandidacyBook, { must: Must; result: 'clear' | 'issue' }, Interests>({
    ...EXAMINED,
    kind: 'recordMust',
    fact: 'mustDone',
    title: { zh: '凡提四必', en: 'One of the four musts' },
    body: z.strictObject({ must: z.enum(Object.keys(MUSTS) as [Must, ...Must[]]), result: z.enum(['clear', 'issue']) }),
    judge: ({ state, body, command, evidence }) => {
      const { paper, zh, en } = MUSTS[body.must];
      const recused = recusedFrom(state.book, evidence, command);
      if (recused) return recused;
      return paperMissing(command.papers, paper, {
        clause: 'cadre.musts',
        text: [`${zh}, 须附 ${paper}`, `For this (${en}) a paper is needed`],
      });
    },
    apply: (state, fact) => {
      state.book.musts[fact.body.must] = { on: fact.on, result: fact.body.result };
    },
  }),
  /** The conclusion on integrity, signed by the Party secretary and the discipline secretary. */
  signIntegrity: act<CandidacyBook, { partySecretary: true; disciplineSecretary: true }, Interests>({
    ...EXAMINED,
    kind: 'signIntegrity',
    fact: 'integritySigned',
    title: { zh: '廉洁自律结论性意见 (双签字)', en: 'Conclusion on integrity, signed twice' },
    body: z.strictObject({ partySecretary: z.literal(true), disciplineSecretary: z.literal(true) }),
    judge: ({ state, evidence, command }) => recusedFrom(state.book, evidence, command),
    apply: (state, fact) => {
      state.book.integrityOn = fact.on;
    },
  }),
  signReport: act<CandidacyBook, Record<string, never>, Interests>({
    ...EXAMINED,
    kind: 'signReport',
    fact: 'reportSigned',
    title: { zh: '考察组成员署名', en: 'Sign the report' },
    body: Empty,
    judge: ({ state, command, evidence }) => {
      const recused = recusedFrom(state.book, evidence, command);
      if (recused) return recused;
      if (command.actor.id !== command.recorder.id || !state.book.group.includes(command.actor.id))
        return refuse(
          'not-in-group',
          '考察材料由考察组成员本人署名',
          'The report is signed by members of the group themselves',
          ['由考察组成员登录后署名', 'Let a member sign'],
          { pointer: '/actor', clause: 'cadre.inspection' },
        );
      return needs(
        state.book.talks && state.book.appraisal,
        '先完成谈话和测评',
        'Talks and appraisal come first',
        'recordInspectionTalks, recordAppraisal',
      );
    },
    apply: (state, fact) => {
      if (fact.actor && !state.book.signatures.includes(fact.actor.id)) state.book.signatures.push(fact.actor.id);
    },
  }),
  concludeInspection: act<CandidacyBook, { suitable: boolean }, Interests>({
    ...EXAMINED,
    kind: 'concludeInspection',
    fact: 'inspectionConcluded',
    title: { zh: '形成考察材料', en: 'Conclude the inspection' },
    body: z.strictObject({ suitable: z.boolean() }),
    judge: ({ state, body, statute, evidence, command }) => {
      const recused = recusedFrom(state.book, evidence, command);
      if (recused || !body.suitable) return recused;
      const { book } = state;
      const least = numberOf(statute, 'cadre.examinersMin');
      return (
        needs(book.previewOn, '还没有发布考察预告', 'The inspection was not announced', 'postPreview') ??
        needs(book.talks, '还没有考察谈话', 'There were no talks', 'recordInspectionTalks') ??
        needs(book.appraisal, '还没有民主测评', 'There was no appraisal', 'recordAppraisal') ??
        missingMusts(book) ??
        unclearMust(book) ??
        needs(book.integrityOn, '还没有廉洁自律结论性意见', 'The conclusion on integrity is missing', 'signIntegrity') ??
        needs(book.signatures.length >= least, `考察材料须有 ${least} 名以上成员署名`, `${least} members sign the report`, 'signReport')
      );
    },
    apply: (state, fact, statute) => {
      if (!fact.body.suitable) {
        end(state, 'unsuitable', fact.on);
        return;
      }
      state.book.inspectedOn = fact.on;
      closeStep(state, statute, 'C4', fact);
    },
  }),
};
