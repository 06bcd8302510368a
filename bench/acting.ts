import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';
import type { Somebody } from './county';

/** An act with papers; on a case or on an occasion. */
export const give = async (
  { county }: Bench,
  by: Somebody,
  id: string,
  kind: string,
  body: Record<string, unknown> = {},
  papers: string[] = [],
  rest: { readonly on?: string } = {},
): Promise<void> => {
  await county.caller.ask('POST', `/api/cases/${id}/commands`, by.token, {
    kind,
    body,
    papers: await county.papers(by.id, papers),
    ...rest,
  });
};

export const occasion = async (
  { county }: Bench,
  by: Somebody,
  procedure: string,
  unit: string,
  kind: string,
  body: Record<string, unknown>,
): Promise<string> =>
  (await county.caller.ask<{ id: string }>('POST', '/api/occasions', by.token, { procedure, unit, act: { kind, body } })).id;

interface Row {
  readonly procedure: string;
  readonly phase: string;
  readonly steps: string[];
  readonly number: string | null;
}

/** What is read of it. */
export const row = async ({ pool }: Bench, id: string): Promise<Row> => {
  const { rows } = await pool.query<Row>(
    `SELECT procedure, phase, steps, state -> 'book' ->> 'number' AS number FROM case_row WHERE id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error('no case');
  return rows[0];
};

/** What the worker does by itself; polled, because there is nothing to await. */
export const until = async (bench: Bench, id: string, right: (now: Row) => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await right(await row(bench, id))) return;
    await sleep(50);
  }
  throw new Error(`${id} did not come as far as it should: ${JSON.stringify(await row(bench, id))}`);
};

export const at =
  (step: string) =>
  (now: Row): boolean =>
    now.steps.includes(step);
export const ended = (now: Row): boolean => now.phase === 'ended';
