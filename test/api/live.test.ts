import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildApp } from '../../api/app';
import { openCasework } from '../../api/casework';
import { readConfig } from '../../config/config';
import { logSignerFrom } from '../../records/evidence/log-signer';
import { Sequencer } from '../../records/evidence/sequencer';
import { appendLog } from '../../records/log';
import { endSessions, tokenHash } from '../../records/sessions';
import { shared } from '../harness/servers';
import { anOutbox, type Outbox } from '../outbox/an-outbox';

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly cases?: string[]; readonly inbox: number; readonly messages: number };
}

describe('pages that listen', () => {
  let box: Outbox;
  let app: Awaited<ReturnType<typeof buildApp>>;
  let casework: ReturnType<typeof openCasework>;
  let sequencer: Sequencer;
  let port: number;
  let branch: Awaited<ReturnType<Outbox['api']['unit']>>;
  let secretary: { id: string; login: string };
  let token: string;
  const open: ClientRequest[] = [];

  beforeAll(async () => {
    box = await anOutbox({});
    const { deps } = box.api;
    const config = readConfig({
      DATABASE_URL: deps.config.databaseUrl,
      TEMPORAL_ADDRESS: shared.temporalAddress,
      DATA_DIR: deps.config.dataDir,
    });
    casework = openCasework(config, deps.database, deps.clock);
    app = await buildApp({ ...deps, config, casework });
    await app.listen({ host: '127.0.0.1', port: 0 });
    port = (app.server.address() as AddressInfo).port;
    sequencer = new Sequencer(deps.database.pool, logSignerFrom(join(deps.config.dataDir, 'log.key')));
  });
  afterAll(async () => {
    for (const one of open) one.destroy();
    await app.close();
    await casework.close();
    await box.close();
  });
  beforeEach(async () => {
    branch = await box.api.unit('branch');
    secretary = await box.api.officer('branch-secretary', branch);
    token = await box.api.signIn(secretary.login);
  });

  /** Something is recorded, and numbered: as the record transaction and the sequencer do it. */
  const happen = async (...cases: string[]) => {
    for (const caseId of cases) await appendLog(box.api.database.pool, { at: box.api.clock.at, kind: 'fact', caseId, body: { seq: 1 } });
    for (let more = true; more; ) more = (await sequencer.round(box.api.clock.at))?.more ?? false;
  };

  const listen = async (as: string, headers: Record<string, string> = {}) => {
    const events: Event[] = [];
    let wake = () => {};
    let ended = false;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path: '/api/events',
          headers: { accept: 'text/event-stream', cookie: `tuanwu_session=${as}`, ...headers },
        },
        resolve,
      );
      asked.on('error', reject);
      asked.end();
      open.push(asked);
    });
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s)),
        );
        text = text.slice(end + 2);
        if (fields.event) events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
      }
      wake();
    });
    const close = () => {
      ended = true;
      wake();
    };
    response.on('end', close).on('close', close).on('error', close);
    const next = async (): Promise<Event> => {
      while (events.length === 0) {
        if (ended) throw new Error('the stream has ended');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events.shift() as Event;
    };
    const end = async (): Promise<void> => {
      while (!ended)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    return { status: response.statusCode, headers: response.headers, next, end, leave: () => response.destroy() };
  };

  it('are greeted with counts, unbuffered by proxies, and told the ids of cases within reach', async () => {
    const page = await listen(token);
    expect([page.status, page.headers['content-type'], page.headers['x-accel-buffering'], page.headers['cache-control']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no',
      'no-store',
    ]);
    expect(await page.next()).toMatchObject({ event: 'hello', data: { inbox: 0, messages: 0 } });
    const kase = await box.aCase(branch.id);
    await box.api.database.pool.query(
      `INSERT INTO task (case_id, procedure, step, seat, org_id, since) VALUES ($1, 'admission', 'A9', 'branch-secretary', $2, '2026-08-20')`,
      [kase, branch.id],
    );
    await happen(kase);
    expect(await page.next()).toMatchObject({ event: 'changed', data: { cases: [kase], inbox: 1, messages: 0 } });
    page.leave();
  });

  it('learn of no case outside their reach, and of no investigation', async () => {
    const page = await listen(token);
    await page.next();
    const [elsewhere, closed, mine] = [
      await box.aCase((await box.api.unit('branch')).id),
      await box.aCase(branch.id, { procedure: 'investigation' }),
      await box.aCase(branch.id),
    ];
    await happen(elsewhere);
    await happen(closed);
    await happen(mine);
    expect((await page.next()).data.cases).toEqual([mine]);
    page.leave();
  });

  it('are asked anew each time: a role that has ended shows nothing more', async () => {
    const page = await listen(token);
    await page.next();
    await box.api.database.pool.query(`UPDATE holding SET until = '2026-08-31' WHERE person_id = $1`, [secretary.id]);
    const [before, own] = [await box.aCase(branch.id), await box.aCase(branch.id, { subject: secretary.id })];
    await happen(before, own);
    expect((await page.next()).data.cases).toEqual([own]);
    page.leave();
  });

  it('are told of messages that no case brings, once the outbox has seen them', async () => {
    const page = await listen(token);
    await page.next();
    await box.tell(secretary.id, 'deliveries-dead');
    await box.aSender({}).once();
    expect(await page.next()).toMatchObject({ event: 'changed', data: { cases: [], messages: 1 } });
    page.leave();
  });

  it('go on where they were left, and read everything again when that is too far back or unreadable', async () => {
    const first = await listen(token);
    const { id } = await first.next();
    first.leave();
    const [missed, closed] = [await box.aCase(branch.id), await box.aCase(branch.id, { procedure: 'investigation' })];
    await happen(missed, closed);
    const again = await listen(token, { 'last-event-id': id });
    const told = await again.next();
    expect([told.event, told.data.cases]).toEqual(['changed', [missed]]);
    again.leave();
    const uptodate = await listen(token, { 'last-event-id': told.id });
    const kase = await box.aCase(branch.id);
    expect(await uptodate.next()).toMatchObject({ event: 'changed', data: { cases: [] } });
    await happen(kase);
    expect((await uptodate.next()).data.cases).toEqual([kase]);
    uptodate.leave();
    for (const odd of ['7', 'x'.repeat(200), `${id.slice(0, -3)}AAA`]) {
      const page = await listen(token, { 'last-event-id': odd });
      expect((await page.next()).event).toBe('resync');
      page.leave();
    }
    const many = await Promise.all(Array.from({ length: 210 }, () => box.aCase(branch.id)));
    await happen(...many);
    const far = await listen(token, { 'last-event-id': told.id });
    expect((await far.next()).event).toBe('resync');
    far.leave();
  });

  it('show ids that tell nobody how much is logged', async () => {
    const page = await listen(token);
    const { id } = await page.next();
    expect(id).toMatch(/^[\w-]{40,}$/);
    const other = await box.api.signIn((await box.api.officer('branch-secretary', branch)).login);
    const theirs = await listen(other, { 'last-event-id': id });
    expect((await theirs.next()).event).toBe('resync');
    page.leave();
    theirs.leave();
  });

  it('end with the session: signed out, disabled, or idle; and keep none alive', async () => {
    const page = await listen(token);
    await page.next();
    const account = await box.api.database.prisma.account.findUniqueOrThrow({ where: { personId: secretary.id } });
    await endSessions(box.api.database.pool, account.id, { only: tokenHash(token) });
    await page.end();
    const idle = await box.api.signIn(secretary.login);
    const waiting = await listen(idle);
    await waiting.next();
    box.api.wall.leap(31 * 60_000);
    await happen(await box.aCase(branch.id));
    await waiting.end();
    expect((await listen(idle)).status).toBe(401);
  });

  it('are six at most for an account; the next is told so, and a page that leaves makes room', async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, () => listen(token)));
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const listening = pages.filter(({ status }) => status === 200);
    for (const page of listening) await page.next();
    listening[0]?.leave();
    // The server learns of it by its own socket: asked again until it has.
    let status: number | undefined = 429;
    while (status === 429) ({ status } = await listen(token));
    expect(status).toBe(200);
  });

  it('that do not ask for a stream are told how', async () => {
    expect((await listen(token, { accept: 'application/json' })).status).toBe(406);
    expect((await listen('nobody')).status).toBe(401);
  });

  it('hear of everything again after the listener was cut off', async () => {
    const page = await listen(token);
    await page.next();
    await box.api.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tuanwu live' AND datname = current_database()`,
    );
    const kase = await box.aCase(branch.id);
    await happen(kase);
    expect((await page.next()).data.cases).toEqual([kase]);
    page.leave();
  });
});
