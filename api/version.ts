import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name and version of this release, from the nearest package.json: the same from api/ and from dist/api/. */
export const release: { name: string; version: string } = readRelease();

function readRelease(): { name: string; version: string } {
  for (let up = __dirname; up !== dirname(up); up = dirname(up)) {
    const file = join(up, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
    if (name !== undefined && version !== undefined) return { name, version };
  }
  return { name: 'tuanwu', version: '0.0.0' };
}
