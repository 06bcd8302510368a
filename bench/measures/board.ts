import { setTimeout as sleep } from 'node:timers/promises';
import { countMonths } from '../../records/standing/months';
import { Statutes } from '../../records/statutes';
import type { Bench } from '../bench';
import { openCase } from '../casework';
import type { Figure } from '../report';
import { median, quantile, summary } from '../statistics';
import { twinsOf } from '../twins';

/** How long it takes until a case that has come to stand still is on the board, while so many change a minute. */
const freshness = async ({ county, pool, sizes }: Bench): Promise<Figure> => {
  const everyMs = 60_000 / sizes.changesAMinute;
  const since = new Map<string, number>();
  const taken: number[] = [];
  let opening = true;
  const look = async (): Promise<void> => {
    while (opening || since.size > 0) {
      const { rows } = await pool.query<{ id: string }>('SELECT case_id AS id FROM stalled_case WHERE case_id = ANY($1::uuid[])', [
        [...since.keys()],
      ]);
      for (const { id } of rows) {
        taken.push((performance.now() - (since.get(id) ?? 0)) / 1000);
        since.delete(id);
      }
      await sleep(200);
    }
  };
  const looking = look();
  for (let index = 0; index < sizes.changes; index += 1) {
    const next = performance.now() + everyMs;
    // Brought in with an application that nobody has answered for months: overdue from the moment on at which it is there.
    const { id } = await openCase(county, index, 'A2');
    since.set(id, performance.now());
    await sleep(Math.max(0, next - performance.now()));
  }
  opening = false;
  await looking;
  const note = `from the answer to the row on the board; ${sizes.changes} cases, ${sizes.changesAMinute} a minute; median ${median(taken).toFixed(1)} s`;
  return { measure: 'board-freshness-p99', unit: 's', product: quantile(taken, 0.99), limit: { of: 'product', most: 60 }, note };
};

const UNITS = 200;
/** One open case in so many stands still. */
const STALLED_OF = 5;

