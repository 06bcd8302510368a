import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { rankedBelow, rankOf } from '../../records/place-queue';
import { releasePlace, reservePlace } from '../../records/quota';
import { handDown, setPlan } from '../../records/quota-plan';
import { ANY, AT, by, ON, openWorld, serial, type World, YEAR } from './quota-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A case of a branch, as the read row has it. */
const aCase = async (unit = world.one, { id = randomUUID(), subject = null }: { id?: string; subject?: string | null } = {}) => {
  await world.pool.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, stage, seq, state, statute_hash, origin, opened_at, changed_at, steps)
     VALUES ($1, 'admission', 'case', $4, $2, $3, 'open', '2026-01-01', '', 0, '{"round": 1}', '', '{}', now(), now(), '{}')`,
    [id, unit, world.school, subject],
  );
  return id;
};
const change = (id: string, set: string) => world.pool.query(`UPDATE case_row SET ${set} WHERE id = $1`, [id]);

interface More {
  readonly on?: string;
  readonly year?: number;
  readonly unitId?: string;
  readonly ahead?: boolean;
  readonly withNumber?: boolean;
  readonly number?: string;
}
const ask = (caseId: string, more: More = {}) => ({
  caseId,
  round: 1,
  key: randomUUID(),
  unitId: world.one,
  year: YEAR,
  withNumber: false,
  on: ON,
  at: AT,
  ...more,
});
const reserve = (caseId: string, more: More = {}) => world.run((client) => reservePlace(client, ask(caseId, more)));
const release = (caseId: string) => world.run((client) => releasePlace(client, { ...ask(caseId), why: 'withdrawn' }));
const plan = (places: number, year = YEAR) =>
  world.run((client) => setPlan(client, { orgId: world.school, year, places, ...ANY }, { ...by, on: `${year}-04-07` }));
/** Cases that wait, in the order of waiting; a place is held by somebody else. */
const aQueue = async (length: number) => {
  const holder = await aCase();
  await plan(1);
  await reserve(holder);
  const waiting: string[] = [];
  for (let index = 0; index < length; index += 1) waiting.push(await aCase());
  for (const id of waiting) expect(await reserve(id)).toMatchObject({ kind: 'placeShort', body: { why: 'no-place' } });
  return { holder, waiting };
};
const rank = async (id: string, year = YEAR) => {
  const found = await rankOf(world.pool, { id, unit: world.one }, { year, on: `${year}-04-07` });
  return found && { rank: found.rank, of: found.of, before: found.before, free: found.free };
};

test('a place that becomes free goes to who waited first, whoever asks first', async () => {
  const { holder, waiting } = await aQueue(3);
  const [first = '', second = '', third = ''] = waiting;
  await release(holder);
  expect(await reserve(third)).toMatchObject({ kind: 'placeShort', body: { why: 'not-first-in-line', before: 2 } });
  expect(await reserve(second)).toMatchObject({ kind: 'placeShort', body: { why: 'not-first-in-line', before: 1 } });
  const fresh = await aCase();
  expect(await reserve(fresh)).toMatchObject({ kind: 'placeShort', body: { why: 'not-first-in-line', before: 3 } });
  expect(await rank(third)).toEqual({ rank: 3, of: 4, before: 2, free: 1 });
  expect(await reserve(first)).toMatchObject({ kind: 'placeReserved' });
  expect(await rank(first)).toBeUndefined();
  expect(await rank(second)).toEqual({ rank: 1, of: 3, before: 0, free: 0 });
  // Enough for everybody before it: it need not wait until they have asked.
  await plan(3);
  expect(await reserve(third)).toMatchObject({ kind: 'placeReserved' });
  expect(await reserve(fresh)).toMatchObject({ body: { why: 'not-first-in-line', before: 1 } });
});

test('two who ask at the same moment do not overtake, and never overdraw', async () => {
  const { holder, waiting } = await aQueue(6);
  await release(holder);
  await plan(3);
  // The last come first to the door; the first three are served all the same.
  const answers = await Promise.all([...waiting].reverse().map(async (id) => ({ id, kind: (await reserve(id)).kind })));
  expect(
    answers
      .filter(({ kind }) => kind === 'placeReserved')
      .map(({ id }) => waiting.indexOf(id))
      .sort(),
  ).toEqual([0, 1, 2]);
  const { rows } = await world.pool.query('SELECT places, reserved FROM quota_line');
  expect(rows).toEqual([{ places: 3, reserved: 3 }]);
});

test('by a decision of the committee it goes past them, and the answer says past how many', async () => {
  const { holder, waiting } = await aQueue(3);
  await release(holder);
  expect(await reserve(waiting[2] ?? '', { ahead: true })).toMatchObject({ kind: 'placeReserved', body: { passed: 2 } });
  expect(await rank(waiting[0] ?? '')).toEqual({ rank: 1, of: 2, before: 0, free: 0 });
  // In order it needs none, and says nothing of one; none of it makes a place.
  expect(await reserve(waiting[1] ?? '', { ahead: true })).toMatchObject({ kind: 'placeShort', body: { why: 'no-place' } });
  await plan(2);
  expect((await reserve(waiting[0] ?? '', { ahead: true })).body).not.toHaveProperty('passed');
});

test('a case that rests keeps its rank and lets the others by; one that was sent back or ended waits no more', async () => {
  const { holder, waiting } = await aQueue(4);
  const [held = '', back = '', ended = '', last = ''] = waiting;
  await change(held, `phase = 'suspended'`);
  await change(back, `state = '{"round": 2}'`);
  await change(ended, `phase = 'ended'`);
  await release(holder);
  expect(await rank(last)).toEqual({ rank: 2, of: 2, before: 0, free: 1 });
  expect(await reserve(last)).toMatchObject({ kind: 'placeReserved' });
  await change(held, `phase = 'open'`);
  expect(await rank(held)).toEqual({ rank: 1, of: 1, before: 0, free: 0 });
  // Reviewed once more, it queues from then on.
  expect(await world.run((client) => reservePlace(client, { ...ask(back), round: 2 }))).toMatchObject({ kind: 'placeShort' });
  expect(await rank(back)).toEqual({ rank: 2, of: 2, before: 1, free: 0 });
});

test('the order is that of the days of waiting, then of the record', async () => {
  const [early, late, sameDay] = [await aCase(), await aCase(), await aCase()];
  await plan(0);
  await reserve(late, { on: '2026-03-02' });
  await reserve(sameDay, { on: '2026-03-02' });
  // Brought in from paper afterwards: it has waited since a day before.
  await reserve(early, { on: '2026-02-01' });
  const order = async () =>
    (await world.run((client) => rankedBelow(client, `/${world.county}/`, { year: YEAR, on: ON }))).map(({ waiter }) => waiter.caseId);
  expect(await order()).toEqual([early, late, sameDay]);
  // Asking again, for whatever reason it is short then, costs no rank.
  await plan(1);
  await reserve(late, { on: '2026-04-01' });
  expect(await order()).toEqual([early, late, sameDay]);
  // Who waits only since later is not before a case whose review on paper lies earlier.
  expect(await reserve(await aCase(), { on: '2026-01-15' })).toMatchObject({ kind: 'placeReserved' });
});

test('who lacks only a number is still first; a wrong number on his own form lets the others by', async () => {
  const { holder, waiting } = await aQueue(2);
  const [first = '', second = ''] = waiting;
  await release(holder);
  expect(await reserve(first, { withNumber: true })).toMatchObject({ body: { why: 'no-number' } });
  expect(await reserve(second)).toMatchObject({ body: { why: 'not-first-in-line', before: 1 } });
  await world.range(world.school, 'development', serial(1), serial(2));
  // A form that was given out on paper had its place then.
  expect(await reserve(await aCase(), { withNumber: true, number: serial(1) })).toMatchObject({ kind: 'placeReserved' });
  await plan(2);
  expect(await reserve(first, { withNumber: true, number: serial(1) })).toMatchObject({ body: { why: 'number-taken' } });
  expect(await reserve(second)).toMatchObject({ kind: 'placeReserved' });
});

test('each line has a queue of its own; where nothing is handed down the committee’s wait together', async () => {
  const [one, two, nowhere] = [await aCase(world.one), await aCase(world.two), await aCase(world.one)];
  expect(await reserve(nowhere)).toMatchObject({ body: { why: 'no-quota-line' } });
  expect(await reserve(two, { unitId: world.two })).toMatchObject({ body: { why: 'no-quota-line' } });
  expect(await rank(nowhere)).toEqual({ rank: 1, of: 2, before: 0, free: 0 });
  await plan(2);
  const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM quota_line');
  await world.run((client) => handDown(client, { lineId: rows[0]?.id ?? '', toOrgId: world.two, places: 1 }, by));
  // The second branch has its own places now, and nobody before it.
  expect(await reserve(one)).toMatchObject({ body: { why: 'not-first-in-line', before: 1 } });
  expect(await reserve(two, { unitId: world.two })).toMatchObject({ kind: 'placeReserved' });
  expect(await reserve(nowhere)).toMatchObject({ kind: 'placeReserved' });
});

test('over New Year free places lapse, and who waits keeps the order in the lines of the next year', async () => {
  const { holder, waiting } = await aQueue(3);
  await release(holder);
  const [first = '', second = ''] = waiting;
  const next = { year: YEAR + 1, on: `${YEAR + 1}-01-04` };
  expect(await reserve(first, next)).toMatchObject({ body: { why: 'no-quota-line' } });
  // Nobody is told that the old year's place is free.
  expect(await rankOf(world.pool, { id: first, unit: world.one }, { year: YEAR, on: next.on })).toMatchObject({ rank: 1, free: 0 });
  await plan(1, YEAR + 1);
  const fresh = await aCase();
  expect(await reserve(fresh, next)).toMatchObject({ body: { why: 'not-first-in-line', before: 3 } });
  expect(await reserve(second, next)).toMatchObject({ body: { why: 'not-first-in-line', before: 1 } });
  expect(await reserve(first, next)).toMatchObject({ kind: 'placeReserved', body: { year: YEAR + 1 } });
  expect(await rank(second, YEAR + 1)).toEqual({ rank: 1, of: 3, before: 0, free: 0 });
  const { rows } = await world.pool.query('SELECT year, places, reserved FROM quota_line ORDER BY year');
  expect(rows).toEqual([
    { year: YEAR, places: 1, reserved: 0 },
    { year: YEAR + 1, places: 1, reserved: 1 },
  ]);
});

test('who waits at the upgrade keeps his rank: by the day on which he began, then by the record', async () => {
  const sql = readFileSync(join(__dirname, '../../prisma/migrations/20261207100000_place_queue/migration.sql'), 'utf8');
  const waits = async (since: string, at: string) => {
    const id = await aCase();
    await world.pool.query(
      `UPDATE case_row SET state = jsonb_build_object('round', 3, 'book', jsonb_build_object('waitingSince', $2::text, 'shortage', 'no-place')) WHERE id = $1`,
      [id, since],
    );
    await world.pool.query(`INSERT INTO fact (case_id, seq, kind, "on", at, fact, hash) VALUES ($1, 1, 'placeShort', $2, $3, '{}', '')`, [
      id,
      since,
      at,
    ]);
    return id;
  };
  const third = await waits('2026-03-02', '2026-03-02T05:00:00Z');
  const second = await waits('2026-03-02', '2026-03-02T04:00:00Z');
  const first = await waits('2026-03-01', '2026-03-05T04:00:00Z');
  const done = await waits('2026-01-01', '2026-01-01T00:00:00Z');
  await change(done, `phase = 'ended'`);
  const placed = await waits('2026-01-01', '2026-01-01T00:00:00Z');
  await change(placed, `state = '{"round": 3, "book": {"waitingSince": "2026-01-01", "place": {"round": 3}}}'`);
  await world.pool.query(sql.slice(sql.indexOf('INSERT INTO')));
  const { rows } = await world.pool.query<{ case_id: string }>('SELECT case_id FROM quota_wait ORDER BY recorded');
  expect(rows.map(({ case_id }) => case_id)).toEqual([first, second, third]);
  await plan(1);
  expect(await rank(third)).toEqual({ rank: 3, of: 3, before: 2, free: 1 });
});

describe('the desk of whoever comes first', () => {
  const officer = async (): Promise<string> => {
    const id = randomUUID();
    await world.pool.query(`INSERT INTO person (id, name, birth) VALUES ($1, '干事', '1990-01-01')`, [id]);
    await world.pool.query(
      `INSERT INTO holding (id, person_id, org_id, role, since) VALUES ($1, $2, $3, 'committee-officer', '2020-01-01')`,
      [randomUUID(), id, world.school],
    );
    return id;
  };
  const told = async (id: string) =>
    (
      await world.pool.query<{ case_id: string; body: { free: number; waiting: number } }>(
        `SELECT case_id, body FROM message WHERE person_id = $1 AND kind = 'places-free' ORDER BY created_at, id`,
        [id],
      )
    ).rows;

  test('is told once when places are given back, added or handed down, and not again while that lies unread', async () => {
    const desk = await officer();
    const { holder, waiting } = await aQueue(3);
    expect(await told(desk)).toEqual([]);
    await release(holder);
    await release(holder);
    expect(await told(desk)).toMatchObject([{ case_id: waiting[0], body: { free: 1, waiting: 3, year: YEAR } }]);
    await plan(2);
    expect(await told(desk)).toHaveLength(1);
    await world.pool.query('UPDATE message SET read_at = now()');
    await plan(3);
    expect(await told(desk)).toHaveLength(2);
    // Fewer places are no news, nor is one that nobody waits for.
    await world.pool.query('UPDATE message SET read_at = now()');
    await plan(2);
    for (const id of waiting) await reserve(id, { ahead: true });
    expect(await told(desk)).toHaveLength(2);
  });

  test('a failed transaction tells nobody', async () => {
    const desk = await officer();
    const { holder } = await aQueue(1);
    const failing = world.run(async (client: PoolClient) => {
      await releasePlace(client, { ...ask(holder), why: 'withdrawn' });
      throw new Error('gone');
    });
    await expect(failing).rejects.toThrow('gone');
    expect(await told(desk)).toEqual([]);
  });
});
