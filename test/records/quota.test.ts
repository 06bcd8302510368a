import { randomUUID } from 'node:crypto';
import { canonical } from '../../domain/case/canonical';
import { numbersAudit } from '../../records/number-report';
import { releasePlace, reservePlace, usePlace } from '../../records/quota';
import { ANY, AT, ON, openWorld, serial, type World, YEAR } from './quota-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const asked = (caseId: string, round = 0, extra: { key?: string; unitId?: string; withNumber?: boolean } = {}) => ({
  caseId,
  round,
  key: extra.key ?? `reservePlace:${round}:1`,
  unitId: extra.unitId ?? world.one,
  year: YEAR,
  withNumber: extra.withNumber ?? true,
  on: ON,
  at: AT,
});
const reserve = (...args: Parameters<typeof asked>) => world.run((client) => reservePlace(client, asked(...args)));
const release = (caseId: string, round = 0, key = `releasePlace:${round}:2`) =>
  world.run((client) => releasePlace(client, { caseId, round, key, unitId: world.one, why: 'vote-failed', on: ON, at: AT }));
const use = (caseId: string, withNumber = false, round = 0) =>
  world.run((client) =>
    usePlace(client, { caseId, round, key: 'usePlace:0:9', unitId: world.one, year: YEAR, withNumber, on: ON, at: AT }),
  );

test('ten places asked for by fifty cases at once go to exactly ten of them', async () => {
  const line = await world.plan(world.school, 10);
  await world.range(world.school, 'development', serial(1), serial(100));
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => reserve(randomUUID(), 0, { unitId: index % 2 ? world.one : world.two })),
  );
  expect(answers.filter(({ kind }) => kind === 'placeReserved')).toHaveLength(10);
  expect(answers.filter(({ kind, body }) => kind === 'placeShort' && body.why === 'no-place')).toHaveLength(40);
  expect(await world.line(line)).toMatchObject({ reserved: 10, used: 0 });
  expect((await world.numbers()).map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, index) => serial(index + 1)));
});

test('the same ask, run twenty times at once and once more after a release, is answered once', async () => {
  const line = await world.plan(world.school, 5);
  await world.range(world.school, 'development', serial(1), serial(9));
  const id = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(id)));
  expect(new Set(answers.map((answer) => canonical(answer))).size).toBe(1);
  expect(answers[0]).toEqual({ kind: 'placeReserved', body: { key: 'reservePlace:0:1', line, round: 0, year: YEAR, number: serial(1) } });
  expect(await world.line(line)).toMatchObject({ reserved: 1 });
  await release(id);
  expect(await reserve(id)).toEqual(answers[0]);
  expect(await world.line(line)).toMatchObject({ reserved: 0 });
});

test('another ask of the same round is answered with the place that the round has', async () => {
  const line = await world.plan(world.school, 5);
  const id = randomUUID();
  await reserve(id, 0, { withNumber: false });
  expect(await reserve(id, 0, { key: 'reservePlace:0:7', withNumber: false })).toMatchObject({
    kind: 'placeReserved',
    body: { line, round: 0, key: 'reservePlace:0:7' },
  });
  expect(await world.line(line)).toMatchObject({ reserved: 1 });
});

test('a failed vote gives the place back and consumes the number; the next round has a new one', async () => {
  const line = await world.plan(world.school, 1);
  await world.range(world.school, 'development', serial(1), serial(9));
  await world.range(world.school, 'booklet', 'B0101', 'B0109');
  const id = randomUUID();
  await reserve(id);
  const [first, again] = [await release(id), await release(id)];
  expect(again).toEqual(first);
  expect(await world.line(line)).toMatchObject({ reserved: 0 });
  expect(await reserve(id, 1)).toMatchObject({ kind: 'placeReserved', body: { number: serial(2), round: 1 } });
  expect(await world.numbers()).toMatchObject([
    { number: serial(1), status: 'void', why: 'vote-failed', caseId: id },
    { number: serial(2), status: 'issued', why: null, caseId: id },
  ]);
  expect(await world.numbers('booklet')).toMatchObject([
    { number: 'B0101', status: 'void' },
    { number: 'B0102', status: 'issued' },
  ]);
});

