/* `npm run check`: everything that can be known without running the product. Runs all of it, then says what failed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, inRoot, root } from './paths.mjs';
import { setup } from './setup.mjs';

const bin = (name) => inRoot('node_modules', '.bin', name);
const rooms = ['activities', 'api', 'config', 'domain', 'launcher', 'records', 'worker', 'workflows', 'main.ts'].filter((room) =>
  existsSync(inRoot(room)),
);

const checks = [
  ['format and lint (biome)', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['lint with types (oxlint)', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['types (tsc)', bin('tsc'), ['--noEmit', '-p', '.']],
  [
    'imports between rooms (dependency-cruiser)',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...rooms],
  ],
  ['lock file for all platforms', process.execPath, ['scripts/complete-lock.mjs', '--check']],
  ['dead code (knip)', bin('knip'), ['--no-progress']],
  ...(existsSync(inRoot('scripts', 'generated.mjs')) ? [['generated files', process.execPath, ['scripts/generated.mjs', '--check']]] : []),
];

try {
  await setup();
  const failed = [];
  for (const [name, command, args] of checks) {
    const began = Date.now();
    const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const ok = done.status === 0;
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (ok) continue;
    failed.push(name);
    console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trimEnd());
  }
  console.log(
    failed.length === 0 ? `check: all ${checks.length} passed` : `check: ${failed.length} of ${checks.length} failed: ${failed.join(', ')}`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
} catch (error) {
  fail(error);
}
