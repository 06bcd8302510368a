import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Problem } from '../config/problem';
import type { Part, PartOptions } from './part';
import { freePort } from './ports';

export interface DevServerOptions {
  /** Path of the Temporal CLI. */
  executable: string;
  namespace: string;
  spawn(options: Omit<PartOptions, 'logFile'>): Promise<Part>;
  /** Holds temporal.db and temporal.json (its ports). Absent: state is lost when the server ends. */
  dataDir?: string;
  ui?: boolean;
}

export interface PreparedServer {
  address: string;
  uiUrl?: string;
  /** Resolves when it answers. */
  launch(): Promise<Part>;
}

/** Histories are evidence for as long as a case may be asked about; the dev server would forget closed ones after a day. */
const retentionSeconds = 3650 * 24 * 3600;

export async function prepareDevServer({ executable, namespace, spawn, dataDir, ui = false }: DevServerOptions): Promise<PreparedServer> {
  const stored = dataDir === undefined ? {} : readPorts(dataDir);
  const port = await freePort(stored.port);
  const uiPort = ui ? await freePort(stored.uiPort) : undefined;
  if (dataDir !== undefined) writeFileSync(join(dataDir, 'temporal.json'), JSON.stringify({ port, uiPort }), { mode: 0o600 });
  const address = `127.0.0.1:${port}`;
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn', '--namespace', namespace];
  args.push(...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']));
  if (dataDir !== undefined) args.push('--db-filename', join(dataDir, 'temporal.db'));

  return {
    address,
    ...(uiPort !== undefined && { uiUrl: `http://127.0.0.1:${uiPort}` }),
    async launch() {
      const part = await spawn({ name: 'temporal', command: executable, args, graceMs: 3000 });
      await untilAnswers(part, address, async (connection) => {
        await connection.workflowService.updateNamespace({
          namespace,
          config: { workflowExecutionRetentionTtl: { seconds: retentionSeconds as never } },
        });
      });
      // The CLI creates it for everyone to read.
      if (dataDir !== undefined) chmodSync(join(dataDir, 'temporal.db'), 0o600);
      return part;
    },
  };
}

/** Waits for a Temporal server and does `first` on it; a part that dies or stays silent is stopped and explained. */
export async function untilAnswers(part: Part, address: string, first: (connection: Connection) => Promise<void>): Promise<void> {
  let last: unknown;
  for (const giveUp = Date.now() + 60_000; part.alive && Date.now() < giveUp; ) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 2000 });
      try {
        await first(connection);
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      last = error;
      await Promise.race([part.exited, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
  }
  const why = part.alive ? (last as Error)?.message : part.lastWords(2);
  await part.stop();
  throw new Problem(
    `Temporal did not start: ${why?.trim()}. Its log is logs/temporal.log in the data folder. If temporal.db there is damaged, restore it from a backup together with the database.`,
  );
}

/** Where the embedded server of a data folder listens while it runs. */
export function embeddedTemporal(dataDir: string): string | undefined {
  const { port } = readPorts(dataDir);
  return port === undefined ? undefined : `127.0.0.1:${port}`;
}

function readPorts(dataDir: string): { port?: number; uiPort?: number } {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'temporal.json'), 'utf8')) as { port?: number; uiPort?: number };
  } catch {
    return {};
  }
}
