import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity, signalGroup } from './process-identity';

/*
 * A small process of its own that outlives the launcher only to clean up: when the IPC channel closes without a word (kill -9, a
 * crash, the out-of-memory killer), it stops the children that it was told of, in the order api, worker, temporal, postgres. Its
 * arguments hold the data folder, so that an operator sees whose guard it is.
 */
export interface Watched {
  name: string;
  pid: number;
  identity: string;
  stopSignal: NodeJS.Signals;
}
export type GuardMessage = { watch: Watched } | { done: true };

/** Postgres goes last, after everyone who still writes to it. */
const rank = (name: string) => ['api', 'worker', 'temporal', 'postgres'].indexOf(name);

/** Stops processes that are still the ones that were recorded; answers when all are gone. */
export async function stopAll(watched: Iterable<Watched>, graceMs = 4000): Promise<void> {
  const alive = (part: Watched) => processIdentity(part.pid) === part.identity;
  for (const part of [...watched].sort((a, b) => rank(a.name) - rank(b.name))) {
    if (!alive(part)) continue;
    signalGroup(part.pid, part.stopSignal);
    const killAt = Date.now() + graceMs;
    while (alive(part)) {
      if (Date.now() > killAt) signalGroup(part.pid, 'SIGKILL');
      await sleep(50);
    }
  }
}

function guard(): void {
  const watched = new Map<string, Watched>();
  let orderly = false;
  // Ctrl-C in a terminal and a service manager's stop are the launcher's business; this one ends when the launcher has.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (message: GuardMessage) => {
    if ('watch' in message) watched.set(message.watch.name, message.watch);
    else orderly = true;
  });
  process.once('disconnect', () => {
    void (orderly ? Promise.resolve() : stopAll(watched.values())).finally(() => process.exit(0));
  });
}

if (require.main === module) guard();
