/*
 * `npm test`: sets up, starts one real Postgres, one Temporal dev server and one time-skipping server for all tests, hands their
 * addresses over by environment, runs jest, and ends with one line that counts. Arguments after `--` go to jest.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { findFaketime } from './faketime.mjs';
import { fail, inRoot, root } from './paths.mjs';
import { setup } from './setup.mjs';
import { findTemporalBinary } from './temporal-binaries.mjs';

let stop = async () => undefined;
let jest;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => (jest ? jest.kill(signal) : void stop().finally(() => process.exit(1))));

try {
  const began = Date.now();
  await setup();
  const folder = mkdtempSync(join(tmpdir(), 'tuanwu-test-'));
  // Passable, not readable: root's Postgres below it runs as another user.
  chmodSync(folder, 0o711);
  const env = await startServers(folder);
  console.log(`test: Postgres, Temporal and the time-skipping server are up after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  const report = join(folder, 'jest.json');
  const code = await runJest(report, { ...process.env, ...env });
  const { passed, failed, skipped } = count(report, code);
  await stop();
  if (skipped > 0)
    console.log(
      `SKIPPED: ${skipped} tests need a browser. Get one: apt-get install chromium fonts-noto-cjk (or set TEST_CHROMIUM to its program).`,
    );
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
} catch (error) {
  await stop();
  fail(error);
}

async function startServers(folder) {
  const load = (name) => createRequire(import.meta.url)(inRoot('dist', 'launcher', `${name}.js`));
  const [temporal, skipping] = [await findTemporalBinary('temporal'), await findTemporalBinary('testServer')];
  console.log(`test: Temporal from ${temporal.origin}; time-skipping server from ${skipping.origin}`);
  const servers = await load('test-servers').startTestServers({ folder, temporal: temporal.path, skipping: skipping.path });
  stop = async () => {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...servers.env, TEST_FAKETIME_LIBRARY: findFaketime(), ...(asksForBrowser() ? { TEST_CHROMIUM: findChromium() ?? '' } : {}) };
}

/** All tests, or some that name the portal's: nothing is installed for a run of the others. */
function asksForBrowser() {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  return named.length === 0 || named.some((argument) => argument.includes('web'));
}

function runJest(report, env) {
  const args = [inRoot('node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
  // jest writes what people read to stderr; its JSON goes to the file.
  jest = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}

/** A file that could not be loaded, and a jest that ended badly without saying why, count as failures: silence is no success. */
function count(report, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.log('jest wrote no report');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  // Tests that are left out by name (-t) are pending too; only a browser is missing where none was asked for.
  const skipped = process.argv.some((arg) => /^(-t|--testNamePattern)/.test(arg)) ? 0 : result.numPendingTests;
  return { passed: result.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
