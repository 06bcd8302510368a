import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config/config';
import { Problem } from '../config/problem';
import { type Context, serve } from './serve';
import { prepareSkippingServer } from './skipping-server';
import { Stack } from './stack';

const usage = 'npm run rehearse -- [--from 2026-01-12T09:00+08:00] [--empty | --demo] [--port 3000]';

/** `npm run rehearse`: the same product on a clock that can be moved, on data that ends with the process. */
export async function main({
  args,
  env,
  findTemporalBinary,
  findFaketime,
  log = console.log,
  program,
}: Context & { program?: string }): Promise<void> {
  const { from, demo, port } = parse(args);
  const dataDir = mkdtempSync(join(tmpdir(), 'tuanwu-rehearsal-'));
  // Passable, not readable: a root start runs Postgres below it as another user.
  chmodSync(dataDir, 0o711);
  // Only these are taken over: a rehearsal must never reach a real database or a real Temporal server.
  const {
    DATABASE_URL: _a,
    DATABASE_URL_FILE: _b,
    TEMPORAL_ADDRESS: _c,
    TEMPORAL_API_KEY: _d,
    TEMPORAL_API_KEY_FILE: _e,
    TEMPORAL_NAMESPACE: _f,
    ...rest
  } = env;
  const mine = { ...rest, TUANWU_MODE: 'rehearsal', DATA_DIR: dataDir, DEMO_DATA: String(demo), ...(port !== undefined && { PORT: port }) };
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const stack = new Stack({
    config: readConfig(mine),
    env: mine,
    log,
    program,
    ephemeralData: true,
    async temporal(folder) {
      const { path, origin } = await findTemporalBinary('testServer', log);
      const server = await prepareSkippingServer({
        executable: path,
        at: from === undefined ? undefined : { ms: from, library: findFaketime(log) },
        spawn: (part) => folder.spawn(part),
      });
      return {
        ...server,
        origin: `time-skipping server (${origin}), its clock starts ${from === undefined ? 'now' : `at ${new Date(from).toISOString()}`}`,
      };
    },
  });
  log('REHEARSAL: invented cases on a clock that can be moved. It ends with this process: nothing of it is kept.');
  await serve(
    stack,
    log,
    'Move the clock: POST /api/rehearsal/clock {"to":"2026-05-08T09:00+08:00"}. Ctrl-C ends the rehearsal and removes its data.',
  );
}

function parse(args: string[]): { from?: number; demo: boolean; port?: string } {
  try {
    const options = { from: { type: 'string' }, empty: { type: 'boolean' }, demo: { type: 'boolean' }, port: { type: 'string' } } as const;
    const { values } = parseArgs({ args, options });
    if (values.empty && values.demo) throw new Error('--empty and --demo exclude each other');
    return { from: values.from === undefined ? undefined : moment(values.from), demo: !values.empty, port: values.port };
  } catch (error) {
    throw new Problem(`${(error as Error).message}. Usage: ${usage}`);
  }
}

/** With an offset, or it is not said which moment is meant; +08:00 is never assumed silently. */
function moment(text: string): number {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`--from ${text} is not a moment like 2026-01-12T09:00+08:00`);
  return ms;
}
