/* What the steps of a set-up share: doing a thing once, naming what it was made from, running a program. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, Problem, root } from './paths.mjs';

/** Does `work` unless its outputs exist and were made from the same inputs. */
export async function once(name, outputs, hash, work) {
  const stamp = inRoot('dist', '.setup', name);
  if (outputs.every((file) => existsSync(inRoot(file))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(inRoot('dist', '.setup'), { recursive: true });
  writeFileSync(stamp, hash);
}

const skipped = new Set(['node_modules', 'dist', 'web', 'test', 'bench', 'coverage', 'docs']);

export function sourceFiles(folder, kind = /\.tsx?$/) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !(folder === root && skipped.has(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourceFiles(path, kind) : kind.test(entry.name) ? [path] : [];
    });
}

export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

export function run(command, args, { env = {}, cwd = root, hint = '', quiet = false } = {}) {
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
