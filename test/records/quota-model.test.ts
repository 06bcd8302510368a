import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { voidNumber } from '../../records/number-ranges';
import { numbersAudit } from '../../records/number-report';
import { issueCertificate, replaceNumber } from '../../records/numbers';
import { releasePlace, reservePlace, usePlace } from '../../records/quota';
import { handDown, setPlan } from '../../records/quota-plan';
import { quotaReport } from '../../records/quota-report';
import { ANY, AT, by, ON, openWorld, refusalOf, serial, type World, YEAR } from './quota-world';

type Place = { unit: 0 | 1; round: number; line: string; status: 'reserved' | 'used'; number?: string };

/** What the ledgers should say: three lines, one range, the cases. */
interface Model {
  places: Record<string, number>;
  handed: number;
  held: Map<number, Place>;
  round: Map<number, number>;
  next: number;
  voids: Set<string>;
  certificates: Map<number, string>;
}

const RANGE = 12;
const CASES = 6;

const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      of: fc.nat(CASES - 1),
      unit: fc.constantFrom(0 as const, 1 as const),
      withNumber: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), of: fc.nat(CASES - 1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('use' as const), of: fc.nat(CASES - 1), withNumber: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replace' as const), of: fc.nat(CASES - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('certificate' as const),
      of: fc.nat(CASES - 1),
      number: fc.constantFrom('C-01', 'C-02', 'C-03'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), serial: fc.integer({ min: 1, max: RANGE }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('plan' as const), places: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hand' as const), places: fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('any order of acts keeps plan = handed + reserved + used + left, and every number accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
      const school = await freshSchool();
      const model: Model = {
        places: { school: 0, branch: 0 },
        handed: 0,
        held: new Map(),
        round: new Map(),
        next: 1,
        voids: new Set(),
        certificates: new Map(),
      };
      for (const [index, step] of operations.entries()) await play(school, model, step, index);
      await agree(school, model);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 45_000 },
  );
}, 90_000);

type School = { id: string; branch: string; other: string; range: string; prefix: number; cases: string[]; line?: string; tag: string };

let schools = 0;

/** A school with a branch that gets places handed down and another that asks the school. */
const freshSchool = async (): Promise<School> => {
  const id = await world.organisation(world.county, `/${world.county}/`);
  const path = `/${world.county}/${id}/`;
  const [branch, other] = [await world.organisation(id, path), await world.organisation(id, path)];
  schools += 1;
  const prefix = schools * 100;
  const range = await world.range(id, 'development', serial(prefix + 1), serial(prefix + RANGE));
  return { id, branch, other, range, prefix, cases: Array.from({ length: CASES }, () => randomUUID()), tag: `${schools}-` };
};

const count = (model: Model, line: string, status?: string): number =>
  [...model.held.values()].filter((place) => place.line === line && (status === undefined || place.status === status)).length;
const left = (model: Model, line: 'school' | 'branch'): number =>
  (model.places[line] ?? 0) - (line === 'school' ? model.handed : 0) - count(model, line);

/** The model's own drawing of numbers: the next one that is not void. */
const draw = (school: School, model: Model): string | undefined => {
  for (let n = model.next; n <= RANGE; n += 1) {
    const number = serial(school.prefix + n);
    if (model.voids.has(number)) continue;
    model.next = n + 1;
    return number;
  }
  return undefined;
};

