import { z } from 'zod';
import { redo } from '../../case/common/redo';
import type { Fact } from '../../case/fact';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { newest, type Told } from '../../case/undo';
import { clauseOf, numberOf, type Statute } from '../../law/statute';
import { ACTED_BY, BranchFound, notABranch } from '../parts/branch-size';
import type { AdmissionBook } from './book';
import { NAMESAKE, Namesakes, namesakeMark } from './identity';
import { IRREGULAR } from './irregular';

/** Looked up by the sender on the day of the act: full years of age, membership, another open case. Never the birth date itself. */
export const Candidate = Namesakes.extend({
  ageYears: z.number().int(),
  isMember: z.boolean(),
  otherOpenCase: z.boolean(),
  isMinor: z.boolean().optional(),
});
type Candidate = z.infer<typeof Candidate>;

/** A1's gate: 14 or older, under 28, not yet a member, no other open application. */
const mayApply = (statute: Statute, found: Candidate): Refusal | undefined => {
  const min = numberOf(statute, 'admission.ageMin');
  const under = numberOf(statute, 'admission.ageUnder');
  const clause = clauseOf(statute, 'admission.ageMin');
  if (found.isMember)
    return refuse(
      'already-member',
      '此人已是团员',
      'This person is a member already',
      ['办理组织关系转接或补档', 'Transfer the membership or restore the file'],
      { pointer: '/subject', clause: 'admission.single' },
    );
  if (found.otherOpenCase)
    return refuse(
      'duplicate',
      '此人已有在办的入团申请',
      'This person has an open application',
      ['在原申请上继续办理', 'Go on with the open one'],
      { pointer: '/subject', clause: 'admission.single' },
    );
  if (found.ageYears < min)
    return refuse(
      'too-young',
      `年满 ${min} 周岁才可以申请入团`,
      `One may apply from the age of ${min}`,
      ['到生日时系统会提醒', 'A reminder comes on the birthday'],
      { pointer: '/subject', clause },
    );
  if (found.ageYears >= under)
    return refuse(
      'over-age',
      `已满 ${under} 周岁, 不能申请入团`,
      `One may apply under the age of ${under}`,
      ['核对身份证件上的出生日期', 'Check the birth date on the identity card'],
      { pointer: '/subject', clause },
    );
  return undefined;
};

/** Said by the evidence, kept by the fact. */
const OPENING_KEEPS = ['isMinor', ...NAMESAKE];

const opened = (state: MachineState<AdmissionBook>, fact: Fact & { readonly body: { privacyVersion: string } }, statute: Statute): void => {
  const { privacyVersion, isMinor, namesake } = fact.body as { privacyVersion: string; isMinor?: boolean; namesake?: boolean };
  state.consents.privacy = { version: privacyVersion, on: fact.on };
  if (isMinor) state.book.minor = true;
  if (namesake) state.book.namesake = true;
  closeStep(state, statute, 'A1', fact);
};

/** Who nominated, by the rest of the ledger: not before the branch last decided against. */
const nominationIn = (others: readonly Told[]): Told | undefined => {
  const nomination = newest(others, ({ fact }) => ['nominated', 'activistNominated'].includes(fact));
  const against = newest(others, ({ fact, body }) => fact === 'activistDecided' && body.chosen === false);
  return nomination && against && against.seq > nomination.seq ? undefined : nomination;
};

const nominator = ({ fact, body }: Told): string => (fact === 'nominated' ? 'pioneers' : String(body.by));

