import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { KinKind } from '../domain/people/kin';
import type { Vault } from './sealed';

type Client = Pick<PoolClient | Pool, 'query'>;

export type DeclaredAs = 'self' | 'officer' | 'inspection';

export interface Declared {
  readonly person: string;
  readonly relative: { readonly id: string } | { readonly name: string; readonly idNumber?: string };
  readonly kind: KinKind;
  readonly since?: string;
  readonly until?: string;
  readonly note?: string;
  readonly by: string;
  readonly as: DeclaredAs;
  readonly on: string;
}

interface Row {
  id: string;
  person_id: string;
  person_name: string;
  relative_id: string | null;
  relative_name: string | null;
  relative_sealed: Buffer | null;
  kind: KinKind;
  since: string | null;
  until: string | null;
  note_sealed: Buffer | null;
  declared_by: string;
  declared_as: DeclaredAs;
  declared_on: string;
  withdrawn_on: string | null;
}

/** A declaration with what is sealed in it opened. */
export interface KinRecord extends Omit<Row, 'relative_sealed' | 'note_sealed' | 'relative_name'> {
  readonly relative: { readonly id?: string; readonly name: string; readonly idNumber?: string };
  readonly note?: string;
}

const SELECT = `SELECT k.*, p.name AS person_name, r.name AS relative_name
  FROM kin k JOIN person p ON p.id = k.person_id LEFT JOIN person r ON r.id = k.relative_id`;

const opened = (vault: Vault, row: Row): KinRecord => {
  const { relative_sealed, note_sealed, relative_name, ...rest } = row;
  const named = relative_sealed
    ? (JSON.parse(vault.open({ table: 'kin', column: 'relative', row: row.id }, relative_sealed)) as { name: string; idNumber?: string })
    : { id: row.relative_id ?? undefined, name: relative_name ?? '' };
  const note = note_sealed && vault.open({ table: 'kin', column: 'note', row: row.id }, note_sealed);
  return { ...rest, relative: named, ...(note ? { note } : {}) };
};

/** Enters a declaration. A relative by name is sealed; his number is found again by its blind index, the same as a person's. */
export const declareKin = async (tx: Client, vault: Vault, what: Declared): Promise<KinRecord> => {
  const id = randomUUID();
  const named = 'id' in what.relative ? undefined : what.relative;
  await tx.query(
    `INSERT INTO kin (id, person_id, relative_id, relative_sealed, relative_index, kind, since, until, note_sealed, declared_by, declared_as, declared_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      what.person,
      'id' in what.relative ? what.relative.id : null,
      named ? vault.seal({ table: 'kin', column: 'relative', row: id }, JSON.stringify(named)) : null,
      named?.idNumber ? vault.index('id-number', named.idNumber) : null,
      what.kind,
      what.since ?? null,
      what.until ?? null,
      what.note ? vault.seal({ table: 'kin', column: 'note', row: id }, what.note) : null,
      what.by,
      what.as,
      what.on,
    ],
  );
  const found = await findKin(tx, vault, id);
  if (!found) throw new Error('a declaration just entered is not there');
  return found;
};

export const findKin = async (client: Client, vault: Vault, id: string, lock = ''): Promise<KinRecord | undefined> => {
  const { rows } = await client.query<Row>(`${SELECT} WHERE k.id = $1 ${lock}`, [id]);
  return rows[0] && opened(vault, rows[0]);
};

/** What is declared of a person; `both`: also where he or she is the relative. Newest first. */
export const kinOf = async (client: Client, vault: Vault, person: string, both: boolean): Promise<KinRecord[]> => {
  const { rows } = await client.query<Row>(
    `${SELECT} WHERE k.person_id = $1 OR ($2 AND k.relative_id = $1) ORDER BY k.declared_on DESC, k.id LIMIT 500`,
    [person, both],
  );
  return rows.map((row) => opened(vault, row));
};

export const withdrawKin = async (tx: Client, id: string, by: string, on: string): Promise<void> => {
  await tx.query('UPDATE kin SET withdrawn_by = $2, withdrawn_on = $3 WHERE id = $1', [id, by, on]);
};
