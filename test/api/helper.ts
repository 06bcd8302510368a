import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../api/app';
import type { ApiDeps } from '../../api/deps';
import { readConfig } from '../../config/config';
import type { Role } from '../../domain/authority/who';
import { createAccount, hashPassword } from '../../records/accounts';
import { openDatabase } from '../../records/database';
import { createPerson } from '../../records/people';
import type { PersonInput } from '../../records/person-input';
import { openVault } from '../../records/sealed';
import { createTestDatabase } from '../harness/database';
import { temporaryFolder } from '../harness/servers';

export const NOON = Date.parse('2026-09-01T12:00:00+08:00');
export const PASSWORD = 'four words make one';
const hashed = hashPassword(PASSWORD);

/** A clock that stands until it is moved. */
export const aClock = (at = NOON) => {
  const clock = {
    at,
    now: async () => clock.at,
    leap: (ms: number) => {
      clock.at += ms;
    },
  };
  return clock;
};

/** An API on a database of its own, with two clocks that can be moved. Close it. */
export async function anApi(more: Partial<ApiDeps> = {}, env: Record<string, string> = {}) {
  const base = await createTestDatabase();
  const folder = temporaryFolder('api');
  const config = readConfig({ DATABASE_URL: base.url, LOG_LEVEL: 'debug', DATA_DIR: folder, ...env });
  const database = openDatabase(base.url);
  const lines: string[] = [];
  const [clock, wall] = [aClock(), aClock()];
  const vault = openVault(join(folder, 'field.key'));
  const deps: ApiDeps = { config, database, vault, clock, machineClock: wall, logTo: { write: (line) => void lines.push(line) }, ...more };
  const app = await buildApp(deps);
  const close = async () => {
    await app.close();
    await database.close();
    await base.drop();
  };
  return { app, deps, database, clock, wall, lines, close, ...builders(deps), ...speakers(app) };
}
export type Api = Awaited<ReturnType<typeof anApi>>;

interface Unit {
  id: string;
  path: string;
  name: string;
  code: string;
}

function builders({ database, vault }: ApiDeps) {
  const unit = async (kind: string, parent?: Unit, more: { inspectsId?: string; region?: string } = {}): Promise<Unit> => {
    const id = randomUUID();
    const made = { id, path: `${parent?.path ?? '/'}${id}/`, name: `${kind} ${id.slice(0, 4)}`, code: id.slice(0, 12) };
    await database.prisma.organisation.create({ data: { ...made, kind, parentId: parent?.id, ...more } });
    return made;
  };
  const person = async (unitOf: Unit, more: Partial<PersonInput> = {}): Promise<string> => {
    const input = { name: '艾力', birth: '2010-05-04', unitId: unitOf.id, ...more };
    const written = await createPerson(database.pool, vault, input, '2026-09-01');
    if (!written.ok) throw new Error(written.refusal.code);
    return written.id;
  };
  /** A person with an account and a role; `login` signs in. */
  const officer = async (
    role: Role | undefined,
    at: Unit,
    more: { unit?: Unit; since?: string; until?: string; mustChange?: boolean } = {},
  ) => {
    const id = await person(more.unit ?? at, { name: '任职人员', birth: '1990-01-01', league: 'member' });
    if (role)
      await database.prisma.holding.create({
        data: { personId: id, orgId: at.id, role, since: more.since ?? '2026-01-01', until: more.until },
      });
    const login = `u${randomBytes(6).toString('hex')}`;
    await createAccount(database.pool, { personId: id, login, at: NOON, passwordHash: await hashed, mustChange: more.mustChange });
    return { id, login };
  };
  return { unit, person, officer };
}

/** Addresses differ, so that the limit per address meets only the tests that are about it. */
let lastAddress = 0;
const freshAddress = () => {
  lastAddress += 1;
  return `10.${lastAddress >> 16}.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
};

function speakers(app: FastifyInstance) {
  const signIn = async (login: string, password = PASSWORD): Promise<string> => {
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password }, remoteAddress: freshAddress() });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<{ token: string }>().token;
  };
  /** Speaks as somebody: the token goes along, and writes get a fresh key. */
  const as =
    (token: string) =>
    (
      method: InjectOptions['method'],
      url: string,
      payload?: unknown,
      headers: Record<string, string> = {},
    ): Promise<LightMyRequestResponse> =>
      app.inject({
        method,
        url,
        payload: payload as never,
        headers: { authorization: `Bearer ${token}`, ...(method !== 'GET' && { 'idempotency-key': randomUUID() }), ...headers },
      });
  return { signIn, as, freshAddress };
}