test('a place that is still held from an earlier round goes back when the case asks again', async () => {
  const line = await world.plan(world.school, 1);
  await world.range(world.school, 'development', serial(1), serial(9));
  const id = randomUUID();
  await reserve(id);
  expect(await reserve(id, 1)).toMatchObject({ kind: 'placeReserved', body: { round: 1, number: serial(2) } });
  await release(id, 0);
  expect(await world.line(line)).toMatchObject({ reserved: 1 });
  expect(await world.numbers()).toMatchObject([{ why: 'superseded' }, { status: 'issued' }]);
});

test('a used place is not released', async () => {
  const line = await world.plan(world.school, 1);
  await world.range(world.school, 'development', serial(1), serial(9));
  const id = randomUUID();
  await reserve(id);
  expect(await use(id)).toEqual({ kind: 'placeUsed', body: { key: 'usePlace:0:9', number: serial(1) } });
  expect(await use(id)).toEqual({ kind: 'placeUsed', body: { key: 'usePlace:0:9', number: serial(1) } });
  await release(id);
  expect(await world.line(line)).toMatchObject({ reserved: 0, used: 1 });
  expect(await world.numbers()).toMatchObject([{ status: 'issued' }]);
});

test('approval after a step back uses the place of the earlier round', async () => {
  const line = await world.plan(world.school, 1);
  const id = randomUUID();
  await reserve(id, 2, { withNumber: false });
  await use(id, false, 5);
  expect(await world.line(line)).toMatchObject({ reserved: 0, used: 1 });
});

test('numbers at approval: the place is used either way, a missing number is told', async () => {
  const line = await world.plan(world.school, 2);
  const [early, late] = [randomUUID(), randomUUID()];
  await reserve(early, 0, { withNumber: false });
  await reserve(late, 0, { withNumber: false });
  expect(await use(early, true)).toEqual({ kind: 'numberShort', body: { key: 'usePlace:0:9', why: 'no-number' } });
  await world.range(world.county, 'development', serial(7), serial(7));
  expect(await use(late, true)).toEqual({ kind: 'placeUsed', body: { key: 'usePlace:0:9', number: serial(7) } });
  expect(await world.line(line)).toMatchObject({ reserved: 0, used: 2 });
});

test('without a number or a booklet nothing is reserved, and a later ask finds what was added', async () => {
  const id = randomUUID();
  const why = async (round: number) => (await reserve(id, round)).body.why;
  expect(await why(0)).toBe('no-quota-line');
  const line = await world.plan(world.school, 1);
  expect(await why(1)).toBe('no-number');
  await world.range(world.school, 'development', serial(1), serial(2));
  await world.range(world.one, 'booklet', '1', '1');
  expect((await reserve(randomUUID(), 0, { unitId: world.one })).kind).toBe('placeReserved');
  await world.plan(world.school, 2);
  expect(await why(2)).toBe('no-booklet');
  expect(await world.line(line)).toMatchObject({ reserved: 1 });
  expect(await world.numbers()).toHaveLength(1);
  expect(await why(0)).toBe('no-quota-line');
});

