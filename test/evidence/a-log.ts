import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { openPool } from '../../records/database';
import { latestCheckpoint, type SignedCheckpoint } from '../../records/evidence/checkpoints';
import { exportLog } from '../../records/evidence/export-log';
import { LogSigner } from '../../records/evidence/log-signer';
import { Sequencer } from '../../records/evidence/sequencer';
import { createTestDatabase } from '../harness/database';

/** The stand-alone verifier, as anybody else gets it. */
export const VERIFIER = join(__dirname, '..', '..', 'verify', 'tuanwu-verify.mjs');

export interface Report {
  ok: boolean;
  entries: number;
  hidden: number;
  checkpoints: number;
  first?: number;
  exact?: boolean;
  findings: { first: number; exact: boolean; what: string }[];
  notes: string[];
}

interface Trust {
  keys?: string[];
  held?: string[];
  printed?: string[];
  stamps?: boolean;
}

export const verifyLines = (lines: readonly string[], trust: Trust = {}): Promise<Report> =>
  (require(VERIFIER) as { verifyFile(lines: readonly string[], trust: Trust): Promise<Report> }).verifyFile(lines, trust);

export const AT = Date.parse('2026-09-01T12:00:00+08:00');

/** A log in a database of its own, with its own key. Close it. */
export const aLog = async () => {
  const database = await createTestDatabase();
  const pool: Pool = openPool(database.url, 6);
  const signer = new LogSigner(generateKeyPairSync('ed25519').privateKey);
  const sequencer = new Sequencer(pool, signer);
  const all = { all: true, below: ['%'] };
  const newest = async (): Promise<SignedCheckpoint> => {
    const found = await latestCheckpoint(pool);
    if (!found) throw new Error('no checkpoint');
    return found;
  };
  return {
    pool,
    signer,
    sequencer,
    newest,
    /** Some entries in one statement; the last one decides, if asked. */
    enter: (count: number, decided = false) =>
      pool.query(
        `INSERT INTO log_entry (id, at, kind, person_id, case_id, body)
         SELECT gen_random_uuid(), to_timestamp($2::double precision / 1000), 'fact', $3, $4, jsonb_build_object('seq', n, 'kind', CASE WHEN $5 AND n = $1 THEN 'voteHeld' ELSE 'talkHeld' END, 'hash', md5(random()::text))
         FROM generate_series(1, $1::int) AS n`,
        [count, AT, randomUUID(), randomUUID(), decided],
      ),
    exported: async (): Promise<string[]> => {
      const lines: string[] = [];
      for await (const text of exportLog(pool, await newest(), all)) lines.push(text.slice(0, -1));
      return lines;
    },
    vkey: async () => signer.vkey((await newest()).origin),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

export type ALog = Awaited<ReturnType<typeof aLog>>;
