import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One set-up at a time in one checkout: `npm start` and `npm test` may be begun together. The lock of a dead process is taken over. */
export async function holdLock(file, log) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      const release = () => rmSync(file, { force: true });
      process.once('exit', release);
      return () => {
        process.off('exit', release);
        release();
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) log('setup: waiting for another set-up in this folder');
    told = true;
    await sleep(200);
  }
}

function holderLives(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // An empty file is a lock in the making: its owner is between creating and writing.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
