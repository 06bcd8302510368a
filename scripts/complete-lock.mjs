/*
 * Adds to package-lock.json the optional packages of other platforms (binaries for macOS, Windows, musl ...). A registry or mirror
 * that serves one platform only leaves them out when the lock is written, and `npm ci` then refuses the lock everywhere. They are
 * never installed where os, cpu or libc do not fit. `--check` only says whether any is missing. Run it after changing dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail, inRoot, Problem } from './paths.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];
const libcs = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The platform as such packages have it in their name, e.g. binding-linux-arm-musleabihf. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const libc = libcs[words.at(-1)];
  if (!cpu) throw new Problem(`package-lock.json lacks ${name}, and its name does not tell the platform. Add it by hand.`);
  return { cpu: [cpu], ...(os && { os: [os] }), ...(libc && { libc: [libc] }) };
}

function missing(packages) {
  const found = {};
  for (const entry of Object.values(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
      if (!exact || Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))) continue;
      const { cpu, os, libc } = platformOf(name);
      found[`node_modules/${name}`] = {
        version,
        cpu,
        ...(entry.dev && { dev: true }),
        ...(libc && { libc }),
        optional: true,
        ...(os && { os }),
      };
    }
  }
  return found;
}

function complete(check) {
  const file = inRoot('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const found = missing(lock.packages);
  const count = Object.keys(found).length;
  if (count === 0) return;
  if (check) throw new Problem(`package-lock.json lacks ${count} packages of other platforms: run \`node scripts/complete-lock.mjs\`.`);
  const sorted = Object.entries({ ...lock.packages, ...found }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`package-lock.json: ${count} packages of other platforms added`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    complete(process.argv.includes('--check'));
  } catch (error) {
    fail(error);
  }
}
