import type { Pool } from 'pg';
import type { Place } from '../domain/authority/seats';
import { type MachineState, openSteps } from '../domain/case/state';
import { procedureOf } from '../domain/procedures';
import { ACTING } from './acting';

export interface CaseAt {
  readonly procedure: string;
  readonly state: MachineState;
  readonly statuteHash: string;
  readonly place: Place;
  /** Of the read row as it was read: it is another one after any write to the row. */
  readonly version: string;
  readonly findings: number;
  /** Of the person it is about, of its unit and its committee. */
  readonly names: { readonly subject: string | null; readonly unit: string; readonly committee: string };
}

/** Everything of a case that rights and views ask for; the id follows. */
export const CASE_SQL = `SELECT c.procedure, c.state, c.statute_hash, c.xmin::text AS version, c.findings, cu.path AS case_unit_path, ck.path AS case_committee_path,
    cu.name AS case_unit, ck.name AS case_committee, cs.name AS case_subject,
    (SELECT ${ACTING('law.members_min')} FROM organisation b WHERE b.id = c.unit_id) AS case_acting
  FROM case_row c LEFT JOIN statute law ON law.hash = c.statute_hash JOIN organisation cu ON cu.id = c.unit_id JOIN organisation ck ON ck.id = c.committee_id LEFT JOIN person cs ON cs.id = c.subject_id WHERE c.id =`;

export interface CaseColumns {
  procedure: string;
  state: MachineState;
  statute_hash: string;
  version: string;
  findings: number;
  case_unit_path: string;
  case_committee_path: string;
  case_unit: string;
  case_committee: string;
  case_acting: string[] | null;
  case_subject: string | null;
}

const FIND = { name: 'find-case', text: `${CASE_SQL} $1` };

/** A case or occasion with all that rights depend on; undefined when there is none. */
export const findCase = async (pool: Pick<Pool, 'query'>, id: string): Promise<CaseAt | undefined> => {
  const { rows } = await pool.query<CaseColumns>({ ...FIND, values: [id] });
  return (await casesOf(pool, rows))[0];
};

/** The committee of a case or of an occasion. */
export const committeeOf = async (pool: Pick<Pool, 'query'>, id: string): Promise<string | undefined> =>
  (await pool.query<{ id: string }>('SELECT committee_id::text AS id FROM case_row WHERE id = $1', [id])).rows[0]?.id;

/** Several at once; those that there are. */
export const findCases = async (pool: Pick<Pool, 'query'>, ids: readonly string[]): Promise<CaseAt[]> =>
  ids.length === 0 ? [] : casesOf(pool, (await pool.query<CaseColumns>(`${CASE_SQL} ANY($1::uuid[])`, [ids])).rows);

/** Cases that not everybody reads whose office would let him: whoever was proposed for the same post does not. */
const AMONG_RIVALS = ['candidacy', 'decision'];

/**
 * Of a candidacy, and of a meeting that decides on some: everybody who was proposed for the posts. Asked of them alone: in the statement above it would be
 * prepared for with every read of every case.
 */
const proposedAt = async (pool: Pick<Pool, 'query'>, cases: readonly string[]): Promise<Map<string, string[]>> => {
  if (cases.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; proposed: string[] | null }>(
    `SELECT c.id::text AS id, post.state -> 'book' -> 'recused' AS proposed
     FROM case_row c JOIN case_row post ON post.id = c.parent_id WHERE c.id = ANY($1::uuid[]) AND c.procedure = 'candidacy'
     UNION ALL
     SELECT e.occasion_id::text, jsonb_agg(DISTINCT named)
     FROM occasion_entry e JOIN case_row k ON k.id = e.case_id AND k.procedure = 'candidacy' LEFT JOIN case_row post ON post.id = k.parent_id
       CROSS JOIN LATERAL jsonb_array_elements_text(COALESCE(post.state -> 'book' -> 'recused', '[]') || to_jsonb(k.subject_id)) AS named
     WHERE e.occasion_id = ANY($1::uuid[]) GROUP BY 1`,
    [cases],
  );
  return new Map(rows.map(({ id, proposed }) => [id, proposed ?? []]));
};

/** Rows as the statement above gives them. */
export const casesOf = async (pool: Pick<Pool, 'query'>, rows: readonly CaseColumns[]): Promise<CaseAt[]> => {
  const among = rows.filter(({ procedure }) => AMONG_RIVALS.includes(procedure)).map(({ state }) => state.id);
  const proposed = await proposedAt(pool, among);
  return rows.map((row) => caseOf(row, proposed.get(row.state.id) ?? []));
};

const caseOf = (row: CaseColumns, proposed: readonly string[]): CaseAt => ({
  procedure: row.procedure,
  state: row.state,
  statuteHash: row.statute_hash,
  place: placeOf(
    row.state,
    {
      unitPath: row.case_unit_path,
      committeePath: row.case_committee_path,
      ...(row.case_acting ? { actingUnits: row.case_acting } : {}),
      recused: proposed,
    },
    row.procedure,
  ),
  version: row.version,
  findings: row.findings,
  names: { subject: row.case_subject, unit: row.case_unit, committee: row.case_committee },
});

/** Where a case lies by its state; the paths are those of its unit and its committee. */
export const placeOf = (
  state: MachineState,
  { unitPath, committeePath, actingUnits, recused = [] }: Pick<Place, 'unitPath' | 'committeePath' | 'actingUnits' | 'recused'>,
  procedure: string,
): Place => {
  const book = state.book as { contacts?: string[]; introducers?: string[]; recused?: string[] };
  const acting = openSteps(state).flatMap((id) => state.steps[id]?.assigned?.unit ?? [])[0];
  return {
    unitId: state.unit,
    unitPath,
    committeeId: state.committee,
    committeePath,
    ...(acting ? { actingUnitId: acting } : {}),
    ...(actingUnits ? { actingUnits } : {}),
    ...(state.subject ? { subjectId: state.subject } : {}),
    contacts: book.contacts ?? [],
    introducers: book.introducers ?? [],
    readers: procedureOf(procedure).readers,
    ...(book.recused || recused.length > 0 ? { recused: [...(book.recused ?? []), ...recused] } : {}),
  };
};

/** A place where no case lies yet, or one to which a case is on its way. `least`: members of a branch by the law under which it comes. */
export const placeFor = async (
  pool: Pick<Pool, 'query'>,
  unit: string,
  committee: string,
  { subject, least }: { readonly subject?: string | undefined; readonly least?: number | undefined } = {},
): Promise<Place> => {
  const { rows } = await pool.query<{ id: string; path: string; acting: string[] | null }>(
    `SELECT b.id, b.path, ${ACTING('$2::int')} AS acting FROM organisation b WHERE b.id = ANY($1::uuid[])`,
    [[unit, committee], least ?? null],
  );
  const acting = rows.find(({ id }) => id === unit)?.acting;
  const pathOf = (id: string): string => rows.find((row) => row.id === id)?.path ?? '';
  return {
    unitId: unit,
    unitPath: pathOf(unit),
    committeeId: committee,
    committeePath: pathOf(committee),
    ...(acting ? { actingUnits: acting } : {}),
    ...(subject ? { subjectId: subject } : {}),
    contacts: [],
    introducers: [],
  };
};

/** Where a transfer that waits is answered: at the branch that is asked to receive. */
export const receivingPlace = async (pool: Pick<Pool, 'query'>, { transfer }: MachineState): Promise<Place | undefined> =>
  transfer && placeFor(pool, transfer.to, transfer.toCommittee);
