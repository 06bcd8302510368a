import type { Pool } from 'pg';
import type { Place } from '../domain/authority/seats';
import type { MachineState } from '../domain/case/state';
import { procedureOf } from '../domain/procedures';

export interface CaseAt {
  readonly procedure: string;
  readonly state: MachineState;
  readonly statuteHash: string;
  readonly place: Place;
  /** Of the read row as it was read: it is another one after any write to the row. */
  readonly version: string;
  readonly findings: number;
}

const FIND = {
  name: 'find-case',
  text: `SELECT c.procedure, c.state, c.statute_hash, c.xmin::text AS version, c.findings, u.path AS unit_path, k.path AS committee_path
    FROM case_row c JOIN organisation u ON u.id = c.unit_id JOIN organisation k ON k.id = c.committee_id WHERE c.id = $1`,
};

/** A case or occasion with all that rights depend on; undefined when there is none. */
export const findCase = async (pool: Pick<Pool, 'query'>, id: string): Promise<CaseAt | undefined> => {
  const { rows } = await pool.query<{
    procedure: string;
    state: MachineState;
    statute_hash: string;
    version: string;
    findings: number;
    unit_path: string;
    committee_path: string;
  }>({ ...FIND, values: [id] });
  const row = rows[0];
  if (!row) return undefined;
  const book = row.state.book as { contacts?: string[]; introducers?: string[]; recused?: string[] };
  const place: Place = {
    unitId: row.state.unit,
    unitPath: row.unit_path,
    committeeId: row.state.committee,
    committeePath: row.committee_path,
    ...(row.state.subject ? { subjectId: row.state.subject } : {}),
    contacts: book.contacts ?? [],
    introducers: book.introducers ?? [],
    readers: procedureOf(row.procedure).readers,
    ...(book.recused ? { recused: book.recused } : {}),
  };
  return { procedure: row.procedure, state: row.state, statuteHash: row.statute_hash, place, version: row.version, findings: row.findings };
};

/** A place where no case lies yet, or one to which a case is on its way. */
export const placeFor = async (pool: Pick<Pool, 'query'>, unit: string, committee: string, subject?: string): Promise<Place> => {
  const { rows } = await pool.query<{ id: string; path: string }>('SELECT id, path FROM organisation WHERE id = ANY($1::uuid[])', [
    [unit, committee],
  ]);
  const pathOf = (id: string): string => rows.find((row) => row.id === id)?.path ?? '';
  return {
    unitId: unit,
    unitPath: pathOf(unit),
    committeeId: committee,
    committeePath: pathOf(committee),
    ...(subject ? { subjectId: subject } : {}),
    contacts: [],
    introducers: [],
  };
};
