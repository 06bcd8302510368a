import { useState } from 'react';

const read = <T>(key: string): Partial<T> => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
};
const write = (key: string, value: unknown): void => {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still has the form as it is typed.
  }
};

/** What somebody who is nobody here types: it outlives a reload of this tab, is on no server, and is gone once it is sent or the tab is closed. */
export const useTabDraft = <T extends Readonly<Record<string, string>>>(name: string, empty: T) => {
  const key = `tuanwu.typed.${name}`;
  const [value, setValue] = useState<T>(() => ({ ...empty, ...read<T>(key) }));
  const change = (next: Partial<T>): void => {
    const whole = { ...value, ...next };
    setValue(whole);
    write(key, whole);
  };
  return { value, change, forget: () => write(key, undefined) };
};
