import type { Client, Standing } from './quota-tree';

export interface Line {
  readonly id: string;
  readonly orgId: string;
  readonly year: number;
  readonly parentId: string | null;
  readonly field: string;
  readonly stage: string;
  readonly grade: string;
  readonly places: number;
  readonly handed: number;
  readonly reserved: number;
  readonly used: number;
}

export const LINE =
  'l.id, l.org_id AS "orgId", l.year, l.parent_id AS "parentId", l.field, l.stage, l.grade, l.places, l.handed, l.reserved, l.used';

export const leftOf = (line: Line): number => line.places - line.handed - line.reserved - line.used;

/** On 31 December free places lapse; a report of a later year shows them as lapsed, reserved ones stay with their cases. */
export const lapseFree = (year: number, on: string): boolean => Number(on.slice(0, 4)) > year;

/**
 * Locks lines, from the top of the tree down and by id: the one order that everybody keeps, so nobody waits in a circle.
 */
export const lockLines = async (client: Client, ids: readonly string[]): Promise<Map<string, Line>> => {
  const { rows } = await client.query<Line>(
    `SELECT ${LINE} FROM quota_line l JOIN organisation o ON o.id = l.org_id WHERE l.id = ANY($1::uuid[]) ORDER BY length(o.path), l.id FOR UPDATE OF l`,
    [ids],
  );
  return new Map(rows.map((line) => [line.id, line]));
};

const fits = (wanted: string, has: string | null): boolean => wanted === 'any' || wanted === has;

const closeness = (line: Line): number => (line.grade === 'any' ? 0 : 4) + (line.stage === 'any' ? 0 : 2) + (line.field === 'any' ? 0 : 1);

/**
 * Among lines of one year that hold places, the one from which a case of this standing takes its place: of the nearest organisation that has any (its plan
 * binds it, also when the level above still has places), the one that says most about the case.
 */
export const fittingLine = <L extends Line>(standing: Standing, lines: ReadonlyMap<string, readonly L[]>): L | undefined => {
  const holder = standing.path.find((org) => lines.has(org));
  const own = holder === undefined ? [] : (lines.get(holder) ?? []);
  return own
    .filter((line) => fits(line.field, standing.field) && fits(line.stage, standing.stage) && fits(line.grade, standing.grade))
    .sort((a, b) => closeness(b) - closeness(a))[0];
};

/** The grade of a line that nobody planned: as many places as forms were given out on paper in a year whose plan was never entered here. */
export const PAPER = 'paper';

/** Lines of a year that hold places, by organisation. */
export const linesOf = async (client: Client, orgs: readonly string[], year: number): Promise<Map<string, Line[]>> => {
  const { rows } = await client.query<Line>(
    `SELECT ${LINE} FROM quota_line l WHERE l.org_id = ANY($1::uuid[]) AND l.year = $2 AND l.places > 0 AND l.grade <> $3`,
    [orgs, year, PAPER],
  );
  const lines = new Map<string, Line[]>();
  for (const line of rows) lines.set(line.orgId, [...(lines.get(line.orgId) ?? []), line]);
  return lines;
};

export const lineFor = async (client: Client, standing: Standing, year: number): Promise<string | undefined> =>
  fittingLine(standing, await linesOf(client, standing.path, year))?.id;
