/** A line of the worker's log, for whoever keeps the system running. Codes and ids only. */
export const complain = (level: 'warn' | 'error', about: Record<string, string>): void =>
  console.error(JSON.stringify({ level, ...about }));
