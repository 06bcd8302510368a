/* `npm run check`: everything that can be known without running the product. Runs all of it, then says what failed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, inRoot, root } from './paths.mjs';
import { setup } from './setup.mjs';

const bin = (name) => inRoot('node_modules', '.bin', name);
const rooms = [
  'activities',
  'api',
  'ballot-client',
  'config',
  'demo',
  'dispatch',
  'domain',
  'launcher',
  'records',
  'worker',
  'workflows',
  'web',
  'main.ts',
].filter((room) => existsSync(inRoot(room)));

const checks = [
  { name: 'format and lint (biome)', command: bin('biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'lint with types (oxlint)', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'types (tsc)', command: bin('tsc'), args: ['--noEmit', '-p', '.'] },
  { name: 'types of the portal (tsc)', command: bin('tsc'), args: ['--noEmit', '-p', 'web'] },
  { name: 'imports between rooms (dependency-cruiser)', command: bin('depcruise'), args: ['--output-type', 'err-long', ...rooms] },
  { name: 'lock file for all platforms', command: process.execPath, args: ['scripts/complete-lock.mjs', '--check'] },
  { name: 'dead code (knip)', command: bin('knip'), args: ['--no-progress'] },
  { name: 'generated files', command: process.execPath, args: ['scripts/generated.mjs', '--check'], only: 'scripts/generated.mjs' },
].filter(({ only }) => only === undefined || existsSync(inRoot(only)));

try {
  await setup();
  const failed = [];
  for (const { name, command, args } of checks) {
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
