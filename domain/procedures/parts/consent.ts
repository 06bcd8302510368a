import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import { type Statute, stepOf } from '../../law/statute';

/** The consent without which the step does nothing, in the words of the refusal. */
export const consentMissing = (state: MachineState, statute: Statute, step: string): Refusal[] => {
  const consent = stepOf(statute, step)?.consent;
  return consent && (!state.consents[consent] || state.consents[consent]?.withdrawn)
    ? [
        refuse(
          'consent-missing',
          `缺少申请人的“${consent}”同意`,
          `The applicant’s consent "${consent}" is missing`,
          [`申请人先提交 giveConsent: ${consent}`, `The applicant gives consent "${consent}"`],
          {},
        ),
      ]
    : [];
};
