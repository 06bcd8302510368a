import { type Clock, machineClock } from '../config/clock';
import { type Config, ConfigError } from '../config/config';
import { RehearsalClock } from '../config/rehearsal-clock';
import { watch } from './watch';
import { startWorker } from './worker';

/** Longer than any garbage collection or any case takes, shorter than what an office waits for. */
const BEATS_TO_MISS = 30;

/** Runs a worker until it is told to stop: SIGTERM, SIGINT, or the parent's end. */
export const runWorker = async (config: Config): Promise<void> => {
  if (!config.databaseUrl || !config.temporal.address)
    throw new ConfigError(['DATABASE_URL and TEMPORAL_ADDRESS are needed to run a worker by itself.']);
  const rehearsal = config.mode === 'rehearsal' ? await RehearsalClock.connect(config.temporal.address) : undefined;
  const clock: Clock = rehearsal ?? machineClock;
  const worker = await startWorker(config, clock, config.databaseUrl);
  const stop = (): void => void worker.stop().catch(() => process.exit(1));
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  watch(BEATS_TO_MISS);
  process.send?.({ ready: true });
  await worker.done;
  await rehearsal?.close();
  process.exit(0);
};
