/*
 * `node scripts/generated.mjs` writes the generated files of docs/ anew; with --check it only says which of them are not what the code
 * would write, and fails. `npm run check` runs the latter.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fail, inRoot } from './paths.mjs';
import { setup } from './setup.mjs';

try {
  await setup();
  const { generate } = createRequire(import.meta.url)(inRoot('dist', 'docs-gen', 'index.js'));
  const files = Object.entries(await generate()).filter(
    ([path, text]) => !existsSync(inRoot(path)) || readFileSync(inRoot(path), 'utf8') !== text,
  );
  const check = process.argv.includes('--check');
  for (const [path, text] of files) {
    console.log(check ? `${path} is not what the code would write now` : `written: ${path}`);
    if (check) continue;
    mkdirSync(dirname(inRoot(path)), { recursive: true });
    writeFileSync(inRoot(path), text);
  }
  if (check && files.length > 0)
    console.log('Run: node scripts/generated.mjs, read the difference, and commit it with the change that caused it.');
  process.exit(check && files.length > 0 ? 1 : 0);
} catch (error) {
  fail(error);
}
