import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { Part } from '../../launcher/part';
import { freePort } from '../../launcher/ports';
import { createAccount } from '../../records/accounts';
import { openSession } from '../../records/sessions';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { mark, type OwnServer, startTemporalDevServer, temporaryFolder } from '../harness/servers';
import { expectReplays, expectWhole } from './halves';
import { paperPast, startOwnDatabase } from './own-servers';

const KILLS = 12;
const CASES = 20;
const LANES = 6;

/** Mulberry32: what is killed, when, and for how long it stays away can be had again from the seed. */
const prng = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** A process of the product that somebody starts again whenever it has ended, as systemd or compose would. */
const keptUp = async (name: 'api' | 'worker', env: NodeJS.ProcessEnv) => {
  const folder = temporaryFolder(name);
  const run = async (): Promise<Part> => {
    const part = await Part.spawn({
      name,
      command: process.execPath,
      args: [join(__dirname, '../../dist/main.js'), name],
      env,
      logFile: join(folder, 'log'),
      graceMs: 4_000,
      ipc: true,
    });
    mark(part.pid);
    return part;
  };
  let part = await run();
  let wanted = true;
  const keeping = (async () => {
    while (wanted) {
      await part.exited;
      if (wanted) part = await run();
    }
  })();
  return {
    kill: () => process.kill(part.pid, 'SIGKILL'),
    lastWords: () => part.lastWords(10),
    stop: async () => {
      wanted = false;
      await part.stop();
      await keeping;
    },
  };
};

interface Heard {
  readonly path: string;
  readonly key: string;
  readonly person: string;
  readonly payload: unknown;
  readonly status: number;
  readonly body: { id: string; case?: string; seq?: number; code?: string };
}

