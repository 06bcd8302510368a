import { mkdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { Pool } from 'pg';
import type { Bench, Measure } from './bench';
import { County } from './county';
import { Floor } from './floor/floor';
import { Caller } from './http';
import { board } from './measures/board';
import { booth } from './measures/booth';
import { decision } from './measures/decision';
import { dossier } from './measures/dossier';
import { events } from './measures/events';
import { facts } from './measures/facts';
import { inbox } from './measures/inbox';
import { memory } from './measures/memory';
import { record } from './measures/record';
import { selection } from './measures/selection';
import { type Figure, jsonLine, table, verdict } from './report';
import { type Servers, startServers } from './servers';
import { optionsOf } from './sizes';

interface Context {
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  findTemporalBinary(name: 'temporal', log?: (line: string) => void): Promise<{ path: string }>;
}

/** In this order: memory is read after everything else the processes did; the board leaves tables behind that nothing can go on with. */
const MEASURES: Readonly<Record<string, Measure>> = { facts, decision, events, selection, inbox, booth, record, memory, dossier, board };

/** Answers the exit code. */
export async function main({ args, env, log, findTemporalBinary }: Context): Promise<number> {
  const options = optionsOf(args);
  const profile = options.profile === undefined ? undefined : resolve(options.profile);
  if (profile) mkdirSync(profile, { recursive: true });
  log(`bench: ${cpus().length} CPUs (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
  const { path } = await findTemporalBinary('temporal', log);
  const servers = await startServers(env, path, profile);
  const stop = (): void => void servers.stop().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const figures: Figure[] = [];
  try {
    await withBench(servers, options.sizes, log, async (bench) => {
      for (const [name, measure] of Object.entries(MEASURES)) {
        if (options.only && !options.only.includes(name)) continue;
        const found = await measure(bench);
        figures.push(...found);
        if (options.json) for (const figure of found) console.log(jsonLine(figure));
      }
    });
  } finally {
    await servers.stop();
  }
  if (!options.json) console.log(`\n${table(figures)}`);
  if (!options.check) return 0;
  const { ok, text } = verdict(figures);
  log(text);
  return ok ? 0 : 1;
}

async function withBench(servers: Servers, sizes: Bench['sizes'], log: Bench['log'], work: (bench: Bench) => Promise<void>): Promise<void> {
  const pool = new Pool({ connectionString: servers.databaseUrl, max: 4 });
  const caller = new Caller(servers.port);
  const floor = await Floor.open(servers.temporalAddress, servers.databaseUrl);
  try {
    await work({ sizes, servers, pool, floor, log, county: await County.found(pool, caller, sizes.lanes) });
  } finally {
    caller.close();
    await floor.close();
    await pool.end();
  }
}
