import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { Courier, Unavailable } from '../../dispatch/courier';
import { type ActRequest, Desk } from '../../dispatch/desk';
import { canonical } from '../../domain/case/canonical';
import type { Command } from '../../domain/case/command';
import type { Fact } from '../../domain/case/fact';
import { fold, lawOf } from '../../domain/case/fold';
import type { MachineState } from '../../domain/case/state';
import { procedureOf } from '../../domain/procedures';
import { factHash } from '../../records/record';
import { type Submitted, snapshot, submit, workflowId } from '../../workflows/messages';
import type { Office } from '../harness/office';
import type { Product } from '../harness/product';

/** The process dies as soon as it would speak to Temporal: what it wrote to Postgres stays, the rest never happens. */
class DyingCourier extends Courier {
  override async deliver(): Promise<never> {
    throw new Unavailable(new Error('died here'));
  }
  override async start(): Promise<never> {
    throw new Unavailable(new Error('died here'));
  }
}

/** The real parts of a command's way, driven in halves: every crash is a half that does not follow. */
export const halvesOf = (product: Product, office: Office) => {
  const { pool } = product.database;
  const now = () => product.clock.now();
  const dying = new Desk({
    vault: product.vault,
    database: product.database,
    statutes: product.statutes,
    signer: product.signers.api,
    now,
    courier: new DyingCourier({ ...product, client: async () => product.client, pool, taskQueue: '', signers: [], now }),
  });

  const commandWith = async (key: string): Promise<{ command: Command; status: string; refusal: { code: string } | null }> => {
    const { rows } = await pool.query('SELECT command, status, refusal FROM command WHERE key = $1', [key]);
    if (!rows[0]) throw new Error('not registered');
    return rows[0];
  };
  /** Steps 1 and 2 only: the command is registered, nobody sends it. */
  const registerOnly = async (
    by: string,
    id: string,
    kind: string,
    short: Parameters<Office['request']>[2] = {},
    key: string = randomUUID(),
  ): Promise<Command> => {
    await expect(dying.act(await office.who(by), id, await office.request(by, kind, short), key)).rejects.toThrow(Unavailable);
    return (await commandWith(key)).command;
  };
  /** Steps 3 and 4 only: decided by the workflow, recorded by nobody. */
  const decideOnly = (command: Command, updateId = command.id, procedure = 'admission'): Promise<Submitted> =>
    product.client.workflow.getHandle(workflowId(procedure, command.target)).executeUpdate(submit, { args: [command], updateId });
  const openOnly = async (subject: string, request: ActRequest, key: string = randomUUID()): Promise<string> =>
    (await dying.open(await office.who(subject), { procedure: 'admission', unit: office.branch.id, subject, act: request }, key)).id;
  const statusOf = async (command: Pick<Command, 'id'>) =>
    (
      await pool.query<{ status: string; refusal: { code: string } | null }>('SELECT status, refusal FROM command WHERE id = $1', [
        command.id,
      ])
    ).rows[0];
  const factsOf = async (command: Pick<Command, 'id'>) =>
    (await pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE command_id = $1', [command.id])).rows.map(({ fact }) => fact);
  const rowSeq = async (id: string): Promise<number> =>
    (await pool.query<{ seq: number }>('SELECT seq FROM case_row WHERE id = $1', [id])).rows[0]?.seq ?? -1;
  return { commandWith, registerOnly, decideOnly, openOnly, statusOf, factsOf, rowSeq };
};

interface LedgerRow {
  seq: number;
  command_id: string | null;
  fact: Fact;
  hash: Buffer;
}

/** The ring is the workflow's own memory of commands; ledger and read row do not carry it. */
const comparable = ({ ring: _, forgottenAt: __, ...state }: MachineState): string => canonical(state);

/**
 * What must hold for a case at rest: its ledger has no gap and no command twice, hashes fit, the read row is the fold of the ledger, the workflow's own state is
 * the same, and every command of the register that was accepted has its one fact, every other none.
 */
export const expectWhole = async (product: Pick<Product, 'database' | 'statutes' | 'client'>, id: string): Promise<Fact[]> => {
  const { pool } = product.database;
  const { rows: ledger } = await pool.query<LedgerRow>('SELECT seq, command_id, fact, hash FROM fact WHERE case_id = $1 ORDER BY seq', [
    id,
  ]);
  expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, index) => index + 1));
  for (const { fact, hash } of ledger) expect(factHash(fact).equals(hash)).toBe(true);
  const commands = ledger.flatMap(({ command_id }) => (command_id ? [command_id] : []));
  expect(new Set(commands).size).toBe(commands.length);

  const { rows } = await pool.query<{ procedure: string; origin: MachineState; state: MachineState; seq: number; statute_hash: string }>(
    'SELECT procedure, origin, state, seq, statute_hash FROM case_row WHERE id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) throw new Error(`no case ${id}`);
  let [state, law] = [row.origin, row.origin.statute];
  for (const { fact } of ledger) {
    law = lawOf(fact, law);
    state = fold(procedureOf(row.procedure), state, fact, await product.statutes.get(law));
  }
  expect(row.seq).toBe(ledger.length);
  expect(row.statute_hash).toBe(law);
  expect(canonical(row.state)).toBe(canonical(state));
  const { state: inWorkflow } = await product.client.workflow.getHandle(workflowId(row.procedure, id)).query(snapshot);
  expect(comparable(inWorkflow)).toBe(comparable(row.state));

  const { rows: register } = await pool.query<{ id: string; status: string; facts: number }>(
    'SELECT c.id, c.status, (SELECT count(*)::int FROM fact f WHERE f.command_id = c.id) AS facts FROM command c WHERE c.case_id = $1',
    [id],
  );
  for (const one of register) expect(one).toEqual({ ...one, facts: one.status === 'accepted' ? 1 : 0 });
  return ledger.map(({ fact }) => fact);
};

/** Every history of these cases replays on the present bundle: a workflow that cannot be replayed is lost with its worker. */
export const expectReplays = async (product: Pick<Product, 'database' | 'client'>): Promise<number> => {
  const { rows } = await product.database.pool.query<{ id: string; procedure: string }>('SELECT id, procedure FROM case_row WHERE started');
  const histories = async function* () {
    for (const { id, procedure } of rows) {
      const workflow = workflowId(procedure, id);
      yield { workflowId: workflow, history: await product.client.workflow.getHandle(workflow).fetchHistory() };
    }
  };
  const failed: string[] = [];
  for await (const { workflowId: workflow, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: join(__dirname, '../../dist/workflow-bundle.js') } },
    histories(),
  ))
    if (error) failed.push(`${workflow}: ${error.message}`);
  expect(failed).toEqual([]);
  return rows.length;
};
