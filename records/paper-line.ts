import { dayOf } from '../domain/calendar/day';
import type { Asked } from './quota-answers';
import { LINE, type Line, lapseFree, PAPER } from './quota-lines';
import type { Client } from './quota-tree';

/** A form that was given out on paper in a year that is over by now: it had its place then, and nobody can enter that year's plan any more. */
export const isOfPaper = ({ number, year, at }: Asked & { readonly number?: string; readonly year: number }): boolean =>
  number !== undefined && lapseFree(year, dayOf(at));

/** One more place in the line that nobody planned, at the nearest organisation that may approve; counted apart from every plan. */
export const lineOfPaper = async (client: Client, path: readonly string[], year: number): Promise<Line> => {
  const { rows } = await client.query<Line>(
    `INSERT INTO quota_line AS l (org_id, year, parent_id, field, stage, grade, places)
     SELECT o.id, $2, NULL, 'any', 'any', $3, 1 FROM organisation o WHERE o.id = ANY($1::uuid[])
     ORDER BY o.approves DESC, array_position($1::uuid[], o.id) LIMIT 1
     ON CONFLICT (org_id, year, field, stage, grade) DO UPDATE SET places = l.places + 1 RETURNING ${LINE}`,
    [path, year, PAPER],
  );
  const line = rows[0];
  if (!line) throw new Error(`no organisation keeps the places of ${year}`);
  return line;
};
