import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Command } from '../domain/case/command';
import type { Fact } from '../domain/case/fact';
import type { SignerKey } from '../domain/case/signers';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';

export type { SignerKey } from '../domain/case/signers';

export interface RunInput {
  readonly state: MachineState;
  readonly statute: Statute;
  /** Trusted from the beginning; what changed since stands in the state. */
  readonly signers: readonly SignerKey[];
  /** Decided in the run before, while it recorded its last words: perhaps not recorded by their senders. */
  readonly decided?: readonly Fact[];
}

export interface Submitted {
  readonly facts: readonly Fact[];
  readonly seq: number;
  /** The command had been applied before: in an earlier run, which has recorded it when there are no facts, or under another update id. */
  readonly again?: boolean;
}

/** An Update, not a signal: the sender waits for the decision, and a refusal leaves no trace. */
export const submit = defineUpdate<Submitted, [Command]>('submit');

/** For reconcile and operators; people read Postgres. */
export const snapshot = defineQuery<{ state: MachineState; statute: string; signers: readonly SignerKey[] }>('snapshot');

export const WORKFLOW = 'procedureRun';
export const workflowId = (procedure: string, id: string): string => `${procedure}:${id}`;
/** Type of the ApplicationFailure whose first detail is a Refusal. */
export const REFUSED = 'Refused';
