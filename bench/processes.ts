import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks are 10 ms on every Linux that Node runs on. */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly reaped: number;
}

const statOf = (pid: number): Stat | undefined => {
  try {
    // The name may hold spaces and brackets: fields are counted from the last bracket on.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1] ?? 0, own: (fields[11] ?? 0) + (fields[12] ?? 0), reaped: (fields[13] ?? 0) + (fields[14] ?? 0) };
  } catch {
    return undefined;
  }
};

/** CPU time of a process with all its children, living and ended, in milliseconds. */
export const cpuMs = (pid: number): number => {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat) all.set(Number(name), stat);
  }
  const sum = (id: number): number => {
    const stat = all.get(id);
    if (!stat) return 0;
    let ticks = stat.own + stat.reaped;
    for (const [child, { parent }] of all) if (parent === id) ticks += sum(child);
    return ticks;
  };
  return sum(pid) * TICK_MS;
};

/** Resident memory of one process in MB, now and at its highest. */
export const memoryMb = (pid: number): { now: number; peak: number } => {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
};
