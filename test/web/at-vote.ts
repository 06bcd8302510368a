import type { Site } from './browser';

/**
 * Makes a case stand at the branch's vote in the read row alone: what the tests of a meeting's pages are about is the meeting, and half a year lies before the
 * vote. The case itself refuses what it is told at the end.
 */
export const atVote = async ({ product, office }: Site, id: string): Promise<void> => {
  await product.database.pool.query(
    `UPDATE case_row SET steps = '{A11}', state = jsonb_set(state, '{steps}', jsonb_build_object('A11', jsonb_build_object('openedOn', $2::text, 'openedSeq', 1))) WHERE id = $1`,
    [id, await office.today()],
  );
};
