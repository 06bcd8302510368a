/*
 * `node scripts/run.mjs launcher/start [arguments]`: sets up, then runs `main` of dist/launcher/start.js in this same process, so that
 * signals reach it. `main` gets its environment, arguments and the finders of Temporal's executables and of libfaketime as an argument.
 */
import { createRequire } from 'node:module';
import { findFaketime } from './faketime.mjs';
import { fail, inRoot } from './paths.mjs';
import { setup } from './setup.mjs';
import { findTemporalBinary } from './temporal-binaries.mjs';

const [name, ...args] = process.argv.slice(2);
try {
  await setup();
  const { main } = createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
  await main({ args, env: process.env, findTemporalBinary, findFaketime });
} catch (error) {
  fail(error);
}
