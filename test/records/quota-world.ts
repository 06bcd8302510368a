import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { NumberKind } from '../../domain/contract/quota';
import { openPool, transaction } from '../../records/database';
import { receiveRange } from '../../records/number-ranges';
import { setPlan } from '../../records/quota-plan';
import { createTestDatabase } from '../harness/database';

export const YEAR = 2026;
export const ON = '2026-04-07';
export const AT = Date.parse('2026-04-07T02:00:00Z');
export const by = { personId: randomUUID(), at: AT, on: ON };
export const ANY = { field: 'any', stage: 'any', grade: 'any' };

/** A county, its school, and two branches of the school, in a database of their own. */
export interface World {
  readonly pool: Pool;
  readonly county: string;
  readonly school: string;
  readonly one: string;
  readonly two: string;
  run<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  plan(orgId: string, places: number, key?: typeof ANY): Promise<string>;
  range(orgId: string, kind: NumberKind, first: string, last: string): Promise<string>;
  line(id: string): Promise<{ places: number; handed: number; reserved: number; used: number }>;
  numbers(kind?: NumberKind): Promise<{ number: string; status: string; why: string | null; caseId: string | null }[]>;
  organisation(parentId: string | null, path: string, stage?: string): Promise<string>;
  close(): Promise<void>;
}

export const openWorld = async (): Promise<World> => {
  const database = await createTestDatabase();
  const pool = openPool(database.url, 24);
  // A connection that is still closing when its database is dropped.
  pool.on('error', () => undefined);
  const run: World['run'] = (work) => transaction(pool, work);
  const organisation: World['organisation'] = async (parentId, path, stage) => {
    const id = randomUUID();
    await pool.query(
      `INSERT INTO organisation (id, code, name, kind, parent_id, path, field, school_stage) VALUES ($1, $3, $3, 'committee', $2, $3, 'school', $4)`,
      [id, parentId, `${path}${id}/`, stage ?? null],
    );
    return id;
  };
  const county = await organisation(null, '/');
  const school = await organisation(county, `/${county}/`, 'senior');
  const one = await organisation(school, `/${county}/${school}/`);
  const two = await organisation(school, `/${county}/${school}/`);
  return {
    pool,
    county,
    school,
    one,
    two,
    run,
    organisation,
    plan: async (orgId, places, key = ANY) => (await run((client) => setPlan(client, { orgId, year: YEAR, places, ...key }, by))).id,
    range: async (orgId, kind, first, last) =>
      (await run((client) => receiveRange(client, { orgId, kind, year: YEAR, first, last, source: '团县委〔2026〕3号' }, by))).id,
    line: async (id) => (await pool.query('SELECT places, handed, reserved, used FROM quota_line WHERE id = $1', [id])).rows[0],
    numbers: async (kind = 'development') =>
      (await pool.query('SELECT number, status, why, case_id AS "caseId" FROM issued_number WHERE kind = $1 ORDER BY number', [kind])).rows,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

/** The code of the refusal that some work ends with. */
export const refusalOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    const refusal = (error as { refusal?: { code: string } }).refusal;
    if (!refusal) throw error;
    return refusal.code;
  }
};

export const serial = (n: number): string => `202644${String(n).padStart(6, '0')}`;
