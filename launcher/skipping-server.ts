import { spawnSync } from 'node:child_process';
import { RehearsalClock } from '../config/rehearsal-clock';
import type { Part, PartOptions } from './part';
import { freePort } from './ports';
import { Problem } from './problem';
import { type PreparedServer, untilAnswers } from './temporal-server';

export interface SkippingServerOptions {
  /** Path of temporal-test-server. */
  executable: string;
  spawn(options: Omit<PartOptions, 'logFile'>): Promise<Part>;
  /** The moment at which its clock starts. Absent: now. */
  fromMs?: number;
}

/**
 * The time-skipping server, its clock locked and ready. It keeps everything in memory, knows no list, count, reset, delete or
 * schedule, and listens on every interface of the machine (it has no switch for that): not for real cases.
 */
export async function prepareSkippingServer({ executable, spawn, fromMs }: SkippingServerOptions): Promise<PreparedServer> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const plain = { command: executable, args: [String(port), '--enable-time-skipping'] };
  const run = fromMs === undefined ? plain : underFaketime(plain, fromMs);
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

/** Only the server lives in the other time; worker and API ask its clock. */
function underFaketime({ command, args }: { command: string; args: string[] }, fromMs: number) {
  if (spawnSync('faketime', ['--version'], { stdio: 'ignore' }).error) {
    throw new Problem(
      'A rehearsal that starts at another date needs the program `faketime`. Install it (Debian and Ubuntu: apt install faketime), or leave --from out: the clock then starts now.',
    );
  }
  const utc = new Date(fromMs).toISOString().slice(0, 19).replace('T', ' ');
  return { command: 'env', args: ['TZ=UTC', 'faketime', utc, command, ...args] };
}
