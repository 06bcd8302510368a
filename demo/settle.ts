import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { addMonths, type Day } from '../domain/calendar/day';
import { hashPassword } from '../records/accounts';
import { pinyinOf } from '../records/pinyin';
import type { Vault } from '../records/sealed';
import { COUNTY } from './data/divisions';
import type { Population } from './people';
import { planYear } from './quota';
import { idOf } from './random';

/** Rows of one statement; a few thousand persons take some tens of milliseconds. */
const insert = async (
  client: PoolClient,
  table: string,
  types: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> => {
  const columns = Object.keys(types).map((name) => `"${name}"`);
  const values = Object.entries(types).map(([name, type]) => (type === 'bytea' ? `decode(r."${name}", 'base64')` : `r."${name}"`));
  const shape = Object.entries(types).map(([name, type]) => `"${name}" ${type === 'bytea' ? 'text' : type}`);
  for (let start = 0; start < rows.length; start += 2000)
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS r(${shape.join(', ')})`,
      [JSON.stringify(rows.slice(start, start + 2000))],
    );
};

const insertUnits = (client: PoolClient, population: Population): Promise<void> =>
  insert(
    client,
    'organisation',
    {
      id: 'uuid',
      code: 'text',
      name: 'text',
      kind: 'text',
      parent_id: 'uuid',
      path: 'text',
      region: 'text',
      field: 'text',
      school_stage: 'text',
      approves: 'boolean',
      has_committee: 'boolean',
      overlay: 'text',
      inspects_id: 'uuid',
      contact: 'text',
    },
    population.units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      parent_id: unit.parent?.id,
      path: unit.path,
      region: '65',
      field: unit.field,
      school_stage: unit.schoolStage,
      approves: unit.approves,
      has_committee: population.hasCommittee(unit),
      overlay: unit.overlay,
      inspects_id: unit.inspects?.id,
      contact: unit.approves || unit.inspects ? `${unit.name} (示例, 电话 0906-0000000)` : undefined,
    })),
  );

const insertPeople = (client: PoolClient, vault: Vault, population: Population): Promise<void> => {
  const seal = (row: string, column: string, text: string | undefined): string | undefined =>
    text === undefined ? undefined : vault.seal({ table: 'person', column, row }, text).toString('base64');
  return insert(
    client,
    'person',
    {
      id: 'uuid',
      name: 'text',
      pinyin: 'text',
      birth: 'text',
      sex: 'text',
      ethnicity: 'text',
      id_number_sealed: 'bytea',
      id_number_index: 'bytea',
      phone_sealed: 'bytea',
      guardian_name: 'text',
      guardian_sealed: 'bytea',
      unit_id: 'uuid',
      grade: 'text',
      league: 'text',
      member_since: 'text',
      certified: 'boolean',
      pioneer: 'boolean',
    },
    population.people.map((person) => ({
      id: person.id,
      name: person.name,
      pinyin: pinyinOf(person.name),
      birth: person.birth,
      sex: person.sex,
      ethnicity: person.ethnicity,
      id_number_sealed: seal(person.id, 'id_number', person.idNumber),
      id_number_index: person.idNumber && vault.index('id-number', person.idNumber).toString('base64'),
      phone_sealed: seal(person.id, 'phone', person.phone),
      guardian_name: person.guardian?.name,
      guardian_sealed: seal(person.id, 'guardian', person.guardian?.phone),
      unit_id: person.unit.id,
      grade: person.grade,
      league: person.league,
      member_since: person.memberSince,
      certified: person.certified,
      pioneer: person.pioneer,
    })),
  );
};

const insertAccounts = async (client: PoolClient, population: Population, password: string, at: number): Promise<void> => {
  const passwordHash = await hashPassword(password);
  await insert(
    client,
    'account',
    {
      id: 'uuid',
      person_id: 'uuid',
      login: 'text',
      password_hash: 'text',
      status: 'text',
      failures: 'int',
      must_change: 'boolean',
      created_at: 'timestamptz',
    },
    population.accounts.map(({ login, person }) => ({
      id: idOf('account', login),
      person_id: person,
      login,
      password_hash: passwordHash,
      status: 'active',
      failures: 0,
      must_change: false,
      created_at: new Date(at).toISOString(),
    })),
  );
};

/** Organisations, people, roles, accounts, plans and numbers: the whole county in the caller's transaction. */
export const settleCounty = async (
  client: PoolClient,
  vault: Vault,
  population: Population,
  password: string,
  today: Day,
  now: number,
): Promise<void> => {
  await insertUnits(client, population);
  await insertPeople(client, vault, population);
  await insert(
    client,
    'holding',
    { id: 'uuid', person_id: 'uuid', org_id: 'uuid', role: 'text', since: 'text', until: 'text' },
    population.holdings.map(({ person, unit, role, until }) => ({
      id: idOf('holding', person, unit.code, role),
      person_id: person,
      org_id: unit.id,
      role,
      since: addMonths(today, -30),
      until,
    })),
  );
  await insertAccounts(client, population, password, now);
  const units = new Map(population.units.map((unit) => [unit.code, unit]));
  const [officer = ''] = population.holders(population.unit(COUNTY.code), 'committee-officer');
  const year = Number(today.slice(0, 4));
  // The past of the cases reaches into the year before.
  for (const one of [year - 1, year]) await planYear(client, units, one, officer, today);
};

/** Long, made anew for each installation, readable from paper: no I, L, O, U. */
export const newPassword = (): string => {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const text = [...randomBytes(15)].map((byte) => letters[byte % 32]).join('');
  return `fuyun-${text.replace(/(.{5})(?=.)/g, '$1-')}`;
};
