import { parseCheckpoint } from '../../../domain/evidence/checkpoint';

/** The last signed checkpoint that this browser has verified. It says nothing of any person; it is what the log can be held to. */
const KEY = 'tuanwu.log';

export const seenLog = (): string | undefined => {
  try {
    const note = localStorage.getItem(KEY) ?? undefined;
    return note !== undefined && parseCheckpoint(note) ? note : undefined;
  } catch {
    // A browser that keeps nothing compares with the server's memory alone.
    return undefined;
  }
};

export const rememberLog = (note: string): void => {
  try {
    localStorage.setItem(KEY, note);
  } catch {
    // See above.
  }
};