export const applicationActs = {
  /** A1, first way in: the applicant's own written application (入团申请书). */
  apply: act<AdmissionBook, { privacyVersion: string }, Candidate>({
    kind: 'apply',
    fact: 'applied',
    title: { zh: '提交入团申请书', en: 'Apply' },
    body: z.strictObject({ privacyVersion: z.string().min(1).max(40) }),
    evidence: Candidate,
    keeps: OPENING_KEEPS,
    seats: ['applicant'],
    via: ['person'],
    judge: ({ statute, evidence }) => mayApply(statute, evidence),
    apply: (state, fact, statute) => {
      state.book.route = 'application';
      opened(state, fact, statute);
    },
    mark: namesakeMark,
    undo: { opening: true },
  }),
  /** A1, second way in: the Young Pioneers' nomination (少先队推优), with the child's own application behind it. */
  nominate: act<AdmissionBook, { privacyVersion: string }, Candidate>({
    kind: 'nominate',
    fact: 'nominated',
    title: { zh: '少先队推优', en: 'Nomination by the Young Pioneers' },
    body: z.strictObject({ privacyVersion: z.string().min(1).max(40) }),
    evidence: Candidate,
    keeps: OPENING_KEEPS,
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    judge: ({ statute, evidence }) => mayApply(statute, evidence),
    apply: (state, fact, statute) => {
      state.book.route = 'nomination';
      state.book.nominatedBy = 'pioneers';
      opened(state, fact, statute);
    },
    mark: namesakeMark,
    undo: { opening: true },
  }),
  recordTalk: act<AdmissionBook, { conclusion: 'positive' | 'continue-guidance' }>({
    kind: 'recordTalk',
    fact: 'talkHeld',
    title: { zh: '派人谈话', en: 'Talk with the applicant' },
    body: z.strictObject({ conclusion: z.enum(['positive', 'continue-guidance']) }),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person', 'occasion'],
    apply: (state, fact, statute) => {
      state.book.guidance = fact.body.conclusion === 'continue-guidance';
      closeStep(state, statute, 'A2', fact);
    },
    undo: {},
  }),
  nominateActivist: act<AdmissionBook, { by: 'members' | 'pioneers' }>({
    kind: 'nominateActivist',
    fact: 'activistNominated',
    title: { zh: '推荐为入团积极分子', en: 'Nominate as activist' },
    body: z.strictObject({ by: z.enum(['members', 'pioneers']) }),
    seats: ['branch-secretary', 'branch-committee', 'member'],
    via: ['person', 'occasion'],
    apply: (state, fact) => {
      state.book.nominatedBy = fact.body.by;
    },
    undo: {
      instead: nominationIn,
      take: ({ book, steps }, { instead }) => {
        if (instead) book.nominatedBy = nominator(instead);
        else {
          delete book.nominatedBy;
          // What was decided on a nomination that was none is decided again, as long as it is not filed.
          if (!steps.A3?.closedOn) delete book.activistDecidedOn;
        }
      },
    },
  }),
  decideActivist: act<AdmissionBook, { chosen: boolean; body: 'committee' | 'meeting' }, BranchFound & { hasCommittee: boolean }>({
    kind: 'decideActivist',
    keeps: [...IRREGULAR, ACTED_BY],
    fact: 'activistDecided',
    title: { zh: '研究确定入团积极分子', en: 'Decide on the activist' },
    body: z.strictObject({ chosen: z.boolean(), body: z.enum(['committee', 'meeting']) }),
    evidence: BranchFound.extend({ hasCommittee: z.boolean() }),
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    signs: 'branch',
    judge: ({ state, body, evidence, statute, imported }) => {
      const few = notABranch(statute, evidence, imported);
      if (few) return few;
      if (!state.book.nominatedBy)
        return refuse(
          'not-nominated',
          '还没有团员推荐或少先队推优',
          'Nobody has nominated the applicant',
          ['先记录推荐 (nominateActivist)', 'Record the nomination first (nominateActivist)'],
          { clause: 'admission.activist', pointer: '/kind' },
        );
      if (body.body === 'committee' && !evidence.hasCommittee && !evidence.actedBy)
        return refuse(
          'no-committee',
          '本支部不设支部委员会, 由支部大会研究',
          'The branch has no committee, its meeting decides',
          ['改为 body: meeting', 'Use body: meeting'],
          { pointer: '/body/body', clause: 'admission.activist' },
        );
      return undefined;
    },
    apply: (state, fact) => {
      if (fact.body.chosen) {
        state.book.activistDecidedOn = fact.on;
        delete state.book.declinedOn;
      } else {
        delete state.book.nominatedBy;
        delete state.book.activistDecidedOn;
        state.book.declinedOn = fact.on;
      }
    },
    undo: {
      step: 'A3',
      instead: nominationIn,
      take: (state, { body, on, instead }, fact, statute) => {
        const { book } = state;
        if (body.chosen) {
          redo(state, statute, 'A3', fact);
          return;
        }
        if (book.declinedOn === on) delete book.declinedOn;
        if (instead) book.nominatedBy ??= nominator(instead);
      },
    },
  }),
  fileActivist: act<AdmissionBook, { result: 'filed' | 'returned' }>({
    kind: 'fileActivist',
    fact: 'activistFiled',
    title: { zh: '积极分子备案', en: 'File the activist with the committee' },
    body: z.strictObject({ result: z.enum(['filed', 'returned']) }),
    seats: ['committee-officer'],
    via: ['person', 'occasion'],
    signs: 'committee',
    judge: ({ state }) =>
      state.book.activistDecidedOn
        ? undefined
        : refuse(
            'not-decided',
            '支部还没有研究确定',
            'The branch has not decided yet',
            ['先由支部研究 (decideActivist)', 'The branch decides first (decideActivist)'],
            { clause: 'admission.activist', pointer: '/kind' },
          ),
    apply: (state, fact, statute) => {
      if (fact.body.result === 'returned') {
        delete state.book.activistDecidedOn;
        return;
      }
      state.book.cultivationFrom = fact.on;
      closeStep(state, statute, 'A3', fact);
    },
  }),
  /** A4. Contacts are members; one is enough, two are the most. */
  appointContacts: act<AdmissionBook, { contacts: string[] }, BranchFound & { eligible: string[] }>({
    kind: 'appointContacts',
    fact: 'contactsAppointed',
    title: { zh: '指定培养联系人', en: 'Appoint cultivation contacts' },
    body: z.strictObject({ contacts: z.array(z.uuid()).min(1).max(8) }),
    evidence: BranchFound.extend({ eligible: z.array(z.string()) }),
    keeps: [ACTED_BY],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    judge: ({ state, body, evidence, statute, imported }) =>
      notABranch(statute, evidence, imported) ?? contactsFit(statute, body.contacts, evidence.eligible, state.subject),
    apply: (state, fact, statute) => {
      state.book.contacts = fact.body.contacts;
      closeStep(state, statute, 'A4', fact);
    },
    undo: {},
  }),
  replaceContact: act<AdmissionBook, { contacts: string[]; why: string }, BranchFound & { eligible: string[] }>({
    kind: 'replaceContact',
    fact: 'contactReplaced',
    title: { zh: '更换培养联系人', en: 'Replace a cultivation contact' },
    body: z.strictObject({ contacts: z.array(z.uuid()).min(1).max(8), why: z.enum(['left', 'punished', 'ill', 'other']) }),
    evidence: BranchFound.extend({ eligible: z.array(z.string()) }),
    keeps: [ACTED_BY],
    seats: ['branch-secretary', 'branch-committee'],
    via: ['person'],
    needsNoConsent: true,
    judge: ({ state, body, evidence, statute, imported }) =>
      notABranch(statute, evidence, imported) ?? contactsFit(statute, body.contacts, evidence.eligible, state.subject),
    // The clock of cultivation goes on: a contact who leaves costs the applicant nothing.
    apply: (state, fact) => {
      state.book.contacts = fact.body.contacts;
    },
    undo: {
      instead: (others) => newest(others, ({ fact }) => ['contactsAppointed', 'contactReplaced'].includes(fact)),
      take: ({ book }, { instead }) => {
        if (instead) book.contacts = [...(instead.body.contacts as string[])];
      },
    },
  }),
};

const contactsFit = (statute: Statute, contacts: string[], eligible: string[], subject?: string): Refusal | undefined => {
  const min = numberOf(statute, 'admission.contactsMin');
  const max = numberOf(statute, 'admission.contactsMax');
  const clause = clauseOf(statute, 'admission.contactsMax');
  if (contacts.length < min || contacts.length > max || new Set(contacts).size !== contacts.length)
    return refuse(
      'contacts-count',
      `培养联系人为 ${min} 至 ${max} 名, 不重复`,
      `${min} to ${max} different contacts`,
      ['调整人选', 'Change the list'],
      { pointer: '/body/contacts', clause },
    );
  const bad = contacts.findIndex((id) => !eligible.includes(id) || id === subject);
  return bad < 0
    ? undefined
    : refuse(
        'contact-not-eligible',
        '培养联系人须是权利完整的团员',
        'A contact must be a member with full rights',
        ['换一位团员', 'Choose another member'],
        { pointer: `/body/contacts/${bad}`, clause },
      );
};