/** Rows of closed and open cases in two hundred branches of the town, as the record transaction and the worker's rounds would leave them. */
const fill = async ({ pool, county, sizes }: Bench, model: string): Promise<void> => {
  await pool.query(
    `INSERT INTO organisation (code, name, kind, parent_id, path)
     SELECT 'board-' || n, '团支部 ' || n, 'branch', $1::uuid, '' FROM generate_series(1, $2::int) AS n`,
    [county.town.id, UNITS],
  );
  await pool.query(`UPDATE organisation SET path = $1 || id || '/' WHERE code LIKE 'board-%'`, [county.town.path]);
  await pool.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, started, opened_at, changed_at)
     SELECT gen_random_uuid(), 'admission', 'case', gen_random_uuid(), u.units[1 + n % $3], c.committee_id, CASE WHEN n <= $4 THEN 'open' ELSE 'ended' END,
       to_char(DATE '2026-01-01' + n % 300, 'YYYY-MM-DD'), c.steps, (ARRAY['application', 'activist', 'cultivation', 'reception'])[1 + n % 4], 1,
       '{"book": {}}', c.statute_hash, c.origin, true, c.opened_at, c.changed_at
     FROM generate_series(1, $2::int) AS n, case_row c, (SELECT array_agg(id) AS units FROM organisation WHERE code LIKE 'board-%') u WHERE c.id = $1`,
    [model, sizes.boardCases, UNITS, sizes.boardOpen],
  );
  // The board splits the age of the cases that it shows: they have a ledger.
  await pool.query(
    `INSERT INTO fact SELECT (jsonb_populate_record(f, jsonb_build_object('case_id', c.id))).* FROM fact f, case_row c
     WHERE f.case_id = $1 AND c.phase = 'open' AND c.state = '{"book": {}}'`,
    [model],
  );
  await pool.query(
    `INSERT INTO stalled_case (case_id, reason, since, holder, org_id, reasons, found_at)
     SELECT id, r.reason, to_char(DATE '2026-03-01' + n::int % 200, 'YYYY-MM-DD'), r.holder, unit_id,
       jsonb_build_array(jsonb_build_object('code', r.reason, 'since', '2026-03-01', 'clause', 'project.record')), now()
     FROM (SELECT id, unit_id, row_number() OVER () AS n FROM case_row WHERE phase = 'open' AND state = '{"book": {}}') c,
       LATERAL (SELECT (ARRAY['overdue', 'idle', 'vacant', 'held'])[1 + n % 4] AS reason, (ARRAY['branch', 'committee', 'applicant'])[1 + n % 3] AS holder) r
     WHERE n % $1 = 0`,
    [STALLED_OF],
  );
  await pool.query('VACUUM ANALYZE case_row, fact, stalled_case, organisation');
};

const BELOW = `FROM stalled_case s JOIN case_row c ON c.id = s.case_id JOIN organisation u ON u.id = c.unit_id WHERE c.phase <> 'ended' AND u.path LIKE $1 || '%'`;

/** The same two questions by somebody who writes them for this one reader, whose tree is all there is to see. */
const byHand = async ({ pool, county }: Bench): Promise<number> => {
  const [page] = await Promise.all([
    pool.query(
      `SELECT c.id, c.procedure, c.subject_id, c.unit_id, u.name, c.stage, c.opened_on, s.reason, s.since, s.holder, s.org_id, s.reasons ${BELOW} ORDER BY s.since, s.case_id LIMIT 51`,
      [county.town.path],
    ),
    pool.query(
      `SELECT s.reason, c.procedure, c.stage, s.holder, count(*) ${BELOW} GROUP BY GROUPING SETS ((), (s.reason), (c.procedure), (c.stage), (s.holder))`,
      [county.town.path],
    ),
  ]);
  return page.rows.length;
};

const timesOf = async (times: number, once: () => Promise<number>): Promise<number[]> => {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    if ((await once()) < 50) throw new Error('no full page');
    taken.push(performance.now() - began);
  }
  return taken;
};

/** The board's first page with its counts, over HTTP, against hand-written SQL on the same tables. */
const page = async (bench: Bench): Promise<Figure> => {
  const { county, sizes, pool } = bench;
  const read = async (): Promise<number> =>
    (await county.caller.ask<{ items: unknown[] }>('GET', '/api/audit/stalled', county.officer.token)).items.length;
  await timesOf(3, read);
  await timesOf(3, () => byHand(bench));
  const [rounds, all]: [{ before: number; product: number; after: number }[], number[]] = [[], []];
  for (let round = 0; round < sizes.rounds; round += 1) {
    const before = median(await timesOf(sizes.boardPages, () => byHand(bench)));
    const product = await timesOf(sizes.boardPages, read);
    all.push(...product);
    rounds.push({ before, product: median(product), after: median(await timesOf(sizes.boardPages, () => byHand(bench))) });
  }
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM stalled_case');
  const note = `GET /api/audit/stalled over HTTP, session, names and sentences and all: ${sizes.boardCases} cases, ${sizes.boardOpen} open, ${rows[0]?.n} on the board; p95 ${quantile(all, 0.95).toFixed(0)} ms`;
  return { measure: 'board-page', unit: 'ms', ...summary(rounds), limit: { of: 'ratio', most: 1.5 }, note };
};

/** What it costs the worker to count twelve months anew for so many cases, from their facts. */
const months = async ({ pool, county, sizes, log }: Bench): Promise<Figure> => {
  const { id } = await openCase(county, 0, 'A12');
  await twinsOf(pool, id, sizes.monthCases);
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact WHERE case_id = $1', [id]);
  await pool.query('DELETE FROM standing_month');
  await pool.query('DELETE FROM standing_month_made');
  const began = performance.now();
  await countMonths({ pool, statutes: new Statutes(pool) }, Date.now() + 120_000);
  const seconds = (performance.now() - began) / 1000;
  log(`months: ${sizes.monthCases} cases of ${rows[0]?.n} facts counted`);
  const note = `twelve months of ${sizes.monthCases} cases with ${rows[0]?.n} facts each, folded anew, once; afterwards a month costs its cases once`;
  return { measure: 'bulletin-months', unit: 's', product: seconds, note };
};

/** Last of all: what it fills the tables with is no case that a worker could go on with, so the worker stands still for the second half. */
export const board = async (bench: Bench): Promise<Figure[]> => {
  const { servers, county, log } = bench;
  const fresh = await freshness(bench);
  const model = await openCase(county, 0, 'A2');
  process.kill(servers.pids.worker, 'SIGSTOP');
  try {
    const counted = await months(bench);
    const began = performance.now();
    await fill(bench, model.id);
    log(`board: filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    return [fresh, await page(bench), counted];
  } finally {
    // It is ended next, with everything else.
    process.kill(servers.pids.worker, 'SIGCONT');
  }
};
