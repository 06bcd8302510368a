import { Connection, type TestService } from '@temporalio/client';
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection';
import type { Clock } from './clock';

/** Asked to go back, or to stand still: a rehearsal's clock only moves forward. */
export class ClockMovesForwardOnly extends Error {
  override readonly name = 'ClockMovesForwardOnly';
  constructor(readonly nowMs: number) {
    super(`The rehearsal's clock stands at ${new Date(nowMs).toISOString()} and only moves forward.`);
  }
}

/**
 * The clock of the time-skipping Temporal server. The server starts with time skipping unlocked and then leaps to the next timer
 * whenever it is idle (one idle case leapt ten years), so whoever starts it calls `lock` exactly once before any case is opened;
 * after that time runs as on the wall and leaps only inside `moveTo`. Moves are serialised: two at once would add up.
 */
export class RehearsalClock implements Clock {
  private moves: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly connection: Connection,
    private readonly service: TestService,
  ) {}

  static async connect(address: string): Promise<RehearsalClock> {
    // The same switch that @temporalio/testing throws: the test service is reached over the server's ordinary port.
    const options = { address, [InternalConnectionOptionsSymbol]: { supportsTestService: true } };
    const connection = await Connection.connect(options);
    if (!connection.testService) throw new Error('The connection has no test service.');
    return new RehearsalClock(connection, connection.testService);
  }

  async now(): Promise<number> {
    const { time } = await this.service.getCurrentTime({});
    return Number(time?.seconds ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6);
  }

  /** Rejects with ClockMovesForwardOnly. Resolves when the server's clock has reached the moment; timers fire in order on the way. */
  moveTo(ms: number): Promise<void> {
    const move = this.moves.then(() => this.leap(ms));
    this.moves = move.catch(() => undefined);
    return move;
  }

  /** Once per server, by whoever started it. Locks are counted: a second one would keep `moveTo` from ever leaping. */
  async lock(): Promise<void> {
    await this.service.lockTimeSkipping({});
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async leap(ms: number): Promise<void> {
    const now = await this.now();
    const way = ms - now;
    if (way <= 0) throw new ClockMovesForwardOnly(now);
    await this.service.unlockTimeSkippingWithSleep({
      // The SDK's generated types want a Long and take a number.
      duration: { seconds: Math.floor(way / 1000) as never, nanos: (way % 1000) * 1e6 },
    });
  }
}
