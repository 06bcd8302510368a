import type { Clock } from '../config/clock';
import type { Sequencer } from '../records/evidence/sequencer';
import { complain } from './complain';

const EVERY_MS = 400;
/** A database that stays away is complained about once a minute, not twice a second. */
const SILENT_MS = 60_000;

/** Numbers the log within a second of each act, and signs it. As many workers as there are: one of them at a time. */
export class Numbering {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private complainedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly sequencer: Sequencer,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().then(() => {
        if (!this.stopped) this.start();
      });
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async once(): Promise<void> {
    try {
      const now = await this.clock.now();
      while (!this.stopped && (await this.sequencer.round(now))?.more);
    } catch (error) {
      if (performance.now() - this.complainedAt < SILENT_MS) return;
      this.complainedAt = performance.now();
      complain('warn', { part: 'numbering', error: (error as Error).message });
    }
  }
}
