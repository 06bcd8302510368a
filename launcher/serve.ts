import type { Log } from './log';
import type { Stack } from './stack';

export interface Context {
  args: string[];
  env: Record<string, string | undefined>;
  findTemporalBinary(name: 'temporal' | 'testServer', log?: Log): Promise<{ path: string; origin: string }>;
  /** Path of libfaketime. */
  findFaketime(log?: Log): string;
  log?: Log;
}

/** Runs a stack until a signal ends it. Resolves after everything has stopped; the process may then exit with 0. */
export async function serve(stack: Stack, log: Log, closing: string): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    // `on`, not `once`: npm and a terminal's Ctrl-C may each pass the same signal on.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!stack.isStopping) log(`${signal}: stopping api, worker, Temporal, Postgres`);
        resolve(stack.stop());
      });
    }
  });
  await stack.start();
  if (!stack.isStopping) {
    // Scripts and people wait for this line: nothing before or after it on it.
    log(`ready ${stack.url}`);
    log(stack.demoAccounts() ?? stack.firstAccounts());
    log(closing);
  }
  await signalled;
  log('stopped');
  // The gRPC library and IPC channels may hold the event loop a little; nothing is left to wait for.
  process.exit(0);
}
