import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { reach, reachPaths } from '../domain/authority/reach';
import type { Who } from '../domain/authority/who';
import type { PersonLine, PersonView } from '../domain/contract/people';
import { maskPhone } from '../domain/people/phone';
import { maskId } from '../domain/people/resident-id';
import { openSealed } from '../records/people';
import type { Vault } from '../records/sealed';
import { escapeLike, under } from './organisations';
import { notFound } from './problem';

type Client = Pick<Pool | PoolClient, 'query'>;

export interface LineRow {
  id: string;
  name: string;
  pinyin: string;
  sex: string | null;
  grade: string | null;
  league: z.output<typeof PersonLine>['league'];
  unit_id: string | null;
  unit_name: string | null;
  unit_code: string | null;
}

export interface PersonRow extends LineRow {
  unit_path: string | null;
  birth: string;
  ethnicity: string | null;
  id_number_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  guardian_name: string | null;
  guardian_sealed: Buffer | null;
  member_since: string | null;
  left_on: string | null;
  certified: boolean;
  rights_lost_since: string | null;
  rights_lost_until: string | null;
  pioneer: boolean;
  account: 'active' | 'disabled' | null;
  account_id: string | null;
}

export const lineOf = (row: LineRow): z.input<typeof PersonLine> => ({
  id: row.id,
  name: row.name,
  sex: row.sex ?? undefined,
  grade: row.grade ?? undefined,
  league: row.league,
  unit: row.unit_id && row.unit_name && row.unit_code ? { id: row.unit_id, name: row.unit_name, code: row.unit_code } : undefined,
});

export const sealedOf = (vault: Vault, row: PersonRow) =>
  openSealed(vault, {
    id: row.id,
    idNumberSealed: row.id_number_sealed,
    phoneSealed: row.phone_sealed,
    guardianSealed: row.guardian_sealed,
  });

/** What anybody who may read the record sees: numbers masked. */
export function personView(vault: Vault, row: PersonRow): z.input<typeof PersonView> {
  const { idNumber, phone, guardianPhone } = sealedOf(vault, row);
  const guardian = { name: row.guardian_name ?? undefined, phone: guardianPhone && maskPhone(guardianPhone) };
  return {
    ...lineOf(row),
    ...(row.birth === '' ? {} : { birth: row.birth }),
    ethnicity: row.ethnicity ?? undefined,
    idNumber: idNumber && maskId(idNumber),
    phone: phone && maskPhone(phone),
    guardian: guardian.name || guardian.phone ? guardian : undefined,
    memberSince: row.member_since ?? undefined,
    leftOn: row.left_on ?? undefined,
    certified: row.certified,
    rightsLostSince: row.rights_lost_since ?? undefined,
    rightsLostUntil: row.rights_lost_until ?? undefined,
    pioneer: row.pioneer,
    account: row.account ?? 'none',
  };
}

interface PeopleFilter {
  /** Part of a name, or pinyin or its initials. */
  readonly q?: string;
  readonly unit?: string;
  readonly league?: string;
  readonly limit: number;
  readonly after?: readonly [pinyin: string | undefined, id: string | undefined];
}

/** People within reach in order of name; one row more than `limit` when there are more. */
export const peoplePage = async (
  client: Client,
  who: Who,
  { q, unit, league, limit, after: [key, last] = [undefined, undefined] }: PeopleFilter,
) => {
  const letters = q && /^[a-z ]+$/i.test(q) ? `%${escapeLike(q.toLowerCase().replaceAll(' ', ''))}%` : undefined;
  const { rows } = await client.query<LineRow>(
    `SELECT p.id, p.name, p.pinyin, p.sex, p.grade, p.league, p.unit_id, o.name AS unit_name, o.code AS unit_code
     FROM person p LEFT JOIN organisation o ON o.id = p.unit_id
     WHERE (o.path LIKE ANY($1) OR p.id = $2)
       AND ($3::text IS NULL OR position($3 IN p.name) > 0 OR p.pinyin LIKE $4)
       AND ($5::uuid IS NULL OR p.unit_id = $5) AND ($6::text IS NULL OR p.league = $6)
       AND ($7::text IS NULL OR (p.pinyin, p.id) > ($7, $8::uuid))
     ORDER BY p.pinyin, p.id LIMIT $9`,
    [under(reachPaths(who)), who.personId, q, letters, unit, league, key, last, limit + 1],
  );
  return rows;
};

/** Oneself, and whoever belongs to a unit within reach; anybody else does not exist. */
export async function findPerson(client: Client, who: Who, id: string): Promise<PersonRow> {
  const { rows } = await client.query<PersonRow>(
    `SELECT p.*, o.name AS unit_name, o.code AS unit_code, o.path AS unit_path, a.status AS account, a.id AS account_id
     FROM person p LEFT JOIN organisation o ON o.id = p.unit_id LEFT JOIN account a ON a.person_id = p.id WHERE p.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row || (row.id !== who.personId && (row.unit_path === null || !reach(who, row.unit_path))))
    throw notFound('没有这个人', 'There is no such person');
  return row;
}
