import { randomUUID } from 'node:crypto';
import { inboxOf } from '../../records/inbox';
import type { Bench } from '../bench';
import { openCase } from '../casework';
import type { Figure } from '../report';
import { median, summary } from '../statistics';

const PAGE = 100;

/**
 * Open cases as rows: copies of one that the product made, with ids, people and due days of their own. The officer's committee has `myCases` of them,
 * nine others of the same size have the rest.
 */
const fill = async ({ pool, county, sizes }: Bench, model: string): Promise<void> => {
  const committees = Array.from({ length: 9 }, () => randomUUID());
  for (const id of committees)
    await pool.query(
      `INSERT INTO organisation (id, code, name, kind, path, approves) VALUES ($1::uuid, left($1::text, 13), '别的团委', 'committee', '/' || $1::text || '/', true)`,
      [id],
    );
  await pool.query(
    `CREATE TEMP TABLE copy AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS subject, n,
       CASE WHEN n <= $2 THEN $3::uuid ELSE ($4::uuid[])[1 + n % 9] END AS committee, to_char(DATE '2026-12-01' + (n % 90), 'YYYY-MM-DD') AS due
     FROM generate_series(1, $1::int) AS n`,
    [sizes.openCases, sizes.myCases, county.town.id, committees],
  );
  await pool.query(`INSERT INTO person (id, name, birth, unit_id) SELECT subject, '某人' || n, '2010-03-01', $1 FROM copy`, [
    county.branch(0).id,
  ]);
  await pool.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, due_on, seq, state, statute_hash, origin, started, opened_at, changed_at)
     SELECT copy.id, c.procedure, c.subject_kind, copy.subject, c.unit_id, copy.committee, c.phase, c.opened_on, c.steps, c.stage, copy.due, c.seq,
       c.state || jsonb_build_object('id', copy.id, 'subject', copy.subject, 'committee', copy.committee), c.statute_hash, c.origin, true, c.opened_at, c.changed_at
     FROM copy, case_row c WHERE c.id = $1`,
    [model],
  );
  await pool.query(
    `INSERT INTO task (case_id, procedure, step, seat, org_id, since, due_on)
     SELECT copy.id, t.procedure, t.step, t.seat, copy.committee, t.since, copy.due FROM copy, task t WHERE t.case_id = $1`,
    [model],
  );
  await pool.query('ANALYZE task, case_row, person, organisation');
};

/** The product's own statement without the product: no HTTP, no session, no check of the answer. */
const bare = async ({ pool, county }: Bench): Promise<number> => {
  const seats = ['committee-officer', 'higher-officer'].map((seat) => ({ org: county.town.id, seat }));
  const rows = await inboxOf(
    pool,
    { person: county.officer.id, seats, today: '2026-11-27', inspects: [], closed: ['selection', 'candidacy', 'investigation'] },
    { after: [undefined, undefined], limit: PAGE },
  );
  return Math.min(rows.length, PAGE);
};

/** The least statement for the same rows, by somebody who knows already that one seat has them all. */
const least = async ({ pool, county }: Bench): Promise<number> => {
  const { rowCount } = await pool.query({
    name: 'bare-inbox',
    text: `SELECT t.*, c.subject_id, p.name AS person, c.unit_id, u.name AS unit
      FROM (SELECT * FROM task WHERE org_id = $1 AND seat = $2 AND person_id IS NULL ORDER BY due_on, id LIMIT $3) t
      JOIN case_row c ON c.id = t.case_id JOIN person p ON p.id = c.subject_id JOIN organisation u ON u.id = c.unit_id ORDER BY t.due_on, t.id`,
    values: [county.town.id, 'committee-officer', PAGE],
  });
  return rowCount ?? 0;
};

const inMs = async (times: number, once: () => Promise<number>): Promise<number> => {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    const rows = await once();
    taken.push(performance.now() - began);
    if (rows !== PAGE) throw new Error(`a page of ${rows}`);
  }
  return median(taken);
};

/** A page of 100 of my open tasks among many open cases. */
export const inbox = async (bench: Bench): Promise<Figure[]> => {
  const { county, sizes } = bench;
  // At A7 the committee's officer has it.
  const model = await openCase(county, 0, 'A7');
  await fill(bench, model.id);
  const page = async (): Promise<number> =>
    (await county.caller.ask<{ items: unknown[] }>('GET', `/api/tasks?limit=${PAGE}`, county.officer.token)).items.length;
  await inMs(sizes.pages, page);
  const rounds = [];
  const leasts: number[] = [];
  for (let round = 0; round < sizes.rounds; round += 1) {
    const before = await inMs(sizes.pages, () => bare(bench));
    rounds.push({ before, product: await inMs(sizes.pages, page), after: await inMs(sizes.pages, () => bare(bench)) });
    leasts.push(await inMs(sizes.pages, () => least(bench)));
  }
  const figure = summary(rounds);
  const note = `GET /api/tasks?limit=${PAGE} over HTTP, session and all, against the product's own statement from the bench's process; ${sizes.myCases} of ${sizes.openCases} open tasks are this officer's; the least statement that gives the same rows takes ${median(leasts).toFixed(2)} ms, ratio ${(figure.product / median(leasts)).toFixed(2)}`;
  return [{ measure: 'inbox-page', unit: 'ms', ...figure, limit: { of: 'ratio', most: 3 }, note }];
};
