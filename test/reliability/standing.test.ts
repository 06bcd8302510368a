import { join } from 'node:path';
import { openSteps } from '../../domain/case/state';
import { Part } from '../../launcher/part';
import { BoardRound } from '../../worker/board-round';
import { workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { mark, shared, temporaryFolder } from '../harness/servers';

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

  it('an activity that keeps failing leads before what the case waited for, and goes when it works again', async () => {
    const { pool } = product.database;
    const { id } = await bringIn(office, 'A7', { name: '丁同学' });
    // Nobody has looked at it since April.
    expect(await eventually('it is idle', () => onBoard(id), PROMISE_MS)).toMatchObject({ reason: 'idle' });
    await pool.query(`CREATE FUNCTION no_place() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`);
    await pool.query(
      `CREATE TRIGGER no_place BEFORE INSERT ON quota_reservation FOR EACH ROW WHEN (NEW.case_id = '${id}') EXECUTE FUNCTION no_place()`,
    );
    await office.act(office.people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    const seen = await eventually(
      'its fault is on the board',
      async () => {
        const line = await onBoard(id);
        return line?.reason === 'system-fault' && line;
      },
      PROMISE_MS,
    );
    expect(seen).toEqual({ reason: 'system-fault', fault: 'activity-retrying', org_id: null });
    await pool.query('DROP TRIGGER no_place ON quota_reservation');
    // The next attempt may be a minute away by then.
    await eventually('it went on', async () => openSteps(await office.state(id)).includes('A8'), PROMISE_MS);
    await eventually('it is off the board', async () => !(await onBoard(id)), PROMISE_MS);
  });

  /** A worker as a process of its own, on the same queue. */
  const spawnWorker = async (): Promise<Part> => {
    const { config } = product;
    const part = await Part.spawn({
      name: 'worker',
      command: process.execPath,
      args: [join(__dirname, '../../dist/main.js'), 'worker'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: config.databaseUrl,
        TEMPORAL_ADDRESS: shared.temporalAddress,
        TEMPORAL_TASK_QUEUE: config.taskQueue,
        DATA_DIR: config.dataDir,
        LOG_LEVEL: 'error',
      },
      logFile: join(temporaryFolder('worker'), 'log'),
      graceMs: 4_000,
      ipc: true,
    });
    mark(part.pid);
    return part;
  };

  it('an act that lies undecided because the worker was killed, and no longer once one is back', async () => {
    const { pool } = product.database;
    await product.stopWorker();
    const worker = await spawnWorker();
    const { id } = await office.apply({ name: '丙同学' });
    // It decided this: it lives, and it alone works here.
    await office.at(id, 'A2');
    process.kill(worker.pid, 'SIGKILL');
    await worker.exited;
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
