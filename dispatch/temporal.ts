import { Client } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
// Not the package's root: that loads bundler and workers, which a client does not need.
import { NativeConnection } from '@temporalio/worker/lib/connection';

/** A Temporal that does not answer in time. */
export class Silent extends Error {}

/**
 * What `work` answers, or a failure after `ms` of machine time. A call that nobody waits for any more ends by itself: the server answers a waiting call after
 * twenty seconds, and the core drops a connection that is silent for fifteen. The connection's own `withDeadline` is not used; see `decide`.
 */
export const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Temporal as a sender of commands reaches it: over the SDK's native connection, which takes less than half of the CPU of the one in JavaScript.
 * It connects at the first call, and again after a failure, so that an API starts, and its reads go on, while Temporal is away.
 */
export class Temporal {
  private connection: Promise<NativeConnection> | undefined;
  private made: Client | undefined;

  constructor(
    private readonly options: NativeConnectionOptions,
    private readonly namespace: string,
  ) {}

  async client(): Promise<Client> {
    const connection = await this.connected();
    this.made ??= new Client({ connection, namespace: this.namespace });
    return this.made;
  }

  /** Throws when Temporal does not answer. */
  async ready(): Promise<void> {
    await within(
      3000,
      this.connected().then((to) => to.workflowService.getSystemInfo({})),
    );
  }

  async close(): Promise<void> {
    await (await this.connection)?.close();
  }

  private connected(): Promise<NativeConnection> {
    this.connection ??= NativeConnection.connect(this.options).catch((error: unknown) => {
      this.connection = undefined;
      throw error;
    });
    return this.connection;
  }
}
