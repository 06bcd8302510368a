import { z } from 'zod';
import { takeDownName } from '../hanging';
import { ownHandMissing } from '../papers';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';
import { newest, type Told, type Undone } from '../undo';
import { dropEnding, endInName, endingWaits } from './endings';
import { isApproved } from './shared';

/** What else the ledger says of the same consent; that to the use of one’s data was first given with the application. */
const saidElse = (others: readonly Told[], { body: { consent } }: Told): Told | undefined =>
  newest(
    others,
    ({ fact, body }) =>
      (['consentGiven', 'consentWithdrawn'].includes(fact) && body.consent === consent) ||
      (consent === 'privacy' && ['applied', 'nominated'].includes(fact)),
  );

/** Given as the ledger says without what was undone; by default not given. */
const standsAs = (state: MachineState, consent: string, instead: Told | undefined): void => {
  const now = state.consents[consent];
  if (!now) return;
  const version = instead && ((instead.body.version ?? instead.body.privacyVersion) as string | undefined);
  const unit = instead?.body.unit as string | undefined;
  state.consents[consent] =
    instead && version !== undefined
      ? { version, on: instead.on, ...(unit ? { unit } : {}) }
      : { version: now.version, on: now.on, withdrawn: true };
};

/** Giving it anew would not take back what was recorded in his name: a contest does. */
const contestFirst = (until: string): Refusal =>
  refuse(
    'ending-waits',
    `代录的结束事项正在等待生效 (到 ${until})`,
    `An ending that was recorded in somebody’s name waits (until ${until})`,
    ['不是本人办的, 先对代录提出异议 (contestAct)', 'If it was not you, contest it first (contestAct)'],
    { pointer: '/body/consent' },
  );

const consentIn = ({ body }: Undone): string => String(body.consent);

/** What the applicant agrees to, and the guardian’s knowing. */
export const consentsActs = {
  giveConsent: act({
    kind: 'giveConsent',
    fact: 'consentGiven',
    title: { zh: '作出同意', en: 'Give consent' },
    body: z.strictObject({
      consent: z.enum(['privacy', 'publication', 'faith-declaration', 'transfer']),
      version: z.string().min(1).max(40),
    }),
    // A consent to be named on a notice is given to the unit whose notice it is. Absent in facts of earlier releases.
    evidence: z.object({ unit: z.uuid().optional() }),
    keeps: ['unit'],
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    // Faith is nobody else's to declare; the applicant signs personally, also a minor.
    judge: ({ state, body, command, imported }) =>
      body.consent === 'faith-declaration' && command.actor.seat !== 'applicant'
        ? refuse(
            'wrong-seat',
            '信仰声明须由本人作出',
            'Only the applicant declares this',
            ['由申请人本人提交', 'Let the applicant give it'],
            { pointer: '/actor', clause: 'admission.form' },
          )
        : (ownHandMissing({ command, imported }, body.consent === 'faith-declaration' ? 'admission.form' : 'project.record') ??
          (body.consent === 'privacy' && state.ending ? contestFirst(state.ending.until) : undefined)),
    apply: (state, fact) => {
      const { unit } = fact.body as { unit?: string };
      state.consents[fact.body.consent] = { version: fact.body.version, on: fact.on, ...(unit ? { unit } : {}) };
    },
    undo: {
      instead: saidElse,
      take: (state, undone, fact) => {
        const consent = consentIn(undone);
        standsAs(state, consent, undone.instead);
        if (consent === 'publication' && state.consents.publication?.withdrawn) takeDownName(state, fact);
        // The file goes to no other unit by a consent that was never given.
        if (consent === 'transfer' && state.consents.transfer?.withdrawn) delete state.transfer;
      },
    },
  }),
  withdrawConsent: act({
    kind: 'withdrawConsent',
    fact: 'consentWithdrawn',
    title: { zh: '撤回同意', en: 'Withdraw consent' },
    body: z.strictObject({ consent: z.enum(['privacy', 'publication', 'faith-declaration', 'transfer']) }),
    // A transfer waits for its answer, and is off without the consent. Absent in facts of earlier releases, which let it wait on.
    evidence: z.object({ endsTransfer: z.literal(true).optional() }),
    keeps: ['endsTransfer'],
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, body, command, imported, statute }) =>
      (state.consents[body.consent] && !state.consents[body.consent]?.withdrawn) || (state.ending && body.consent === 'privacy')
        ? (ownHandMissing({ command, imported }, 'project.record') ??
          (body.consent === 'privacy' ? endingWaits(state, command, statute) : undefined))
        : refuse(
            'no-consent',
            '没有可撤回的同意',
            'There is no consent to withdraw',
            ['先查看本案的同意记录', 'Look at the consents of this case'],
            { pointer: '/body/consent' },
          ),
    apply: (state, fact, statute) => {
      const given = state.consents[fact.body.consent];
      if (given) state.consents[fact.body.consent] = { ...given, withdrawn: true };
      if (fact.body.consent === 'publication') takeDownName(state, fact);
      if ((fact.body as { endsTransfer?: true }).endsTransfer) delete state.transfer;
      // After the approval the membership stands, and its file with it.
      if (fact.body.consent === 'privacy' && !isApproved(state)) endInName(state, fact, statute, 'withdrawn');
    },
    undo: {
      instead: saidElse,
      take: (state, undone, { on }) => {
        standsAs(state, consentIn(undone), undone.instead);
        dropEnding(state, undone.seq, on);
      },
    },
  }),
  informGuardian: act({
    kind: 'informGuardian',
    fact: 'guardianInformed',
    title: { zh: '告知监护人', en: 'Inform the guardian' },
    body: z.strictObject({ by: z.enum(['paper', 'link', 'meeting']) }),
    seats: ['branch-secretary', 'committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    apply: (state, fact) => {
      state.consents['guardian-informed'] = { version: fact.body.by, on: fact.on };
    },
    undo: {
      instead: (others) => newest(others, ({ fact }) => fact === 'guardianInformed'),
      take: (state, { instead }) => {
        if (instead) state.consents['guardian-informed'] = { version: String(instead.body.by), on: instead.on };
        else delete state.consents['guardian-informed'];
      },
    },
  }),
};
