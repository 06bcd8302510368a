import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const BEAT_MS = 1000;

interface Watched {
  /** Raised by the main thread at every beat. */
  readonly heart: Int32Array;
  /** How many beats may be missed. */
  readonly beats: number;
}

/**
 * Ends the process when its main thread stands still: workflows run there, and none of them may hold up all others for ever. Whoever started the process
 * starts it again, and what was not decided is decided then. Beats are counted, not timed: a machine that slept is no thread that hangs.
 */
export const watch = (beats: number): void => {
  const watched: Watched = { heart: new Int32Array(new SharedArrayBuffer(4)), beats };
  setInterval(() => Atomics.add(watched.heart, 0, 1), BEAT_MS).unref();
  new Worker(__filename, { workerData: { watched } }).unref();
};

const keepWatch = ({ heart, beats }: Watched): void => {
  let [seen, missed] = [-1, 0];
  setInterval(() => {
    const now = Atomics.load(heart, 0);
    missed = now === seen ? missed + 1 : 0;
    seen = now;
    if (missed < beats) return;
    const error = `stood still for ${beats} beats; ended, to be started again`;
    writeSync(2, `${JSON.stringify({ level: 'error', part: 'worker', error })}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, BEAT_MS);
};

if (!isMainThread && workerData?.watched) keepWatch(workerData.watched as Watched);
