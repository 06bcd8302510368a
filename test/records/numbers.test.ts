import { randomUUID } from 'node:crypto';
import { findFree, give } from '../../records/number-draw';
import { handDownRange } from '../../records/number-hand-down';
import { receiveRange, voidNumber } from '../../records/number-ranges';
import { numbersAudit, numbersOf, rangesOf } from '../../records/number-report';
import { issueCertificate, replaceNumber } from '../../records/numbers';
import { reservePlace } from '../../records/quota';
import { AT, by, ON, openWorld, refusalOf, serial, type World, YEAR } from './quota-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const development = () => ({ orgId: world.county, year: YEAR, kind: 'development' as const });
const certificate = (caseId: string, number?: string, unitId = world.one) =>
  world.run((client) =>
    issueCertificate(client, {
      caseId,
      key: randomUUID(),
      unitId,
      year: YEAR,
      on: ON,
      at: AT,
      ...(number === undefined ? {} : { number }),
    }),
  );

test('forty draws at once, many of them rolled back in the middle, leave no gap', async () => {
  const range = await world.range(world.school, 'development', serial(1), serial(60));
  let kept = 0;
  await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const client = await world.pool.connect();
      try {
        await client.query('BEGIN');
        const free = await findFree(client, [world.one, world.school, world.county], 'development', YEAR);
        if (typeof free === 'string') throw new Error(free);
        if (index % 5 === 1) return await client.query('ROLLBACK');
        await give(client, free, { caseId: randomUUID(), round: 0, unitId: world.one, year: YEAR, on: ON });
        const end = Math.random() < 0.4 ? 'ROLLBACK' : 'COMMIT';
        await client.query(end);
        if (end === 'COMMIT') kept += 1;
      } finally {
        client.release();
      }
    }),
  );
  expect((await world.numbers()).map(({ number }) => number)).toEqual(Array.from({ length: kept }, (_, index) => serial(index + 1)));
  expect(await world.run((client) => numbersAudit(client))).toEqual([]);
  const { rows } = await world.pool.query('SELECT next FROM number_range WHERE id = $1', [range]);
  expect(Number(rows[0].next)).toBe(kept + 1);
});

test('a spoiled form consumes its number and its booklet; the case has another of each', async () => {
  await world.plan(world.school, 1);
  await world.range(world.school, 'development', serial(1), serial(2));
  await world.range(world.school, 'booklet', '0001', '0002');
  const ask = { caseId: randomUUID(), unitId: world.one, year: YEAR, on: ON, at: AT };
  await world.run((client) => reservePlace(client, { ...ask, key: 'a', round: 0, withNumber: true }));
  const replace = (key: string, number: string) => world.run((client) => replaceNumber(client, { ...ask, key, number, why: 'spoiled' }));
  expect(await replace('b', serial(1))).toEqual({ kind: 'numberIssued', body: { key: 'b', number: serial(2) } });
  expect(await replace('b', serial(1))).toEqual({ kind: 'numberIssued', body: { key: 'b', number: serial(2) } });
  expect(await replace('c', serial(2))).toEqual({ kind: 'numberShort', body: { key: 'c', why: 'no-number' } });
  expect(await world.numbers()).toMatchObject([
    { status: 'void', why: 'spoiled' },
    { status: 'void', why: 'spoiled' },
  ]);
  expect(await world.numbers('booklet')).toMatchObject([{ status: 'void' }, { status: 'void' }]);
});

test('a number that was given out or voided never comes back, whoever tries', async () => {
  await world.range(world.school, 'development', serial(1), serial(9));
  await world.run((client) => voidNumber(client, { kind: 'development', number: serial(1), why: '印制缺陷' }, by));
  await expect(world.pool.query('DELETE FROM issued_number')).rejects.toThrow(/stays as it is/);
  await expect(world.pool.query(`UPDATE issued_number SET status = 'issued', case_id = $1`, [randomUUID()])).rejects.toThrow(
    /stays as it is/,
  );
});

test('a number voided before its turn is passed over and explained', async () => {
  await world.range(world.school, 'certificate', 'T-01', 'T-03');
  const dead = (number: string) => refusalOf(world.run((client) => voidNumber(client, { kind: 'certificate', number, why: '污损' }, by)));
  expect(await dead('T-02')).toBeUndefined();
  expect(await dead('T-02')).toBe('already-void');
  expect(await dead('T-09')).toBe('number-unknown');
  const scope = { orgId: world.county, year: YEAR, kind: 'certificate' as const };
  expect(await world.run((client) => rangesOf(client, scope))).toMatchObject([{ first: 'T-01', last: 'T-03', next: 'T-01', left: 2 }]);
  expect((await certificate(randomUUID())).body.number).toBe('T-01');
  expect(await dead('T-01')).toBe('number-assigned');
  expect((await certificate(randomUUID())).body.number).toBe('T-03');
  expect((await certificate(randomUUID())).body.why).toBe('no-certificate');
  expect(await world.run((client) => numbersAudit(client, scope))).toEqual([]);
  const book = await world.run((client) => numbersOf(client, { ...scope, limit: 2 }));
  expect(book).toMatchObject({ items: [{ number: 'T-01' }, { number: 'T-02', status: 'void', why: '污损' }], next: 'T-02' });
  expect(await world.run((client) => numbersOf(client, { ...scope, after: 'T-02', limit: 2 }))).toMatchObject({
    items: [{ number: 'T-03' }],
  });
});

