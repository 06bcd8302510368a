import { Client } from 'pg';

const AGAIN_MS = 2_000;

export interface Hears {
  onNotice(channel: string, payload: string): void;
  /** Listens again after a time of deafness: whatever happened meanwhile was not heard. */
  onReturn(): void;
  onFault(error: unknown): void;
}

/** One connection of a process that listens to Postgres, for as long as somebody wants to know. It comes back by itself. */
export class Listener {
  private client: Client | undefined;
  private opening: Promise<void> | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly hears: Hears,
  ) {}

  /** Resolves when it listens; rejects when Postgres is away. */
  ready(): Promise<void> {
    if (this.client) return Promise.resolve();
    this.opening ??= this.open().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.opening?.catch(() => undefined);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    if (this.closed) throw new Error('closed');
    const client = new Client({ connectionString: this.url, application_name: 'tuanwu live', keepAlive: true });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ channel, payload }) => this.hears.onNotice(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`LISTEN ${channel}`);
      this.client = client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    void client.end().catch(() => undefined);
    this.comeBack();
  }

  private comeBack(): void {
    if (this.closed) return;
    this.again = setTimeout(() => {
      this.ready().then(
        () => this.hears.onReturn(),
        (error: unknown) => {
          this.hears.onFault(error);
          this.comeBack();
        },
      );
    }, AGAIN_MS);
  }
}
