import type { Statute } from '../../law/statute';
import type { Fact } from '../fact';
import { standAgain } from '../moves';
import { type Refusal, refuse } from '../refusal';
import { isOpen, type MachineState } from '../state';
import type { Making, Told, Undo, Undone } from '../undo';
import { endNow } from './endings';
import { goBack, isApproved, noWayBack } from './shared';

const undoOf = (making: Making | undefined, { fact }: Told): Undo | undefined => making?.(fact)?.undo as Undo | undefined;

/** The step that the act closed, or that a later fact closed by what it decides. */
const stepOfAct = (state: MachineState, { seq }: Told, undo: Undo | undefined): string | undefined => {
  const own = Object.entries(state.steps).find(([, step]) => step.closedSeq === seq || step.awaiting?.seq === seq)?.[0];
  const decided = undo?.step ? state.steps[undo.step] : undefined;
  return own ?? (decided?.closedSeq !== undefined && decided.openedSeq < seq && seq < decided.closedSeq ? undo?.step : undefined);
};

/** Why it cannot be contested here: what it did can no longer be taken back, and who is left to turn to. */
export const beyondUndoing = (state: MachineState, undone: Told, making: Making | undefined): Refusal | undefined => {
  const undo = undoOf(making, undone);
  const beyond = undo?.beyond?.(state, undone);
  if (beyond) return beyond;
  if (isApproved(state) && (undo?.opening || stepOfAct(state, undone, undo)))
    return refuse(
      'already-approved',
      '本案已经批准, 该记录不能再退回重办',
      'The case is approved: what was recorded is not done anew',
      ['批准有误的, 由批准的团委启动撤销程序', 'If the approval was wrong, the approving committee annuls it'],
      { pointer: '/body/seq', clause: 'admission.approval' },
    );
  return undefined;
};

interface Finding {
  readonly state: MachineState;
  readonly statute: Statute;
  readonly backTo: string | undefined;
  /** Absent in commands of earlier releases. */
  readonly undone: Told | undefined;
  readonly making: Making | undefined;
}

const backMissing = (zh: string, en: string, step?: string): Refusal =>
  refuse(
    'field-missing',
    zh,
    en,
    step ? [`填写 backTo: ${step} 或更早的步骤`, `Fill in backTo: ${step}, or an earlier step`] : ['填写 backTo', 'Fill in backTo'],
    { pointer: '/body/backTo' },
  );

/** Where the case goes back to when the act does not stand: at least to the step that it closed; anywhere behind, or nowhere, if it closed none. */
export const wrongWayBack = ({ state, statute, backTo, undone, making }: Finding): Refusal | undefined => {
  const undo = undone && undoOf(making, undone);
  if (undo?.opening) return undefined;
  const step = undone && stepOfAct(state, undone, undo);
  if (!backTo && step)
    return backMissing(
      `被异议的记录办结了“${step}”, 须写明退回哪一步`,
      `The contested record closed ${step}: say to which step the case goes back`,
      step,
    );
  // Who does not say how it is undone leaves it to the finding.
  if (!backTo) return undo ? undefined : backMissing('撤销代录须写明退回哪一步', 'Say to which step the case goes back');
  const order = statute.steps.map(({ id }) => id);
  if (step && order.indexOf(backTo) > order.indexOf(step))
    return refuse(
      'no-way-back',
      `须退回到“${step}”或更早的步骤`,
      `The case goes back to ${step}, or to an earlier step`,
      [`填写 backTo: ${step}`, `Fill in backTo: ${step}`],
      { pointer: '/body/backTo' },
    );
  return isOpen(state, backTo) ? undefined : noWayBack(state, statute, backTo, '/body/backTo');
};

/** The compensating entry: what the act did is taken back, and the case goes back where the finding says. */
export const takeBack = (
  state: MachineState,
  statute: Statute,
  fact: Fact & { readonly body: { readonly backTo?: string | undefined } },
  making: Making | undefined,
): void => {
  const { contested: undone, backTo } = fact.body as { contested?: Undone; backTo?: string };
  if (backTo) goBack(state, statute, backTo, fact);
  const undo = undone && undoOf(making, undone);
  if (!undo) return;
  if (undo.opening) {
    if (!isApproved(state)) endNow(state, 'not-applied', fact.on);
    return;
  }
  if (undone.declined && !backTo) standAgain(state, undone.declined, fact);
  undo.take?.(state as MachineState<never>, undone, fact, statute);
};