const play = async (school: School, model: Model, step: Operation, index: number): Promise<void> => {
  const of = 'of' in step ? step.of : 0;
  const place = model.held.get(of);
  const round = model.round.get(of) ?? 0;
  const base = { caseId: school.cases[of] ?? '', key: `${step.do}:${index}`, unitId: school.branch, on: ON, at: AT, year: YEAR, round };
  switch (step.do) {
    case 'reserve': {
      const ask = { ...base, unitId: step.unit === 0 ? school.branch : school.other, withNumber: step.withNumber };
      const answer = await world.run((client) => reservePlace(client, ask));
      expect(await world.run((client) => reservePlace(client, ask))).toEqual(answer);
      if (place) return expect(answer).toMatchObject({ kind: 'placeReserved', body: place.number ? { number: place.number } : {} });
      const line = step.unit === 0 && (model.places.branch ?? 0) > 0 ? 'branch' : 'school';
      if ((model.places[line] ?? 0) === 0) return expect(answer.body.why).toBe('no-quota-line');
      if (left(model, line) < 1) return expect(answer.body.why).toBe('no-place');
      const number = step.withNumber ? draw(school, model) : undefined;
      if (step.withNumber && !number) return expect(answer.body.why).toBe('no-number');
      expect(answer.body.number).toBe(number);
      model.held.set(of, { unit: step.unit, round, line, status: 'reserved', ...(number ? { number } : {}) });
      return;
    }
    case 'release': {
      await world.run((client) => releasePlace(client, { ...base, why: 'withdrawn' }));
      if (place?.status !== 'reserved') return;
      if (place.number) model.voids.add(place.number);
      model.held.delete(of);
      model.round.set(of, round + 1);
      return;
    }
    case 'use': {
      const answer = await world.run((client) => usePlace(client, { ...base, withNumber: step.withNumber }));
      if (!place) return expect(answer.body.why).toBe('no-place');
      place.status = 'used';
      if (step.withNumber && !place.number) place.number = draw(school, model);
      return expect(answer).toMatchObject(step.withNumber && !place.number ? { body: { why: 'no-number' } } : { kind: 'placeUsed' });
    }
    case 'replace': {
      if (!place?.number) return;
      const answer = await world.run((client) => replaceNumber(client, { ...base, number: place.number, why: 'spoiled' }));
      model.voids.add(place.number);
      place.number = draw(school, model);
      return expect(answer.body).toMatchObject(place.number ? { number: place.number } : { why: 'no-number' });
    }
    case 'certificate': {
      const number = school.tag + step.number;
      const answer = await world.run((client) => issueCertificate(client, { ...base, number }));
      const has = model.certificates.get(of);
      if (has) return expect(answer.body.number).toBe(has);
      if ([...model.certificates.values()].includes(number)) return expect(answer.body.why).toBe('taken');
      model.certificates.set(of, number);
      return expect(answer.body.number).toBe(number);
    }
    case 'void': {
      const number = serial(school.prefix + step.serial);
      const code = await refusalOf(world.run((client) => voidNumber(client, { kind: 'development', number, why: '污损' }, by)));
      const assigned = [...model.held.values()].some((one) => one.number === number);
      expect(code).toBe(assigned ? 'number-assigned' : model.voids.has(number) ? 'already-void' : undefined);
      if (!assigned) model.voids.add(number);
      return;
    }
    case 'plan': {
      const work = world.run((client) => setPlan(client, { orgId: school.id, year: YEAR, places: step.places, ...ANY }, by));
      const code = await refusalOf(
        work.then((line) => {
          school.line = line.id;
        }),
      );
      const bound = model.handed + count(model, 'school');
      expect(code).toBe(step.places < bound ? 'plan-too-small' : undefined);
      if (!code) model.places.school = step.places;
      return;
    }
    case 'hand': {
      const lineId = school.line;
      if (!lineId) return;
      const code = await refusalOf(world.run((client) => handDown(client, { lineId, toOrgId: school.branch, places: step.places }, by)));
      const room = step.places > 0 ? left(model, 'school') : left(model, 'branch');
      expect(code).toBe(Math.abs(step.places) > room ? 'overdrawn' : undefined);
      if (code) return;
      model.handed += step.places;
      model.places.branch = (model.places.branch ?? 0) + step.places;
    }
  }
};

const agree = async (school: School, model: Model): Promise<void> => {
  const { lines, subtree } = await world.run((client) => quotaReport(client, { orgId: school.id, year: YEAR, on: ON }));
  for (const line of lines) {
    const name = line.org.id === school.id ? 'school' : 'branch';
    expect(line.plan).toBe(line.handed + line.reserved + line.used + line.left + line.freeLapsed);
    expect(line).toMatchObject({ plan: model.places[name], reserved: count(model, name, 'reserved'), used: count(model, name, 'used') });
  }
  expect(subtree.plan).toBe(model.places.school);
  expect(await world.run((client) => numbersAudit(client, { orgId: school.id, year: YEAR, kind: 'development' }))).toEqual([]);
  const { rows } = await world.pool.query<{ number: string; status: string; case_id: string | null }>(
    `SELECT number, status, case_id FROM issued_number WHERE range_id = $1`,
    [school.range],
  );
  const issued = rows
    .filter(({ status }) => status === 'issued')
    .map(({ number, case_id }) => `${number} ${school.cases.indexOf(case_id ?? '')}`);
  expect(issued.sort()).toEqual([...model.held].flatMap(([of, { number }]) => (number ? [`${number} ${of}`] : [])).sort());
  expect(
    rows
      .filter(({ status }) => status === 'void')
      .map(({ number }) => number)
      .sort(),
  ).toEqual([...model.voids].sort());
};
