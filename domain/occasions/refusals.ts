import { paperMissing } from '../case/papers';
import type { Refusal } from '../case/refusal';
import type { MachineState } from '../case/state';
import type { Statute } from '../law/statute';
import { type Counts, outcome } from '../procedures/parts/vote';
import type { OccasionBook } from './tell';

/** Whom an approval meeting has voted on and not approved. */
const refusedIn = ({ book }: MachineState<OccasionBook>, statute: Statute): string[] =>
  book.kind === 'approval'
    ? Object.entries(book.entries).flatMap(([id, { status, counts }]) =>
        status === 'voted' && counts && outcome(statute, counts as Counts, 'admission.approval').result === 'not-passed' ? [id] : [],
      )
    : [];

/** Who is not approved is told why in writing, and so is the branch: the minutes do not close without it. */
export const whyRefusedMissing = (
  state: MachineState<OccasionBook>,
  statute: Statute,
  papers: readonly { readonly kind: string }[],
): Refusal | undefined =>
  refusedIn(state, statute).length > 0
    ? paperMissing(papers, 'reason', {
        clause: 'admission.approval',
        text: [
          '有人未获批准: 须附书面理由 (reason), 送达支部和本人',
          'Somebody was not approved: the branch and the applicant are given the reason in writing (reason)',
        ],
      })
    : undefined;

/** Remembers whose files the reason goes into. A meeting that was convened before the switch was given tells all its cases alike. */
export const rememberRefused = (state: MachineState<OccasionBook>, statute: Statute): void => {
  const refused = statute.figures['admission.refusalReason']?.value === true ? refusedIn(state, statute) : [];
  if (refused.length > 0) state.book.detail.refused = refused;
};
