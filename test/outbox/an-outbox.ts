import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Channels } from '../../config/channels';
import { seedCalendar } from '../../domain/calendar/seed';
import { Statutes, statuteFor } from '../../records/statutes';
import { Delivering } from '../../worker/outbox/delivering';
import { type Api, anApi } from '../api/helper';

export interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly body: string;
}
type Answering = (heard: Heard) => { status?: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'cut';

/** A gateway on this machine: it keeps what it heard, and answers as it is told. */
export const aGateway = async () => {
  const heard: Heard[] = [];
  const gateway = { heard, answer: (() => ({})) as Answering, url: '', stop: async () => {} };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const one = { headers: request.headers, url: request.url ?? '', body };
      heard.push(one);
      const answer = gateway.answer(one);
      if (answer === 'hang') return;
      if (answer === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway.stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return gateway;
};

/** A mail server on this machine. */
export const aMailServer = async () => {
  const letters: { to: string[]; raw: string }[] = [];
  const mail = { letters, refuse: undefined as number | undefined, url: '', stop: async () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) => {
      const { refuse } = mail;
      callback(refuse === undefined ? null : Object.assign(new Error('no such user here: geheim'), { responseCode: refuse }));
    },
    onData: (stream, session, callback) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        raw += chunk;
      });
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mail.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  mail.stop = () => new Promise<void>((resolve) => server.close(resolve));
  return mail;
};

/** The API beside a sender of its own: both on one clock that can be moved. */
export const anOutbox = async (env: Record<string, string>) => {
  const api: Api = await anApi({}, { PUBLIC_URL: 'https://tuan.example.cn', ...env });
  const statutes = new Statutes(api.database.pool);
  const senders: Delivering[] = [];
  const aSender = (channels: Channels = api.deps.config.channels, patienceMs = 2_000): Delivering => {
    const { database, vault, clock } = api.deps;
    const sender = new Delivering({ database, statutes, vault, clock, channels, patienceMs });
    senders.push(sender);
    return sender;
  };
  const admission = statuteFor('admission', [], seedCalendar('CN'));
  const investigation = statuteFor('investigation', [], seedCalendar('CN'));
  await statutes.keep(admission);
  await statutes.keep(investigation);
  const aCase = async (
    unit: string,
    { subject, minor, procedure = 'admission' }: { subject?: string; minor?: boolean; procedure?: 'admission' | 'investigation' } = {},
  ): Promise<string> => {
    const id = randomUUID();
    const state = {
      id,
      procedure,
      unit,
      committee: unit,
      subject,
      book: { ...(minor ? { minor } : {}) },
      steps: {},
      asks: [],
      phase: 'open',
    };
    await api.database.pool.query(
      `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at)
       VALUES ($1, $2, 'case', $3, $4, $4, 'open', '2026-08-01', '{}', 'apply', 1, $5, $6, $5, now(), now())`,
      [id, procedure, subject ?? null, unit, JSON.stringify(state), procedure === 'admission' ? admission.hash : investigation.hash],
    );
    return id;
  };
  let seq = 1;
  const tell = async (person: string, kind: string, caseId?: string, body: object = {}): Promise<string> => {
    seq += 1;
    const { rows } = await api.database.pool.query<{ id: string }>(
      `INSERT INTO message (person_id, case_id, seq, kind, body, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [person, caseId ?? null, caseId ? seq : null, kind, JSON.stringify(body), new Date(api.clock.at)],
    );
    return rows[0]?.id ?? '';
  };
  const states = async (): Promise<string[]> =>
    (
      await api.database.pool.query<{ line: string }>(
        `SELECT channel || ' ' || target || ' ' || kind || ' ' || state || COALESCE(' ' || error, '') AS line FROM delivery ORDER BY created_at, line`,
      )
    ).rows.map(({ line }) => line);
  const close = async () => {
    await Promise.all(senders.map((sender) => sender.stop()));
    await api.close();
  };
  return { api, aSender, aCase, tell, states, statutes, close };
};

export type Outbox = Awaited<ReturnType<typeof anOutbox>>;
