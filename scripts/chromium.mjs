/*
 * Chromium for the tests of the portal. In order: CHROMIUM_PATH, what the system has, Debian's package installed by apt-get (root only). Nothing else is
 * downloaded: the package follows the system's own updates.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** @returns its path; undefined when there is none and none can be installed. */
export function findChromium(log = console.log) {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const found = () => PLACES.find((path) => existsSync(path));
  if (found()) return found();
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  log('setup: installing Chromium for the tests of the portal (Debian package chromium)');
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!install() && spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' }).status === 0) install();
  return found();
}
