import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log';
import type { Part } from './part';

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A part that ran this long was healthy: the next fall counts as the first again. */
const healthyAfterMs = 60_000;

/**
 * Keeps one part running: starts it, and when it dies starts it again after a delay that doubles. The first start is not retried:
 * what fails there is a mistake of the set-up, and a person is waiting for its reason.
 */
export class Supervised {
  private part: Part | undefined;
  private readonly stopping = new AbortController();
  private watch: Promise<void> = Promise.resolve();

  /** `launch` resolves when the part is ready and stops it itself when it fails. */
  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Part>,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    this.part = await this.launch();
    this.watch = this.keepAlive();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.part?.stop();
    await this.watch;
    // A relaunch that was under way when the stop came has finished by now; its part is stopped too.
    await this.part?.stop();
  }

  private async keepAlive(): Promise<void> {
    let delayMs = firstDelayMs;
    while (this.part) {
      const since = Date.now();
      const { code, signal } = await this.part.exited;
      if (this.stopping.signal.aborted) return;
      if (Date.now() - since > healthyAfterMs) delayMs = firstDelayMs;
      this.log(`${this.name} ended unexpectedly (${signal ?? `code ${code}`}); starting it again in ${delayMs / 1000} s`);
      const next = await this.relaunch(delayMs);
      if (!next) return;
      delayMs = Math.min(next.delayMs, longestDelayMs);
      this.part = next.part;
      this.log(`${this.name} runs again`);
    }
  }

  private async relaunch(delayMs: number): Promise<{ part: Part; delayMs: number } | undefined> {
    for (let wait = delayMs; ; wait = Math.min(wait * 2, longestDelayMs)) {
      await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return undefined;
      try {
        return { part: await this.launch(), delayMs: wait * 2 };
      } catch (error) {
        this.log(`${this.name} did not start: ${(error as Error).message.split('\n')[0]}`);
      }
    }
  }
}
