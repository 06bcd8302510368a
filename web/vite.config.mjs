/* Builds the portal into dist/web. Run by scripts/build-web.mjs after dist/domain has been compiled. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const contracts = join(here, '..', 'dist', 'domain', 'contract');
const compress = promisify(gzip);

/** The routes of domain/contract as plain data. Their schemas stay on the server: zod would weigh more than half of an applicant's pages. */
function routeTable() {
  const require = createRequire(import.meta.url);
  const table = {};
  for (const file of readdirSync(contracts).filter((name) => name.endsWith('.js'))) {
    for (const value of Object.values(require(join(contracts, file)))) {
      if (!Array.isArray(value)) continue;
      for (const route of value.filter((one) => one?.operationId))
        table[route.operationId] = [route.method, route.path, route.idempotent ? 1 : 0];
    }
  }
  return table;
}

const routes = () => ({
  name: 'tuanwu-routes',
  resolveId: (id) => (id === 'virtual:routes' ? '\0routes' : undefined),
  load: (id) => (id === '\0routes' ? `export const routes = ${JSON.stringify(routeTable())};` : undefined),
});

/** Beside each file its compressed twin, so that the server sends it as it is. After everything else: Vite still writes into the files. */
const compressed = () => ({
  name: 'tuanwu-gzip',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
      const file = join(dir, name);
      writeFileSync(`${file}.gz`, await compress(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
    }
  },
});

export default {
  root: here,
  plugins: [routes(), compressed()],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: join(here, '..', 'dist', 'web'),
    emptyOutDir: true,
    // Every asset is a file of this origin; inlined ones would need data: in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries mark their files for server components, which there are none of here.
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
};
