import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ApiDeps } from '../../api/deps';
import { quota } from '../../api/routes/quota';
import type { Role, Who } from '../../domain/authority/who';
import { quotaRoutes } from '../../domain/contract/quota';
import { reservePlace } from '../../records/quota';
import { setPlan } from '../../records/quota-plan';
import { ANY, AT, by, ON, openWorld, serial, type World, YEAR } from './quota-world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const officer = (orgId: string, role: Role = 'committee-officer'): Who => {
  const paths: Record<string, string> = { [world.county]: `/${world.county}/`, [world.school]: `/${world.county}/${world.school}/` };
  const path = paths[orgId] ?? `/${world.county}/${world.school}/${orgId}/`;
  return { personId: randomUUID(), league: 'member', holdings: [{ role, orgId, path, kind: 'committee', acting: false }] };
};

/** Calls a handler as the server does: body and query through the contract, the answer through its schema, refusals by their code. */
const call = async (
  who: Who,
  operationId: string,
  given: { params?: object; query?: object; body?: object } = {},
): Promise<{ code?: string; answer?: never }> => {
  const contract = quotaRoutes.find((one) => one.operationId === operationId) as
    | { query?: z.ZodType; body?: z.ZodType; response: Record<number, z.ZodType> }
    | undefined;
  const handler = quota({ database: { pool: world.pool } } as ApiDeps).handlers[operationId];
  if (!contract || !handler) throw new Error(operationId);
  const input = {
    params: given.params,
    query: contract.query?.parse(given.query),
    body: contract.body?.parse(given.body),
    who,
    now: Date.parse('2026-04-07T02:00:00Z'),
    today: ON,
  };
  try {
    const answer = await world.run((tx) => handler({ ...input, tx } as never));
    return { answer: Object.values(contract.response)[0]?.parse(answer) as never };
  } catch (error) {
    const refusal = (error as { refusal?: { code: string }; status?: number }).refusal;
    if (!refusal || (error as { status?: number }).status === undefined) throw error;
    return { code: refusal.code };
  }
};

test('a plan comes from above; the root’s from its administrator', async () => {
  const body = { org: world.school, year: YEAR, places: 5 };
  expect(await call(officer(world.school), 'setPlan', { body })).toEqual({ code: 'forbidden' });
  expect(await call(officer(world.county), 'setPlan', { body })).toMatchObject({ answer: { places: 5, field: 'any' } });
  expect(await call(officer(world.county), 'setPlan', { body: { ...body, org: world.county } })).toEqual({ code: 'forbidden' });
  expect(await call(officer(world.county, 'administrator'), 'setPlan', { body: { ...body, org: world.county } })).toMatchObject({
    answer: { places: 5 },
  });
  expect(await call(officer(world.one), 'setPlan', { body })).toEqual({ code: 'not-found' });
});

test('a line is handed down by its own officers or those above; a refusal of the ledger is a lawful answer', async () => {
  const { answer } = (await call(officer(world.county), 'setPlan', {
    body: { org: world.school, year: YEAR, grade: '高二', places: 3 },
  })) as { answer?: { id: string } };
  const down = (who: Who, places: number) => call(who, 'handDownQuota', { params: { id: answer?.id }, body: { toOrg: world.one, places } });
  expect(await down(officer(world.school, 'branch-secretary'), 1)).toEqual({ code: 'forbidden' });
  expect(await down(officer(world.one), 1)).toEqual({ code: 'not-found' });
  expect(await down(officer(world.school), 2)).toMatchObject({ answer: { from: { handed: 2 }, to: { places: 2, grade: '高二' } } });
  expect(await down(officer(world.school), 2)).toEqual({ code: 'overdrawn' });
  const report = await call(officer(world.school, 'auditor'), 'readQuota', { query: { org: world.school, year: String(YEAR) } });
  expect(report).toMatchObject({
    answer: { lapsed: false, lines: expect.arrayContaining([expect.objectContaining({ grade: '高二', plan: 3, handed: 2, left: 1 })]) },
  });
  expect(await call(officer(world.one), 'readQuota', { query: { org: world.school, year: String(YEAR) } })).toEqual({ code: 'not-found' });
});

