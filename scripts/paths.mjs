import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const inRoot = (...parts) => join(root, ...parts);

/** Disappears with node_modules, which is right: what lies here can always be had again. */
export const cacheDir = inRoot('node_modules', '.cache', 'tuanwu');

/** A mistake that a person can do something about: shown as a sentence, never as a stack. */
export class Problem extends Error {}

export function fail(error) {
  const plain = error instanceof Problem || ['Problem', 'ConfigError'].includes(error?.name);
  console.error(plain ? error.message : error);
  process.exit(1);
}
