import { useSyncExternalStore } from 'react';

/** How the portal looks to whoever sits here: nothing personal, so it may stay in the browser. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly size: 'normal' | 'large' | 'larger';
  readonly language: 'zh' | 'en';
}

const KEY = 'tuanwu.appearance';
const first: Preferences = { theme: 'system', size: 'normal', language: 'zh' };

const load = (): Preferences => {
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return first;
  }
};

let now = load();
const watchers = new Set<() => void>();

export const preferences = (): Preferences => now;

export const prefer = (change: Partial<Preferences>): void => {
  now = { ...now, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // A browser that keeps nothing still shows what was chosen until it is closed.
  }
  for (const watcher of watchers) watcher();
};

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const usePreferences = (): Preferences => useSyncExternalStore(watch, preferences);
