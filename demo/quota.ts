import { startOf } from '../domain/calendar/day';
import { handDownRange } from '../records/number-hand-down';
import { receiveRange, voidNumber } from '../records/number-ranges';
import { handDown, setPlan } from '../records/quota-plan';
import type { Client, Writer } from '../records/quota-tree';
import type { Unit } from './county';
import { COUNTY, TOWNS } from './data/divisions';

/** Places of a year handed to each committee: 303, as many as the county admitted in 2023. Keketuohai town gets one, so that somebody waits. */
const SCHOOL_PLACES: Readonly<Record<string, number>> = { S01: 70, S02: 55, S03: 40, S04: 30, S05: 25, S06: 6, S07: 6, S08: 5, S09: 6 };
const SOCIETY_PLACES: Readonly<Record<string, number>> = { G: 12, F: 6, P: 5 };
const TOWN_WITHOUT_PLACES = '654322101';

interface Share {
  readonly code: string;
  readonly field: 'school' | 'society';
  readonly places: number;
}

export const SHARES: readonly Share[] = [
  ...Object.entries(SCHOOL_PLACES).map(([code, places]) => ({ code: `${COUNTY.code}-${code}`, field: 'school' as const, places })),
  ...TOWNS.map(([code]) => ({ code, field: 'society' as const, places: code === TOWN_WITHOUT_PLACES ? 1 : 4 })),
  ...Object.entries(SOCIETY_PLACES).map(([code, places]) => ({ code: `${COUNTY.code}-${code}`, field: 'society' as const, places })),
];

const FIRST_SERIAL = 43_001;
/** Every committee receives one number more than places: a form may be spoiled. */
const SPARE = 1;
const serial = (year: number, number: number): string => `${year}65${String(number).padStart(6, '0')}`;

/** The n-th development number of a committee's own part of the county's range. */
export const numberOf = (committee: string, year: number, n: number): string => {
  let first = FIRST_SERIAL;
  for (const share of SHARES) {
    if (share.code === committee) return serial(year, first + n);
    first += share.places + SPARE;
  }
  throw new Error(`${committee} receives no numbers`);
};

const BOOKLETS = 340;
const booklet = (year: number, serial: number): string => `Z${year}${String(serial).padStart(4, '0')}`;

/** The booklet that was taken from the end of the pile as the `taken`th, counted from 1. */
export const bookletFromTheEnd = (year: number, taken: number): string => booklet(year, BOOKLETS + 1 - taken);

/** The plan of a year from above, handed down; numbers, booklets and certificates received, and the numbers handed down with the places. */
export const planYear = async (
  client: Client,
  units: ReadonlyMap<string, Unit>,
  year: number,
  officer: string,
  today: string,
): Promise<void> => {
  const day = `${year}-01-12`;
  const on = day < today ? day : today;
  const by: Writer = { personId: officer, at: startOf(on), on };
  const county = units.get(COUNTY.code)?.id ?? '';
  const key = (field: string) => ({ field, stage: 'any', grade: 'any' });
  for (const field of ['school', 'society'] as const) {
    const shares = SHARES.filter((share) => share.field === field);
    const line = await setPlan(
      client,
      { orgId: county, year, ...key(field), places: shares.reduce((sum, { places }) => sum + places, 0) },
      by,
    );
    for (const { code, places } of shares) await handDown(client, { lineId: line.id, toOrgId: units.get(code)?.id ?? '', places }, by);
  }
  const received = { orgId: county, year };
  const count = SHARES.reduce((sum, { places }) => sum + places + SPARE, 0);
  const numbers = await receiveRange(
    client,
    {
      ...received,
      kind: 'development',
      first: serial(year, FIRST_SERIAL),
      last: serial(year, FIRST_SERIAL + count + 9),
      source: `${year} 年度发展团员编号下达单 (示例)`,
    },
    by,
  );
  for (const { code, places } of SHARES)
    await handDownRange(
      client,
      { rangeId: numbers.id, toOrgId: units.get(code)?.id ?? '', count: places + SPARE, from: numberOf(code, year, 0) },
      by,
    );
  await receiveRange(
    client,
    { ...received, kind: 'booklet', first: booklet(year, 1), last: booklet(year, BOOKLETS), source: `${year} 年入团志愿书领用单 (示例)` },
    by,
  );
  await receiveRange(
    client,
    { ...received, kind: 'certificate', first: `T${year}0001`, last: `T${year}0320`, source: `${year} 年团员证领用单 (示例)` },
    by,
  );
  await voidNumber(client, { kind: 'booklet', number: booklet(year, 2), why: '印刷缺页 (示例)' }, by);
};