test('the audit finds what was passed over', async () => {
  const id = await world.range(world.school, 'development', serial(1), serial(9));
  await world.pool.query('UPDATE number_range SET next = 3 WHERE id = $1', [id]);
  expect(await world.run((client) => numbersAudit(client, development()))).toEqual([
    { number: serial(1), rangeId: id, fault: 'gap' },
    { number: serial(2), rangeId: id, fault: 'gap' },
  ]);
});

test('a certificate that another case has is refused, also at the same moment', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => certificate(randomUUID(), 'GD-7788')));
  expect(answers.filter(({ kind }) => kind === 'certificateIssued')).toHaveLength(1);
  expect(answers.filter(({ kind, body }) => kind === 'certificateShort' && body.why === 'taken')).toHaveLength(11);
});

test('one certificate a case; one out of another school’s range is not ours to give', async () => {
  const id = randomUUID();
  await world.range(world.two, 'certificate', '5001', '5009');
  expect((await certificate(id, '5003')).body.why).toBe('other-range');
  expect((await certificate(id, '5003', world.two)).body.number).toBe('5003');
  expect((await certificate(id, '5004', world.two)).body.number).toBe('5003');
  expect(await world.numbers('certificate')).toHaveLength(1);
});

test('a range is typed as printed: twelve digits, in order, its source named, no overlap in any notation', async () => {
  const receive = (first: string, last: string, source = '团县委〔2026〕3号') =>
    refusalOf(
      world.run((client) => receiveRange(client, { orgId: world.school, kind: 'development', year: YEAR, first, last, source }, by)),
    );
  expect(await receive(serial(1), serial(500), ' ')).toBe('source-missing');
  expect(await receive('20264400001', '20264400009')).toBe('number-form');
  expect(await receive(serial(9), serial(1))).toBe('number-order');
  expect(await receive(serial(100), serial(500))).toBeUndefined();
  expect(await receive(serial(500), serial(500))).toBe('range-overlaps');
  expect(await receive(serial(1), serial(100))).toBe('range-overlaps');
  expect(await receive(serial(1), serial(99))).toBeUndefined();
  expect(await receive('202600000000', '202699999999')).toBe('range-too-large');
  const races = await Promise.all(Array.from({ length: 8 }, (_, index) => receive(serial(600 + index), serial(620))));
  expect(races.filter((code) => code === undefined)).toHaveLength(1);
});

test('who enters numbers waits for a range that is being received', async () => {
  const range = { orgId: world.two, kind: 'certificate' as const, year: YEAR, first: 'K-01', last: 'K-09', source: '团市委〔2026〕1号' };
  const late = await world.run(async (client) => {
    await receiveRange(client, range, by);
    const waiting = [
      refusalOf(world.run((other) => receiveRange(other, { ...range, first: 'K-05', last: 'K-05' }, by))),
      certificate(randomUUID(), 'K-03'),
    ] as const;
    await new Promise((resolve) => setTimeout(resolve, 150));
    return { waiting };
  });
  expect(await late.waiting[0]).toBe('range-overlaps');
  expect((await late.waiting[1]).body.why).toBe('other-range');
});

test('part of a range goes down; the rest stays, and every number lies in one range', async () => {
  const id = await world.range(world.school, 'development', serial(1), serial(100));
  const down = (toOrgId: string, count: number, from?: string, rangeId = id) =>
    world.run((client) => handDownRange(client, { rangeId, toOrgId, count, ...(from === undefined ? {} : { from }) }, by));
  await down(world.one, 10);
  await down(world.two, 10, serial(41));
  await down(world.one, 5, serial(1));
  expect(await refusalOf(down(world.one, 10, serial(36)))).toBe('not-free');
  expect(await refusalOf(down(world.county, 1))).toBe('not-below');
  const ranges = await world.run((client) => rangesOf(client, development()));
  const sorted = ranges
    .map(({ org, first, last, left }) => [org.id, Number(first.slice(6)), Number(last.slice(6)), left])
    .sort((a, b) => Number(a[1]) - Number(b[1]));
  expect(sorted).toEqual([
    [world.one, 1, 5, 5],
    [world.school, 6, 40, 35],
    [world.two, 41, 50, 10],
    [world.school, 51, 90, 40],
    [world.one, 91, 100, 10],
  ]);
  const last = ranges.find(({ left }) => left === 40)?.id;
  await down(world.two, 40, undefined, last);
  expect(
    (await world.run((client) => rangesOf(client, { ...development(), orgId: world.two }))).reduce((sum, { left }) => sum + left, 0),
  ).toBe(50);
});
