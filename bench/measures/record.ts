import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import type { Fact } from '../../domain/case/fact';
import { exportLog } from '../../records/evidence/export-log';
import { readOrigin } from '../../records/evidence/log-rows';
import { treeSize } from '../../records/evidence/tree-store';
import { findCase } from '../../records/places';
import { recordSwiftly } from '../../records/record-swiftly';
import { Statutes } from '../../records/statutes';
import type { Bench } from '../bench';
import { openCase } from '../casework';
import { today } from '../county';
import type { Figure } from '../report';
import { median, summary } from '../statistics';

/** The same transaction that leaves no entry in the log. */
const unlogged = (pool: Pool): Pool =>
  ({
    query: (asked: { name: string; text: string; values: unknown[] }) => {
      const text = asked.text
        .replace(/,\s+logged AS \([\s\S]*?\$26::jsonb FROM moved\)/, '')
        .replace(/SELECT version FROM moved$/, 'SELECT version FROM moved WHERE ROW($24::uuid, $25::text, $26::jsonb) IS NOT NULL');
      if (text.includes('log_entry')) throw new Error('the floor still writes to the log');
      return pool.query({ name: `${asked.name}-unlogged`, text, values: asked.values });
    },
  }) as never;

const recordInMs = async ({ pool, sizes, county }: Bench, id: string, writer: Pool, statutes: Statutes): Promise<number> => {
  const party = { id: county.officer.id, seat: 'branch-secretary' } as const;
  const taken: number[] = [];
  for (let turn = 0; turn < sizes.decisions; turn += 1) {
    const read = await findCase(pool, id);
    if (!read) throw new Error('no case');
    const seq = read.state.seq + 1;
    const fact: Fact = {
      v: 1,
      seq,
      kind: 'observationRecorded',
      on: today(),
      at: Date.now(),
      actor: party,
      recorder: party,
      body: {},
      papers: [],
    };
    const began = performance.now();
    if (!(await recordSwiftly(writer, statutes, read, fact, Date.now()))) throw new Error('not recorded');
    taken.push(performance.now() - began);
  }
  return median(taken);
};

/** Recording a fact with its entry of the log, against the same transaction without it. */
const recording = async (bench: Bench): Promise<Figure> => {
  const { pool, county, sizes } = bench;
  const statutes = new Statutes(pool);
  const floor = unlogged(pool);
  const { id } = await openCase(county, 0, 'A5');
  await recordInMs(bench, id, pool, statutes);
  await recordInMs(bench, id, floor, statutes);
  const rounds = [];
  for (let round = 0; round < sizes.rounds; round += 1) {
    const before = await recordInMs(bench, id, floor, statutes);
    const product = await recordInMs(bench, id, pool, statutes);
    rounds.push({ before, product, after: await recordInMs(bench, id, floor, statutes) });
  }
  const note = 'the product’s own statement for a fact, committed, while the worker numbers the log, against it without the entry';
  return { measure: 'record-with-log', unit: 'ms', ...summary(rounds), limit: { of: 'ratio', most: 1.4 }, note };
};

/** The same from bench/measures/ and from dist/bench/measures/. */
const verifier = (): string => {
  for (let up = __dirname; up !== dirname(up); up = dirname(up)) {
    const file = join(up, 'verify', 'tuanwu-verify.mjs');
    if (existsSync(file)) return file;
  }
  throw new Error('verify/tuanwu-verify.mjs is missing');
};

const verify = async (pool: Pool): Promise<number> => {
  const [origin, size] = [await readOrigin(pool), await treeSize(pool)];
  if (origin === undefined) throw new Error('the log has no origin');
  const began = performance.now();
  const child = spawn(process.execPath, [verifier(), '-', '--stamps'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const closed = once(child, 'close');
  await pipeline(Readable.from(exportLog(pool, { origin, size }, { all: true, below: [] })), child.stdin);
  const [code] = await closed;
  if (code !== 0) throw new Error(`the verifier says ${code}`);
  return (performance.now() - began) / 1000;
};

/** Verifying the whole log from the tables with the stand-alone verifier, stamps and all. */
const verifying = async ({ pool, sizes, log }: Bench): Promise<Figure> => {
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM log_entry');
  const wanted = Math.max(0, sizes.entries - (rows[0]?.n ?? 0));
  await pool.query(
    `INSERT INTO log_entry (id, at, kind, body) SELECT gen_random_uuid(), now(), 'signed-in', jsonb_build_object('n', n) FROM generate_series(1, $1::int) AS n`,
    [wanted],
  );
  const began = performance.now();
  for (let size = 0; size < sizes.entries; size = await treeSize(pool)) await new Promise((resolve) => setTimeout(resolve, 250));
  log(`verify: ${wanted} entries numbered by the worker in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const seconds = await verify(pool);
  const note = `${sizes.entries} entries, each leaf, stamp and checkpoint, read from the tables; ${Math.round(sizes.entries / seconds)} a second`;
  return { measure: 'verify-log', unit: 's', product: seconds, note };
};

export const record = async (bench: Bench): Promise<Figure[]> => [await recording(bench), await verifying(bench)];
