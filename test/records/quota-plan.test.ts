import { randomUUID } from 'node:crypto';
import { reservePlace } from '../../records/quota';
import { handDown, setPlan } from '../../records/quota-plan';
import { quotaReport } from '../../records/quota-report';
import { ANY, AT, by, ON, openWorld, refusalOf, type World, YEAR } from './quota-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const down = (lineId: string, toOrgId: string, places: number, on = ON) =>
  world.run((client) => handDown(client, { lineId, toOrgId, places }, { ...by, on }));
const reserve = (unitId: string) =>
  world.run((client) =>
    reservePlace(client, { caseId: randomUUID(), key: 'a', round: 0, unitId, year: YEAR, withNumber: false, on: ON, at: AT }),
  );
const report = (orgId: string, on = ON) => world.run((client) => quotaReport(client, { orgId, year: YEAR, on }));

test('thirty who hand down and reserve at once never overdraw a line', async () => {
  const line = await world.plan(world.school, 20);
  const work = [
    ...Array.from({ length: 15 }, (_, index) => refusalOf(down(line, index % 2 ? world.one : world.two, 3))),
    ...Array.from({ length: 15 }, () => reserve(world.school).then(({ kind }) => kind)),
  ];
  const results = await Promise.all(work);
  const handed = 3 * results.filter((result) => result === undefined).length;
  const reserved = results.filter((result) => result === 'placeReserved').length;
  expect(await world.line(line)).toEqual({ places: 20, handed, reserved, used: 0 });
  expect(handed + reserved).toBeGreaterThan(17);
  const { subtree } = await report(world.county);
  expect(subtree).toEqual({ plan: 20, handed, reserved, used: 0, left: 20 - reserved, freeLapsed: 0 });
});

test('two lines and two directions at once: nobody waits in a circle, nothing is lost', async () => {
  const county = await world.plan(world.county, 40);
  const school = (await down(county, world.school, 20)).to.id;
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      if (index % 4 === 0) return refusalOf(down(county, world.school, 2));
      if (index % 4 === 1) return refusalOf(down(county, world.school, -2));
      return refusalOf(down(school, index % 4 === 2 ? world.one : world.two, index % 8 < 4 ? 1 : -1));
    }),
  );
  const { lines, subtree } = await report(world.county);
  expect(subtree).toMatchObject({ plan: 40, left: 40 });
  for (const line of lines)
    expect(line.handed).toBe(lines.filter(({ parentId }) => parentId === line.id).reduce((sum, { plan }) => sum + plan, 0));
});

test('free places come back up, reserved ones do not, and an emptied line binds nobody', async () => {
  const line = await world.plan(world.school, 5);
  await down(line, world.one, 2);
  await reserve(world.one);
  expect(await refusalOf(down(line, world.one, -2))).toBe('overdrawn');
  await down(line, world.one, -1);
  expect((await reserve(world.one)).body.why).toBe('no-place');
  await down(line, world.two, 1);
  await down(line, world.two, -1);
  expect((await reserve(world.two)).body.line).toBe(line);
});

test('a plan is never set below what is bound, nor over what was handed down, nor for a year that is over', async () => {
  const line = await world.plan(world.county, 5);
  const { to } = await down(line, world.school, 4);
  const plan = (orgId: string, places: number, on = ON) =>
    refusalOf(world.run((client) => setPlan(client, { orgId, year: YEAR, places, ...ANY }, { ...by, on })));
  expect(await plan(world.county, 3)).toBe('plan-too-small');
  expect(await plan(world.county, 4)).toBeUndefined();
  expect(await plan(world.school, 9)).toBe('handed-down');
  expect(await plan(world.county, 9, '2027-01-01')).toBe('year-closed');
  expect(await refusalOf(down(line, world.school, 1))).toBe('overdrawn');
  expect(await refusalOf(down(to.id, world.one, 1, '2027-01-01'))).toBe('year-closed');
  expect(await refusalOf(down(line, world.one, 1))).toBe('not-below');
  expect(await refusalOf(down(randomUUID(), world.one, 1))).toBe('line-unknown');
  await world.plan(world.one, 2);
  expect(await refusalOf(down(to.id, world.one, 1))).toBe('own-plan');
});

test('on 31 December free places lapse, reserved ones stay with their cases', async () => {
  await world.plan(world.school, 5);
  await reserve(world.one);
  expect(await report(world.school, '2026-12-31')).toMatchObject({ lapsed: false, own: { left: 4, freeLapsed: 0, reserved: 1 } });
  expect(await report(world.school, '2027-01-01')).toMatchObject({ lapsed: true, own: { plan: 5, left: 0, freeLapsed: 4, reserved: 1 } });
});

test('every change of a plan stands in the log', async () => {
  const line = await world.plan(world.school, 5);
  await down(line, world.one, 2);
  const { rows } = await world.pool.query('SELECT kind, person_id, body FROM log_entry ORDER BY kind');
  expect(rows).toMatchObject([
    { kind: 'quota.handed', person_id: by.personId, body: { line, places: 2 } },
    { kind: 'quota.plan', person_id: by.personId, body: { line, to: 5, from: 0 } },
  ]);
});
