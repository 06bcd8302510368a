import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Command } from '../domain/case/command';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';

/** Public key of a process that may send commands; its id begins with `api:` or `worker:`. */
export interface SignerKey {
  readonly id: string;
  /** Ed25519 public key, 32 bytes in hex. */
  readonly publicKey: string;
}

export interface RunInput {
  readonly state: MachineState;
  readonly statute: Statute;
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
export const snapshot = defineQuery<{ state: MachineState; statute: string }>('snapshot');

export const WORKFLOW = 'procedureRun';
export const workflowId = (procedure: string, id: string): string => `${procedure}:${id}`;
/** Type of the ApplicationFailure whose first detail is a Refusal. */
export const REFUSED = 'Refused';
