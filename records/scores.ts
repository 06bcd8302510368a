import type { PoolClient } from 'pg';
import type { Sheet } from '../domain/procedures/selection/ranking';
import type { Vault } from './sealed';

type Client = Pick<PoolClient, 'query'>;

export interface ScoreSheet extends Sheet {
  readonly case: string;
  /** Of the case: after a return everything is scored anew. */
  readonly round: number;
}

const place = ({ case: id, round, part, examiner }: Omit<ScoreSheet, 'points'>) => ({
  table: 'score_sheet',
  column: 'sealed',
  row: `${id}:${round}:${part}:${examiner}`,
});

export interface Scoring {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly qualified: readonly string[];
  readonly given: readonly Sheet['part'][];
}

/** Open competitions that wait for somebody's points, each with the parts that he has sealed in this round. */
export const scoringOf = async (client: Client, person: string): Promise<Scoring[]> => {
  const { rows } = await client.query<Omit<Scoring, 'qualified'> & { entries: Record<string, boolean> }>(
    `SELECT c.id, c.state->'book'->'post'->>'title' AS title, c.unit_id AS unit, c.state->'book'->'competition'->'entries' AS entries,
       ARRAY(SELECT s.part FROM score_sheet s WHERE s.case_id = c.id AND s.round = (c.state->>'round')::int AND s.examiner_id = $1 ORDER BY s.part DESC) AS given
     FROM case_row c
     WHERE c.procedure = 'selection' AND c.phase = 'open' AND 'X3' = ANY(c.steps) AND c.state->'book'->'competition'->'examiners' ? $1::text
       AND NOT c.state->'book'->'competition' ? 'ranked'
     ORDER BY c.opened_at, c.id LIMIT 100`,
    [person],
  );
  return rows.map(({ entries, ...row }) => ({ ...row, qualified: Object.keys(entries).filter((one) => entries[one]) }));
};

/** Seals an examiner's sheet; false when there is one already. Once given it is not changed: nobody adjusts points to what others might have given. */
export const sealScores = async (client: Client, vault: Vault, sheet: ScoreSheet, at: number): Promise<boolean> => {
  const { rowCount } = await client.query(
    `INSERT INTO score_sheet (case_id, round, part, examiner_id, sealed, at) VALUES ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000)) ON CONFLICT DO NOTHING`,
    [sheet.case, sheet.round, sheet.part, sheet.examiner, vault.seal(place(sheet), JSON.stringify(sheet.points)), at],
  );
  return rowCount === 1;
};

/** All sheets of the round, opened. */
export const openScores = async (client: Client, vault: Vault, id: string, round: number): Promise<Sheet[]> => {
  const { rows } = await client.query<{ part: Sheet['part']; examiner_id: string; sealed: Buffer }>(
    'SELECT part, examiner_id, sealed FROM score_sheet WHERE case_id = $1 AND round = $2 ORDER BY part, examiner_id',
    [id, round],
  );
  return rows.map(({ part, examiner_id: examiner, sealed }) => ({
    part,
    examiner,
    points: JSON.parse(vault.open(place({ case: id, round, part, examiner }), sealed)) as Record<string, number>,
  }));
};
