/**
 * What all runs of a worker's thread share: law, procedures, schemas and the curve, loaded once instead of once a run (preloadModules in
 * scripts/setup.mjs). Without it a run costs 2 MB and 20 ms before its first act, and its code is never warm.
 *
 * Safe because nothing in here knows a run: `domain/` is pure, and what it keeps (a table of the curve, parts that zod builds on first use) is the same
 * for everybody. The SDK freezes what is shared, deeply, which would keep zod from building; it stops at what is frozen already.
 */
import '../domain/procedures';
import './validator';

declare const __webpack_modules__: Readonly<Record<string, unknown>>;

const loaded = (globalThis as { __webpack_module_cache__?: Readonly<Record<string, { exports: object } | undefined>> })
  .__webpack_module_cache__;
for (const id of Object.keys(__webpack_modules__)) if (/\/(domain|workflows|zod|@noble)\//.test(id)) Object.freeze(loaded?.[id]?.exports);