describe('kill -9 of worker, API, Temporal and Postgres, again and again', () => {
  const seed = Number(process.env.KILL_SEED ?? randomBytes(4).readUInt32LE());
  let product: Product;
  let office: Office;
  let temporal: OwnServer;
  let postgres: OwnServer;
  let api: Awaited<ReturnType<typeof keptUp>>;
  let worker: Awaited<ReturnType<typeof keptUp>>;
  let url: string;
  beforeAll(async () => {
    const [own, dev] = await Promise.all([startOwnDatabase(), startTemporalDevServer()]);
    [postgres, temporal] = [own.server, dev];
    product = await startProduct({ database: own.database, address: dev.address, worker: false });
    office = await anOffice(product, { places: 200 });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const { config } = product;
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: own.database.url,
      TEMPORAL_ADDRESS: dev.address,
      TEMPORAL_TASK_QUEUE: config.taskQueue,
      DATA_DIR: config.dataDir,
      PORT: String(port),
      LOG_LEVEL: 'error',
    };
    [api, worker] = await Promise.all([keptUp('api', env), keptUp('worker', env)]);
    await eventually('the API listens', () =>
      fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    );
  });
  afterAll(async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await product?.stop();
    await temporal?.stop();
  });

  it('every answer given stands: one fact a command, no gap, no number twice', async () => {
    console.log(`kill test: seed ${seed} (KILL_SEED=${seed} kills the same in the same order)`);
    const random = prng(seed);
    const tokens = new Map<string, string>();
    const login = async (person: string): Promise<void> => {
      const account = await createAccount(product.database.pool, {
        personId: person,
        login: `u${person.slice(0, 12)}`,
        passwordHash: 'x',
        at: Date.now(),
      });
      tokens.set(person, (await openSession(product.database.pool, account ?? '', Date.now(), 'test')).token);
    };
    const { people } = office;
    await login(people.officer);
    const subjects: string[] = [];
    for (let index = 0; index < 10 * CASES; index += 1) {
      const subject = await office.person(`申请人${index}`, office.branch.id, { birth: '2008-03-01', member: false });
      subjects.push(subject);
      await login(subject);
    }

    const heard: Heard[] = [];
    let away = 0;
    const silence = new Map<string, string>();
    const once = async (person: string, path: string, key: string, payload: unknown): Promise<Heard | undefined> => {
      try {
        const answer = await fetch(url + path, {
          method: 'POST',
          headers: { authorization: `Bearer ${tokens.get(person)}`, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(payload),
          signal: AbortSignal.timeout(15_000),
        });
        const body = (await answer.json()) as Heard['body'];
        // 409 in-flight is "come back", like 503.
        if (answer.status < 500 && body.code !== 'in-flight') return { path, key, person, payload, status: answer.status, body };
        silence.set(key, `${answer.status} ${JSON.stringify(body)}`);
      } catch (error) {
        silence.set(key, String(error)); // refused, cut off, or silent
      }
      away += 1;
      return undefined;
    };
    /** As a phone does it: the same request under the same key until there is an answer. */
    const send = async (person: string, path: string, payload: unknown, key: string = randomUUID()): Promise<Heard> => {
      const answer = await eventually(`${path} is answered`, () => once(person, path, key, payload), 75_000).catch((error: Error) => {
        throw new Error(`${error.message}; last ${silence.get(key)}; ${worker.lastWords()}`);
      });
      heard.push(answer);
      return answer;
    };
    const paper = async (kind: string): Promise<string> => (await send(people.officer, '/api/papers', { kind, text: kind })).body.id;

    let quiet = false;
    const opened: string[] = [];
    const oneCase = async (subject: string, withdraws: boolean): Promise<void> => {
      const { procedure, act, past } = await paperPast(office, subject, paper);
      const { status, body } = await send(people.officer, '/api/cases', { procedure, subject, unit: office.branch.id, act, past });
      expect({ status, body }).toEqual({ status: 201, body: { id: expect.any(String), seq: 10, findings: [] } });
      opened.push(body.id);
      const commands = `/api/cases/${body.id}/commands`;
      expect(
        await send(people.officer, commands, {
          kind: 'preReview',
          body: { result: 'passed' },
          papers: [await paper('pre-review-opinion')],
        }),
      ).toMatchObject({ status: 200 });
      // Two taps on the same button: one answer.
      const key = randomUUID();
      const consent = { kind: 'giveConsent', body: { consent: 'publication', version: '2026-01' } };
      const twice = await Promise.all([send(subject, commands, consent, key), send(subject, commands, consent, key)]);
      expect(twice[1].body).toEqual(twice[0].body);
      expect(await send(subject, commands, { kind: 'archive', body: { registeredOn: '2026-01-01' } })).toMatchObject({ status: 403 });
      expect(await send(people.officer, commands, { kind: 'fileActivist', body: { result: 'filed' } })).toMatchObject({
        status: 409,
        body: { code: 'step-closed' },
      });
      if (withdraws) expect(await send(subject, commands, { kind: 'withdraw' })).toMatchObject({ status: 200 });
      else
        expect(
          await send(subject, commands, { kind: 'giveConsent', body: { consent: 'faith-declaration', version: '2026-01' } }),
        ).toMatchObject({
          status: 200,
        });
    };
    const lane = async (number: number): Promise<void> => {
      for (let index = number; index < subjects.length && !(quiet && index >= CASES); index += LANES)
        await oneCase(subjects[index] as string, index % 4 === 0);
    };
    const killer = async (): Promise<string[]> => {
      const killed: string[] = [];
      const server = async (one: OwnServer): Promise<void> => {
        await one.kill();
        await pass(200 + random() * 800);
        // The backends of a killed postmaster take a moment to notice.
        await eventually(
          'the server starts again',
          () =>
            one.launch().then(
              () => true,
              () => false,
            ),
          30_000,
        );
      };
      const targets: [string, () => unknown][] = [
        ['worker', () => worker.kill()],
        ['api', () => api.kill()],
        ['temporal', () => server(temporal)],
        ['postgres', () => server(postgres)],
      ];
      // Each at least twice, in an order of chance.
      const order = Array.from(
        { length: KILLS },
        (_, index) => targets[index < 8 ? index % 4 : Math.floor(random() * 4)] as (typeof targets)[0],
      ).map((target) => [random(), target] as const);
      for (const [, [name, kill]] of order.sort(([a], [b]) => a - b)) {
        await pass(1_200 + random() * 2_400);
        killed.push(name);
        await kill();
      }
      quiet = true;
      return killed;
    };
    const began = Date.now();
    const [killed] = await Promise.all([killer(), ...Array.from({ length: LANES }, (_, number) => lane(number))]);
    const ended = Date.now();

    const { pool } = product.database;
    await eventually(
      'everything is decided and recorded',
      async () => {
        const { rows } = await pool.query<{ open: number }>(
          `SELECT (SELECT count(*) FROM command WHERE status = 'registered') + (SELECT count(*) FROM case_row WHERE NOT started) + (SELECT count(*) FROM case_row WHERE jsonb_array_length(state -> 'asks') > 0)::int AS open`,
        );
        return Number(rows[0]?.open) === 0;
      },
      60_000,
    );
    const acts = heard.filter(({ path }) => path !== '/api/papers');
    console.log(
      `killed ${killed.join(' ')} in ${Math.round((ended - began) / 1000)} s; ${opened.length} cases, ${acts.length} answers, ${away} times nobody answered; quiet after ${Math.round((Date.now() - ended) / 1000)} s`,
    );

    expect(opened.length).toBeGreaterThanOrEqual(CASES);
    for (const id of opened) await expectWhole(product, id);
    expect(await expectReplays(product)).toBe(opened.length);
    for (const { path, status, body } of acts.filter((one) => one.path.endsWith('/commands') && one.status === 200)) {
      const { rows } = await pool.query('SELECT case_id, seq FROM fact WHERE command_id = $1', [body.id]);
      expect({ path, status, facts: rows }).toEqual({ path, status, facts: [{ case_id: body.case, seq: body.seq }] });
    }
    // Asked again, everything is answered as it was.
    for (const { person, path, key, payload, status, body } of acts.filter((_, index) => index % 7 === 0))
      expect(await once(person, path, key, payload)).toMatchObject({ status, body });

    const { rows: numbers } = await pool.query<{ number: string }>(
      `SELECT number FROM issued_number WHERE kind = 'development' ORDER BY number`,
    );
    const first = Number(numbers[0]?.number);
    expect(numbers.map(({ number }) => Number(number))).toEqual(numbers.map((_, index) => first + index));
    expect(numbers).toHaveLength(opened.length);
    const { rows: held } = await pool.query(
      `SELECT l.reserved, (SELECT count(*)::int FROM case_row WHERE phase <> 'ended') AS open FROM quota_line l WHERE l.reserved > 0`,
    );
    expect(held).toEqual([{ reserved: held[0]?.open, open: held[0]?.open }]);
    const { rows: range } = await pool.query(`SELECT next - first AS given FROM number_range WHERE kind = 'development' AND next > first`);
    expect(range).toEqual([{ given: String(opened.length) }]);
  }, 150_000);
});
