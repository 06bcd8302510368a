import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Pool } from 'pg';
import { actOf } from '../domain/case/acts';
import type { Command } from '../domain/case/command';
import type { Fact } from '../domain/case/fact';
import { fold } from '../domain/case/fold';
import { caseEnded } from '../domain/case/judge';
import type { Refusal } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import { procedureOf } from '../domain/procedures';
import type { CaseAt } from '../records/places';
import { recordFacts } from '../records/record';
import { recordSwiftly } from '../records/record-swiftly';
import { outcomeOf, recordRefusal } from '../records/register';
import type { Statutes } from '../records/statutes';
import { type RunInput, type SignerKey, snapshot, WORKFLOW, workflowId } from '../workflows/messages';
import { decide } from './decide';
import { within } from './temporal';

/** Temporal or a worker cannot be reached now. What is registered stays and is sent again, under the same id, by the sweep or by the sender. */
export class Unavailable extends Error {
  constructor(cause: unknown) {
    super('temporal does not answer', { cause });
    this.name = 'Unavailable';
  }
}

/** The case does not trust the key of this process. That is no answer to the sender: the command waits until an operator has given the key its trust. */
export class Untrusted extends Unavailable {
  constructor(id: string, signer: string) {
    super(new Error(`${id} does not trust ${signer}`));
    this.message = `${id} does not trust ${signer}: see docs/operations.md, "Signing keys"`;
  }
}

export interface CourierDeps {
  client(): Promise<Client>;
  readonly pool: Pool;
  readonly statutes: Statutes;
  readonly taskQueue: string;
  readonly signers: readonly SignerKey[];
  /** Domain time, milliseconds. */
  now(): Promise<number>;
  /** Milliseconds of machine time after which the sender is told to come back: less than the age at which the sweep sends a command again. Default 8,000. */
  readonly patience?: number;
}

export interface Delivered {
  readonly refusal?: Refusal;
  /** Seq of the command's fact; of the newest fact when it was refused. The read row follows, at once unless an earlier fact is still being recorded. */
  readonly seq: number;
  /** The case as it is written now, where that is known. */
  readonly after?: CaseAt | undefined;
}

type Decided = { readonly facts: readonly Fact[]; readonly seq: number } | { readonly refusal: Refusal };

/** Carries registered commands to the workflow that decides them, and its facts into the ledger. */
export class Courier {
  constructor(private readonly deps: CourierDeps) {}

  /**
   * Decide, then record. Every crash in between is healed by doing it again: the Update is known by its id, the record is idempotent.
   *
   * @param read the case as the sender read it; when nothing else has happened to it since, the record takes one statement
   */
  async deliver(command: Command, procedure: string, read?: CaseAt): Promise<Delivered> {
    const { pool, statutes } = this.deps;
    const decided = await this.decide(command, procedure);
    const now = await this.deps.now();
    if ('refusal' in decided) {
      if (await recordRefusal(pool, command, decided.refusal, now))
        return { refusal: decided.refusal, seq: await this.seqOf(command.target) };
      const before = await outcomeOf(pool, command.id);
      return before?.seq ? { seq: before.seq } : { refusal: before?.refusal ?? decided.refusal, seq: await this.seqOf(command.target) };
    }
    const [fact, more] = decided.facts;
    const swift = read && fact && !more ? await recordSwiftly(pool, statutes, read, fact, now) : undefined;
    if (!swift) await recordFacts(pool, statutes, command.target, decided.facts, now);
    return { seq: decided.seq, after: swift?.after };
  }

  /** Starts the workflow of a row; a second start is the same start, also after the workflow has ended. */
  async start(id: string): Promise<void> {
    const { pool, statutes, taskQueue, signers } = this.deps;
    const { rows } = await pool.query<{ procedure: string; origin: MachineState; started: boolean }>(
      'SELECT procedure, origin, started FROM case_row WHERE id = $1',
      [id],
    );
    const row = rows[0];
    if (!row) throw new Error(`case ${id} has no row`);
    if (row.started) return;
    // Before its workflow exists a case has only its opening facts: a run begins behind them.
    const statute = await statutes.get(row.origin.statute);
    const { rows: ledger } = await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [id]);
    const state = ledger.reduce((before, { fact }) => fold(procedureOf(row.procedure), before, fact, statute), row.origin);
    const input: RunInput = { state, statute, signers };
    try {
      await this.patiently((client) =>
        client.workflow.start(WORKFLOW, {
          workflowId: workflowId(row.procedure, id),
          taskQueue,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await pool.query('UPDATE case_row SET started = true WHERE id = $1 AND NOT started', [id]);
  }

  /** The keys that a run trusts now; none where it has no workflow or does not answer. */
  async trustedBy(id: string, procedure: string): Promise<readonly SignerKey[]> {
    return this.patiently((client) => client.workflow.getHandle(workflowId(procedure, id)).query(snapshot)).then(
      ({ signers }) => signers,
      () => [],
    );
  }

  private async decide(command: Command, procedure: string): Promise<Decided> {
    // Known from before a continue-as-new (`again`): no facts when the run that ended has recorded them itself.
    const decided = await this.patiently((client) => decide(client, workflowId(procedure, command.target), command));
    if (!decided) return this.withoutWorkflow(command, procedure);
    if ('refusal' in decided && decided.refusal.code === 'unsigned') throw new Untrusted(command.target, command.signer);
    return decided;
  }

  /** The workflow has ended (its facts are all recorded) or was never started (the API died in between). */
  private async withoutWorkflow(command: Command, procedure: string): Promise<Decided> {
    const { rows } = await this.deps.pool.query<{ phase: string; started: boolean; statute_hash: string; known: number | null }>(
      'SELECT phase, started, statute_hash, (SELECT seq FROM fact WHERE command_id = $2) AS known FROM case_row WHERE id = $1',
      [command.target, command.id],
    );
    const row = rows[0];
    if (row?.known) return { facts: [], seq: row.known };
    if (row && !row.started) {
      await this.start(command.target);
      return this.decide(command, procedure);
    }
    if (row?.phase === 'ended') {
      const statute = await this.deps.statutes.get(row.statute_hash);
      const kind = procedureOf(procedure);
      return { refusal: caseEnded(actOf(kind, command.kind), statute, kind.subject === 'occasion') };
    }
    // An open row whose workflow is gone is a system fault: the command waits for the repair, it is not the sender's mistake.
    throw new Unavailable(new Error(`workflow of ${command.target} is missing`));
  }

  private async patiently<T>(call: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await within(this.deps.patience ?? 8_000, this.deps.client().then(call));
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) throw error;
      throw new Unavailable(error);
    }
  }

  private async seqOf(id: string): Promise<number> {
    const { rows } = await this.deps.pool.query<{ seq: number }>('SELECT seq FROM case_row WHERE id = $1', [id]);
    return rows[0]?.seq ?? 0;
  }
}
