import { openSteps } from '../../domain/case/state';
import { BoardRound } from '../../worker/board-round';
import { workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';

jest.setTimeout(180_000);

/** Sixty seconds is the promise; the dev server's lists, which the count rests on, lag a moment more. */
const PROMISE_MS = 60_000;

describe('faults of the system reach the board by themselves', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ patience: 1000 });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const onBoard = async (id: string): Promise<{ reason: string; fault?: string; org_id: string | null } | undefined> => {
    const { rows } = await product.database.pool.query(
      `SELECT reason, reasons -> 0 ->> 'fault' AS fault, org_id FROM stalled_case WHERE case_id = $1`,
      [id],
    );
    return rows[0];
  };

  it('a workflow that was terminated by hand, within a minute, and no case beside it', async () => {
    const [hit, spared] = [await office.apply({ name: '甲同学' }), await office.apply({ name: '乙同学' })];
    await office.at(hit.id, 'A2');
    await office.at(spared.id, 'A2');
    // What changed a moment ago is left to settle; these have.
    await product.database.pool.query(`UPDATE case_row SET changed_at = changed_at - interval '2 minutes'`);
    expect(await onBoard(hit.id)).toBeUndefined();
    await product.client.workflow.getHandle(workflowId('admission', hit.id)).terminate('by hand');
    const seen = await eventually('it is on the board', () => onBoard(hit.id), PROMISE_MS);
    expect(seen).toEqual({ reason: 'system-fault', fault: 'workflow-ended', org_id: null });
    expect(await onBoard(spared.id)).toBeUndefined();
  });

  it('an act that lies undecided because the worker is gone, and no longer once one is back', async () => {
    const { pool } = product.database;
    const { id } = await office.apply({ name: '丙同学' });
    await office.at(id, 'A2');
    await product.stopWorker();
    const talk = office.act(office.people.secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    await expect(talk).rejects.toThrow();
    await pool.query(
      `UPDATE command SET registered_at = registered_at - interval '40 seconds' WHERE case_id = $1 AND status = 'registered'`,
      [id],
    );
    // Another worker's round, of a process that lives.
    const round = () => new BoardRound({ pool, statutes: product.statutes, client: product.client, taskQueue: product.config.taskQueue });
    await round().once(await product.clock.now());
    expect(await onBoard(id)).toMatchObject({ reason: 'system-fault', fault: 'command-undecided' });
    await product.startWorker();
    await eventually('it was decided', async () => !openSteps(await office.state(id)).includes('A2'));
    await eventually('it is off the board', async () => !(await onBoard(id)), PROMISE_MS);
  });
});
