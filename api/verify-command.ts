import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Config } from '../config/config';
import { openPool } from '../records/database';
import { exportLog } from '../records/evidence/export-log';
import { readOrigin } from '../records/evidence/log-rows';
import { logSignerFrom } from '../records/evidence/log-signer';
import { treeSize } from '../records/evidence/tree-store';
import { CommandProblem, needsDatabase } from './command-problem';

const usage = `usage: npm run verify -- [--export FILE] [--key KEY]... [--held FILE]... [--printed TEXT]... [--papers FOLDER] [--stamps] [--json]
Verifies the log in the database (DATABASE_URL, or the embedded one of DATA_DIR while the system runs), or an export of it.
Without --key the database's log is held against the key file in DATA_DIR/keys. The work is done by verify/tuanwu-verify.mjs, which stands alone.`;

/** The same from api/ and from dist/api/. */
const verifier = (): string => {
  for (let up = __dirname; up !== dirname(up); up = dirname(up)) {
    const file = join(up, 'verify', 'tuanwu-verify.mjs');
    if (existsSync(file)) return file;
  }
  throw new CommandProblem('verify/tuanwu-verify.mjs is missing: the checkout or image is incomplete.');
};

const read = (args: string[]) => {
  const [one, many, flag] = [{ type: 'string' }, { type: 'string', multiple: true }, { type: 'boolean' }] as const;
  try {
    const options = { export: one, key: many, held: many, printed: many, papers: one, stamps: flag, json: flag } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new CommandProblem(`${(error as Error).message}\n${usage}`);
  }
};

/** Runs the stand-alone verifier on what stands in the tables, or on a file; its exit status. */
export const verifyCommand = async (config: Config, databaseUrl: string | undefined, args: string[]): Promise<number> => {
  const { export: file, ...trust } = read(args);
  const passed = Object.entries(trust).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [value].flat().flatMap((text) => [`--${name}`, String(text)]),
  );
  if (file !== undefined) return run([file, ...passed]);
  const pool = openPool(needsDatabase(databaseUrl, config.dataDir), 1);
  try {
    const origin = await readOrigin(pool);
    const size = await treeSize(pool);
    if (origin === undefined || size === 0) throw new CommandProblem('The log has no numbered entry yet: there is nothing to verify.');
    const own = config.keys.logSigningKeyFile;
    const key = trust.key || !existsSync(own) ? [] : ['--key', logSignerFrom(own).vkey(origin)];
    return await run(['-', ...passed, ...key], Readable.from(exportLog(pool, { origin, size }, { all: true, below: [] })));
  } finally {
    await pool.end();
  }
};

const run = async (args: string[], input?: Readable): Promise<number> => {
  const child = spawn(process.execPath, [verifier(), ...args], { stdio: [input ? 'pipe' : 'ignore', 'inherit', 'inherit'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 2));
  });
  // A verifier that has seen enough closes its input; its exit says the rest.
  if (input && child.stdin) await pipeline(input, child.stdin).catch(() => undefined);
  return ended;
};