test('the nearest organisation with places is asked, and of its lines the one that says most about the case', async () => {
  const pupil = randomUUID();
  const id = randomUUID();
  await world.pool.query(`INSERT INTO person (id, name, birth, grade) VALUES ($1, '陈晓', '2010-05-01', '高一')`, [pupil]);
  await world.pool.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, stage, seq, state, statute_hash, origin, opened_at, changed_at, steps)
     VALUES ($1, 'admission', 'person', $2, $3, $4, 'open', $5, '', 0, '{}', '', '{}', now(), now(), '{}')`,
    [id, pupil, world.one, world.school, ON],
  );
  const reserved = async (caseId: string) => (await reserve(caseId, 0, { withNumber: false, key: randomUUID() })).body.line;
  const county = await world.plan(world.county, 9);
  expect(await reserved(randomUUID())).toBe(county);
  const general = await world.plan(world.school, 9);
  const senior = await world.plan(world.school, 9, { ...ANY, field: 'school', stage: 'senior' });
  const grade = await world.plan(world.school, 9, { ...ANY, grade: '高一' });
  await world.plan(world.school, 9, { ...ANY, stage: 'junior' });
  expect(await reserved(randomUUID())).toBe(senior);
  expect(await reserved(id)).toBe(grade);
  expect(general).not.toBe(senior);
});

test('a form that was filled in on paper brings its own booklet, and one that nobody names is missing in the count', async () => {
  await world.plan(world.school, 9);
  await world.range(world.school, 'development', serial(1), serial(9));
  const reserve = (number: string, booklet?: string) => {
    const ask = { caseId: randomUUID(), unitId: world.one, year: YEAR, on: ON, at: AT, key: 'a', round: 0, withNumber: true, number };
    return world.run((client) => reservePlace(client, { ...ask, ...(booklet ? { booklet } : {}) }));
  };
  // Where booklets are not counted, nothing is missing; one that is named is remembered all the same.
  expect((await reserve(serial(1))).body).not.toHaveProperty('unnamed');
  expect(await reserve(serial(2), '0100')).toMatchObject({ kind: 'placeReserved', body: { number: serial(2) } });
  await world.range(world.school, 'booklet', '0001', '0003');
  expect((await reserve(serial(3))).body).toMatchObject({ number: serial(3), unnamed: 'booklet' });
  expect((await reserve(serial(4), '0001')).body).not.toHaveProperty('unnamed');
  // Its booklet is another's: then its number is not entered either.
  expect(await reserve(serial(5), '0001')).toEqual({ kind: 'placeShort', body: { key: 'a', why: 'booklet-taken' } });
  expect(await reserve(serial(5), '0100')).toMatchObject({ body: { why: 'booklet-taken' } });
  expect(await reserve(serial(5), '0003')).toMatchObject({ body: { number: serial(5) } });
  // The next one in turn steps over what was entered.
  const drawn = { caseId: randomUUID(), unitId: world.one, year: YEAR, on: ON, at: AT, key: 'a', round: 0, withNumber: true };
  expect(await world.run((client) => reservePlace(client, drawn))).toMatchObject({ body: { number: serial(6) } });
  expect((await world.numbers('booklet')).map(({ number }) => number)).toEqual(['0001', '0002', '0003', '0100']);
  expect(await world.run((client) => numbersAudit(client))).toEqual([]);
});

test('a form of a year that is over had its place then: it is counted apart from every plan, and says so', async () => {
  const later = Date.parse('2027-01-05T02:00:00Z');
  const brought = (number: string | undefined, at = later) =>
    world.run((client) =>
      reservePlace(client, {
        caseId: randomUUID(),
        unitId: world.one,
        year: YEAR,
        on: ON,
        at,
        key: 'a',
        round: 0,
        withNumber: true,
        ...(number ? { number } : {}),
      }),
    );
  // While the year runs its plan is entered first; and nothing is grown for who has no form.
  expect((await brought(serial(1), AT)).body.why).toBe('no-quota-line');
  expect((await brought(undefined)).body.why).toBe('no-quota-line');
  await world.pool.query('UPDATE organisation SET approves = true WHERE id = $1', [world.school]);
  const first = await brought(serial(1));
  expect(first).toMatchObject({ kind: 'placeReserved', body: { number: serial(1), year: YEAR, unplanned: 'no-quota-line' } });
  const { rows } = await world.pool.query('SELECT org_id FROM quota_line WHERE id = $1', [first.body.line]);
  expect(rows).toEqual([{ org_id: world.school }]);
  expect((await brought(serial(2))).body).toMatchObject({ line: first.body.line, unplanned: 'no-quota-line' });
  // A number that is another's takes no place either.
  expect((await brought(serial(2))).body).toMatchObject({ why: 'number-taken' });
  expect(await world.line(String(first.body.line))).toMatchObject({ places: 2, reserved: 2 });
  // Where that year has a plan, a place of it is taken as ever, or there is none.
  const county = await world.plan(world.county, 1);
  expect((await brought(serial(3))).body).toMatchObject({ line: county });
  expect((await brought(serial(4))).body).toMatchObject({ why: 'no-place' });
});
