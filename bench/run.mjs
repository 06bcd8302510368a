/*
 * `npm run bench -- [--json] [--quick] [--check] [--rounds 5] [--profile FOLDER]`: sets up, turns bench/ into JavaScript beside the built product
 * (benches are no part of it, so the build leaves them out), and runs `main` of it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fail, inRoot } from '../scripts/paths.mjs';
import { setup } from '../scripts/setup.mjs';
import { findTemporalBinary } from '../scripts/temporal-binaries.mjs';

const require = createRequire(import.meta.url);

function compile() {
  const { transformSync } = require('@swc/core');
  for (const name of readdirSync(inRoot('bench'), { recursive: true }).filter((file) => file.endsWith('.ts'))) {
    const { code } = transformSync(readFileSync(inRoot('bench', name), 'utf8'), {
      filename: name,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const out = inRoot('dist', 'bench', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, code);
  }
}

const args = process.argv.slice(2);
// With --json standard output holds nothing but the figures.
const log = args.includes('--json') ? console.error : console.log;
try {
  await setup(log);
  compile();
  const { main } = require(join(inRoot('dist', 'bench'), 'main.js'));
  process.exitCode = await main({ args, env: process.env, findTemporalBinary, log });
} catch (error) {
  fail(error);
}
