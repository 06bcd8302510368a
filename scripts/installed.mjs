import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * Whether node_modules holds what package-lock.json pins. npm writes node_modules/.package-lock.json as the last act of an install,
 * so an interrupted install is seen too. Packages for other platforms are optional and rightly absent.
 */
export function installedMatchesLock() {
  const hidden = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages ?? {};
  const pinned = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(pinned).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
