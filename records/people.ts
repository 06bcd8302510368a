import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type Refusal, refuse } from '../domain/case/refusal';
import { type League, leagueSettled, NO_LEAGUE } from './league-days';
import { neverJoined } from './membership-days';
import { type PersonInput, settled } from './person-input';
import { pinyinOf } from './pinyin';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

export { pinyinOf };

export type Written = { ok: true; id: string } | { ok: false; refusal: Refusal };

const no = (refusal: Refusal): Written => ({ ok: false, refusal });

const duplicate = (): Refusal =>
  refuse(
    'duplicate',
    '这个身份证号已经登记',
    'This identity number is already registered',
    ['先按姓名查找; 不在本单位的, 请上级团委查询后转接', 'Search by name first; for a person of another unit ask the committee above'],
    { pointer: '/idNumber' },
  );

const seals = (vault: Vault, row: string) => ({
  idNumber: (text: string) => vault.seal({ table: 'person', column: 'id_number', row }, text),
  phone: (text: string) => vault.seal({ table: 'person', column: 'phone', row }, text),
  guardian: (text: string) => vault.seal({ table: 'person', column: 'guardian', row }, text),
});

/** The columns that a (partial) input sets. */
function columnsOf(
  vault: Vault,
  id: string,
  input: Partial<PersonInput>,
  found: { idNumber?: string; birth?: string; sex?: string | null },
): Map<string, unknown> {
  const seal = seals(vault, id);
  const columns = new Map<string, unknown>();
  const put = (name: string, value: unknown) => {
    if (value !== undefined) columns.set(name, value);
  };
  const sealed = (text: string | null | undefined, how: (text: string) => Buffer) => (typeof text === 'string' ? how(text) : text);
  put('name', input.name);
  put('pinyin', input.name === undefined ? undefined : pinyinOf(input.name));
  put('birth', found.birth);
  put('sex', found.sex);
  put('ethnicity', input.ethnicity);
  put('id_number_sealed', sealed(found.idNumber ?? (input.idNumber === null ? null : undefined), seal.idNumber));
  put('id_number_index', found.idNumber === undefined ? (input.idNumber === null ? null : undefined) : idIndex(vault, found.idNumber));
  put('phone_sealed', sealed(input.phone, seal.phone));
  put('guardian_name', input.guardianName);
  put('guardian_sealed', sealed(input.guardianPhone, seal.guardian));
  put('unit_id', input.unitId);
  put('grade', input.grade);
  put('league', input.league);
  put('member_since', input.memberSince);
  put('certified', input.certified);
  put('left_on', input.leftOn);
  put('rights_lost_until', input.rightsLostUntil);
  put('rights_lost_since', input.rightsLostSince);
  put('pioneer', input.pioneer);
  return columns;
}

const idIndex = (vault: Vault, idNumber: string): Buffer => vault.index('id-number', idNumber);

/** Opens a record of a person. Refused: a bad or known identity number, a birth or sex that contradicts it, no birth at all. */
export const createPerson = async (tx: Client, vault: Vault, input: PersonInput, today: string): Promise<Written> => {
  const found = settled(input, today);
  if ('code' in found) return no(found);
  if (found.birth === undefined)
    return no(
      refuse(
        'birth-missing',
        '没有身份证号时须填写出生日期',
        'Without an identity number the birth date is needed',
        ['填写身份证号或出生日期', 'Give the identity number or the birth date'],
        { pointer: '/birth' },
      ),
    );
  const id = input.id ?? randomUUID();
  const league = leagueSettled(input, NO_LEAGUE, today);
  if ('code' in league) return no(league);
  const never = neverJoined(input, NO_LEAGUE, found.birth, today);
  if (never) return no(never);
  const columns = columnsOf(vault, id, { ...input, ...league }, found);
  const names = [...columns.keys()];
  const { rowCount } = await tx.query(
    `INSERT INTO person (id, ${names.join(', ')}) VALUES ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) ON CONFLICT (id_number_index) DO NOTHING`,
    [id, ...columns.values()],
  );
  return rowCount === 1 ? { ok: true, id } : no(duplicate());
};

/** Corrects a record; fields that are absent stay. Undefined: there is no such person. */
export const updatePerson = async (
  tx: Client,
  vault: Vault,
  id: string,
  input: Partial<PersonInput>,
  today: string,
): Promise<Written | undefined> => {
  const { rows } = await tx.query<League & { idNumberSealed: Buffer | null; birth: string }>(
    `SELECT id_number_sealed AS "idNumberSealed", birth, league, member_since AS "memberSince", left_on AS "leftOn",
       rights_lost_since AS "rightsLostSince", rights_lost_until AS "rightsLostUntil" FROM person WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const [row] = rows;
  if (!row) return undefined;
  const present = row.idNumberSealed ? vault.open({ table: 'person', column: 'id_number', row: id }, row.idNumberSealed) : undefined;
  const found = settled({ ...input, idNumber: input.idNumber === undefined ? present : input.idNumber }, today);
  if ('code' in found) return no(found);
  const league = leagueSettled(input, row, today);
  if ('code' in league) return no(league);
  const never = neverJoined(input, row, found.birth ?? row.birth, today);
  if (never) return no(never);
  const columns = columnsOf(vault, id, { ...input, ...league }, input.idNumber === undefined ? { ...found, idNumber: undefined } : found);
  if (columns.size === 0) return { ok: true, id };
  const index = columns.get('id_number_index');
  if (index) {
    const taken = await tx.query('SELECT 1 FROM person WHERE id_number_index = $1 AND id <> $2', [index, id]);
    if (taken.rowCount) return no(duplicate());
  }
  await tx.query(`UPDATE person SET ${[...columns.keys()].map((name, i) => `${name} = $${i + 2}`).join(', ')} WHERE id = $1`, [
    id,
    ...columns.values(),
  ]);
  return { ok: true, id };
};

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly league: string;
}

export const findByIdNumber = async (client: Client, vault: Vault, idNumber: string): Promise<Found | undefined> => {
  const index = idIndex(vault, idNumber.trim().toUpperCase());
  const { rows } = await client.query<Found>('SELECT id, name, unit_id AS "unitId", league FROM person WHERE id_number_index = $1', [
    index,
  ]);
  return rows[0];
};

/** The sealed fields of a person in the clear. Whoever asks must have the right, and log it. */
export const openSealed = (
  vault: Vault,
  person: { id: string; idNumberSealed?: Uint8Array | null; phoneSealed?: Uint8Array | null; guardianSealed?: Uint8Array | null },
) => {
  const open = (column: string, sealed?: Uint8Array | null) =>
    sealed ? vault.open({ table: 'person', column, row: person.id }, sealed) : undefined;
  return {
    idNumber: open('id_number', person.idNumberSealed),
    phone: open('phone', person.phoneSealed),
    guardianPhone: open('guardian', person.guardianSealed),
  };
};
