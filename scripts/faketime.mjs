/*
 * libfaketime (Debian's package `libfaketime`), under which a rehearsal's server lives in another year. In order: the system's own, what was unpacked before
 * into node_modules/.cache, the package fetched and unpacked there by apt-get (no root needed, nothing of the system is changed).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, Problem } from './paths.mjs';

const LIBRARY = 'libfaketimeMT.so.1';
const cache = inRoot('node_modules', '.cache', 'tuanwu', 'faketime');

/** @returns the library's path; throws a Problem that says how to get it. */
export function findFaketime(log = console.log) {
  const found = inSystem('/usr/lib') ?? inSystem('/usr/local/lib') ?? inSystem(join(cache, 'usr', 'lib'));
  if (found) return found;
  log('setup: fetching libfaketime (Debian package, into node_modules/.cache)');
  const unpacked = fetchPackage() ?? (refreshLists() ? fetchPackage() : undefined);
  if (unpacked) return unpacked;
  throw new Problem(
    'A clock that starts at another date needs libfaketime. Install it (Debian and Ubuntu: apt install faketime), or leave --from out: the clock then starts now.',
  );
}

function inSystem(lib) {
  const folders = [lib, ...(existsSync(lib) ? readdirSync(lib).map((name) => join(lib, name)) : [])];
  return folders.map((folder) => join(folder, 'faketime', LIBRARY)).find((path) => existsSync(path));
}

function fetchPackage() {
  mkdirSync(cache, { recursive: true });
  const quiet = { cwd: cache, stdio: 'ignore' };
  if (spawnSync('apt-get', ['download', 'libfaketime'], quiet).status !== 0) return undefined;
  const file = readdirSync(cache).find((name) => name.endsWith('.deb'));
  if (!file || spawnSync('dpkg-deb', ['-x', file, cache], quiet).status !== 0) return undefined;
  rmSync(join(cache, file), { force: true });
  return inSystem(join(cache, 'usr', 'lib'));
}

/** On a new machine apt knows no packages yet; refreshing its lists is root's to do. */
function refreshLists() {
  return spawnSync('apt-get', ['update'], { stdio: 'ignore' }).status === 0;
}
