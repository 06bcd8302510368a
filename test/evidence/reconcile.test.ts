import { randomUUID } from 'node:crypto';
import { reconcileWorkflows } from '../../dispatch/reconcile-workflows';
import { reconcile } from '../../records/reconcile';
import { WORKFLOW, workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';

const HOUR = 3_600_000;

describe('reconcile', () => {
  let product: Product;
  let office: Office;
  let one: string;
  let two: string;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    one = (await office.apply({ name: '甲同学' })).id;
    two = (await office.apply({ name: '乙同学' })).id;
  });
  afterAll(() => product?.stop());

  const later = async () => (await product.clock.now()) + HOUR;
  const differences = async (deep = false) => reconcile({ pool: product.database.pool, statutes: product.statutes }, await later(), deep);
  /** As the owner of the database can, who switches the triggers off. */
  const edit = async (sql: string, values: unknown[] = []) => {
    const client = await product.database.pool.connect();
    await client.query('BEGIN');
    await client.query("SET LOCAL session_replication_role = 'replica'");
    await client.query(sql, values);
    await client.query('COMMIT');
    client.release();
  };
  const workflows = async () =>
    reconcileWorkflows({ pool: product.database.pool, client: product.client, taskQueue: product.config.taskQueue }, await later());

  it('finds nothing in a sound system, of which every entry has its number', async () => {
    await eventually('everything is numbered', async () => (await differences(true)).length === 0);
    expect(await eventually('the lists of Temporal know both', async () => (await workflows()).length === 0)).toBe(true);
  });

  it('lists an entry that was taken out before it was numbered, which no proof can show', async () => {
    await product.stopWorker();
    const pool = product.database.pool;
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM log_entry WHERE case_id = $1 AND kind = $2', [one, 'fact']);
    await edit('DELETE FROM log_leaf WHERE entry_id = $1', [rows[0]?.id]);
    await edit('DELETE FROM log_entry WHERE id = $1', [rows[0]?.id]);
    expect(await differences()).toEqual(expect.arrayContaining([{ kind: 'fact-without-entry', case: one, seq: 1 }]));
  });

  it.each<[string, string, (id: string) => unknown[], boolean]>([
    ['row-differs', `UPDATE case_row SET stage = 'cultivation' WHERE id = $1`, (id) => [id], true],
    ['row-ahead', 'UPDATE case_row SET seq = 9 WHERE id = $1', (id) => [id], false],
    ['row-behind', 'UPDATE case_row SET seq = 0 WHERE id = $1', (id) => [id], false],
    ['fact-altered', `UPDATE fact SET fact = fact || '{"on": "2020-01-01"}' WHERE case_id = $1`, (id) => [id], true],
    ['fact-differs-from-entry', `UPDATE fact SET hash = sha256('x') WHERE case_id = $1`, (id) => [id], false],
    ['command-without-fact', `UPDATE command SET status = 'accepted', id = gen_random_uuid() WHERE case_id = $1`, (id) => [id], false],
    ['paper-altered', `UPDATE paper SET content = 'x' WHERE case_id = $1`, (id) => [id], true],
    ['paper-differs', `UPDATE paper SET sha256 = 'x' WHERE case_id = $1`, (id) => [id], false],
    ['paper-missing', 'DELETE FROM paper WHERE case_id = $1', (id) => [id], false],
    ['refusal-without-entry', `UPDATE command SET status = 'refused' WHERE case_id = $1`, (id) => [id], false],
    ['entry-without-fact', 'DELETE FROM fact WHERE case_id = $1', (id) => [id], false],
  ])('lists %s', async (kind, sql, values, deep) => {
    expect((await differences(deep)).filter((found) => found.kind === kind && found.case === two)).toEqual([]);
    await edit(sql, values(two));
    expect((await differences(deep)).filter((found) => found.kind === kind && found.case === two)).not.toEqual([]);
  });

  it('lists a leaf whose entry is gone, and a gap in the numbers', async () => {
    const { rows } = await product.database.pool.query<{ id: string }>('SELECT entry_id AS id FROM log_leaf WHERE position = 1');
    await edit('DELETE FROM log_entry WHERE id = $1', [rows[0]?.id]);
    await edit('DELETE FROM log_leaf WHERE position = 2');
    expect((await differences()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['leaf-without-entry', 'leaf-gap']));
  });

  it('lists workflows that are gone, that ended behind our back, and that nobody knows', async () => {
    const handle = product.client.workflow.getHandle(workflowId('admission', one));
    await handle.terminate('by hand');
    const stranger = `admission:${randomUUID()}`;
    await product.client.workflow.start(WORKFLOW, { workflowId: stranger, taskQueue: product.config.taskQueue, args: [] });
    await edit('UPDATE case_row SET id = $2 WHERE id = $1', [two, randomUUID()]);
    const kinds = await eventually('all are listed', async () => {
      const found = await workflows();
      return found.length >= 4 ? found.map(({ kind }) => kind).sort() : undefined;
    });
    expect(kinds).toEqual(['workflow-ended', 'workflow-missing', 'workflow-without-row', 'workflow-without-row']);
    await product.client.workflow.getHandle(stranger).terminate();
    await product.client.workflow.getHandle(workflowId('admission', two)).terminate();
  });
});
