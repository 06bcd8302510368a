import { RehearsalClock } from '../config/rehearsal-clock';
import type { Part, PartOptions } from './part';
import { freePort } from './ports';
import { type PreparedServer, untilAnswers } from './temporal-server';

export interface SkippingServerOptions {
  /** Path of temporal-test-server. */
  executable: string;
  spawn(options: Omit<PartOptions, 'logFile'>): Promise<Part>;
  /** The moment at which its clock starts, and libfaketime, which makes it so. Absent: now. */
  at?: { ms: number; library: string };
}

/**
 * The time-skipping server, its clock locked and ready. It keeps everything in memory, knows no list, count, reset, delete or
 * schedule, and listens on every interface of the machine (it has no switch for that): not for real cases.
 */
export async function prepareSkippingServer({ executable, spawn, at }: SkippingServerOptions): Promise<PreparedServer> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const plain = { command: executable, args: [String(port), '--enable-time-skipping'] };
  const run = at === undefined ? plain : underFaketime(plain, at);
  return {
    address,
    async launch() {
      const part = await spawn({ ...run, name: 'temporal', graceMs: 1000 });
      await untilAnswers(part, address, async () => {
        const clock = await RehearsalClock.connect(address);
        await clock.lock();
        await clock.close();
      });
      return part;
    },
  };
}

/**
 * Only the server lives in the other time; worker and API ask its clock. The library is loaded directly: its wrapper program leaves semaphores behind
 * when it is killed, and then fails at the next process of the same number.
 */
function underFaketime({ command, args }: { command: string; args: string[] }, { ms, library }: { ms: number; library: string }) {
  const utc = new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  return { command: 'env', args: ['TZ=UTC', `LD_PRELOAD=${library}`, `FAKETIME=@${utc}`, command, ...args] };
}