test('who waits for places is read where the quota is, page by page and with ranks over the whole line', async () => {
  await world.run((client) => setPlan(client, { orgId: world.school, year: YEAR, ...ANY, places: 0 }, by));
  const waiting: string[] = [];
  const branch = () => world.organisation(world.school, `/${world.county}/${world.school}/`);
  const [one, two] = [await branch(), await branch()];
  for (const unit of [one, two, one]) {
    const id = randomUUID();
    const subject = randomUUID();
    await world.pool.query(`INSERT INTO person (id, name, birth) VALUES ($1, $2, '2010-05-01')`, [subject, `申请人${waiting.length}`]);
    await world.pool.query(
      `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, stage, seq, state, statute_hash, origin, opened_at, changed_at, steps)
       VALUES ($1, 'admission', 'case', $2, $3, $4, 'open', $5, '', 0, '{"round": 1}', '', '{}', now(), now(), '{}')`,
      [id, subject, unit, world.school, ON],
    );
    const ask = { caseId: id, round: 1, key: 'a', unitId: unit, year: YEAR, withNumber: false, on: ON, at: AT };
    await world.run((client) => reservePlace(client, ask));
    waiting.push(id);
  }
  interface List {
    readonly answer: { items: { case: string; rank: number; of: number; subject: { name: string }; turn: boolean }[]; next?: string };
  }
  const list = async (who: Who, org: string, more: object = {}) =>
    (await call(who, 'listPlaceQueue', { query: { org, year: String(YEAR), ...more } })) as unknown as List;
  const { answer: whole } = await list(officer(world.school), world.school);
  expect(whole.items.map((one) => [one.case, one.rank, one.of])).toEqual(waiting.map((id, index) => [id, index + 1, 3]));
  expect(whole.items[0]?.subject.name).toBe('申请人0');
  expect(whole.items.some(({ turn }) => turn)).toBe(false);
  // A branch reads its own, with their ranks among all.
  const { answer: own } = await list(officer(two, 'branch-secretary'), two);
  expect(own.items).toMatchObject([{ case: waiting[1], rank: 2, of: 3 }]);
  expect(await list(officer(one), world.school)).toEqual({ code: 'not-found' });
  const { answer: first } = await list(officer(world.school), world.school, { limit: '2' });
  expect(first.items).toHaveLength(2);
  const { answer: rest } = await list(officer(world.school), world.school, { limit: '2', after: first.next });
  expect(rest).toMatchObject({ items: [{ case: waiting[2] }] });
  expect(rest.next).toBeUndefined();
  await world.plan(world.school, 2);
  const { answer: now } = await list(officer(world.school), world.school);
  expect(now.items.map(({ turn }) => turn)).toEqual([true, true, false]);
});

test('numbers: received, handed down, voided by their keepers, read with the proof', async () => {
  const school = officer(world.school);
  const body = { org: world.school, kind: 'development', year: YEAR, first: serial(1), last: serial(20), source: '团县委〔2026〕3号' };
  const { answer: range } = (await call(school, 'receiveNumbers', { body })) as { answer?: { id: string; first: string; last: string } };
  expect(range).toMatchObject({ first: serial(1), last: serial(20) });
  expect(await call(school, 'receiveNumbers', { body })).toEqual({ code: 'range-overlaps' });
  expect(await call(school, 'receiveNumbers', { body: { ...body, first: serial(30), last: undefined } })).toMatchObject({
    answer: { first: serial(30), last: serial(30) },
  });
  expect(await call(officer(world.two), 'handDownNumbers', { params: { id: range?.id }, body: { toOrg: world.one, count: 5 } })).toEqual({
    code: 'not-found',
  });
  expect(await call(school, 'handDownNumbers', { params: { id: range?.id }, body: { toOrg: world.one, count: 5 } })).toMatchObject({
    answer: { first: serial(16), last: serial(20) },
  });
  expect(await call(officer(world.two), 'voidNumber', { body: { kind: 'development', number: serial(16), why: '污损' } })).toEqual({
    code: 'not-found',
  });
  expect(await call(officer(world.one), 'voidNumber', { body: { kind: 'development', number: serial(16), why: '污损' } })).toMatchObject({
    answer: { status: 'void', voidedOn: ON },
  });
  expect(await call(school, 'voidNumber', { body: { kind: 'development', number: serial(16), why: '污损' } })).toEqual({
    code: 'already-void',
  });
  expect(await call(school, 'voidNumber', { body: { kind: 'development', number: serial(99), why: '污损' } })).toEqual({
    code: 'number-unknown',
  });
  expect(await call(school, 'readNumbers', { query: { org: world.school, year: String(YEAR), kind: 'development' } })).toMatchObject({
    answer: { issued: 0, void: 1, left: 20, faults: [], items: [{ number: serial(16), status: 'void', why: '污损' }] },
  });
});
