import { z } from 'zod';
import { end } from '../moves';
import { ownHandMissing } from '../papers';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { unknownEdition } from './consent-texts';
import { isApproved, releaseAll } from './shared';

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
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    // Faith is nobody else's to declare; the applicant signs personally, also a minor.
    judge: ({ body, command, imported }) =>
      body.consent === 'faith-declaration' && command.actor.seat !== 'applicant'
        ? refuse(
            'wrong-seat',
            '信仰声明须由本人作出',
            'Only the applicant declares this',
            ['由申请人本人提交', 'Let the applicant give it'],
            { pointer: '/actor', clause: 'admission.form' },
          )
        : (unknownEdition(body.version, '/body/version', { imported }) ??
          ownHandMissing({ command, imported }, body.consent === 'faith-declaration' ? 'admission.form' : 'project.record')),
    apply: (state, fact) => {
      state.consents[fact.body.consent] = { version: fact.body.version, on: fact.on };
    },
  }),
  withdrawConsent: act({
    kind: 'withdrawConsent',
    fact: 'consentWithdrawn',
    title: { zh: '撤回同意', en: 'Withdraw consent' },
    body: z.strictObject({ consent: z.enum(['privacy', 'publication', 'faith-declaration', 'transfer']) }),
    seats: ['applicant', 'guardian'],
    via: ['person'],
    anywhere: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, body, command, imported }) =>
      state.consents[body.consent] && !state.consents[body.consent]?.withdrawn
        ? ownHandMissing({ command, imported }, 'project.record')
        : refuse(
            'no-consent',
            '没有可撤回的同意',
            'There is no consent to withdraw',
            ['先查看本案的同意记录', 'Look at the consents of this case'],
            { pointer: '/body/consent' },
          ),
    apply: (state, fact) => {
      const given = state.consents[fact.body.consent];
      if (given) state.consents[fact.body.consent] = { ...given, withdrawn: true };
      // After the approval the membership stands, and its file with it.
      if (fact.body.consent === 'privacy' && !isApproved(state)) {
        end(state, 'withdrawn', fact.on);
        releaseAll(state);
      }
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
  }),
};
