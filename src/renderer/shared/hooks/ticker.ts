import { useSyncExternalStore } from 'react';

/** One timer for every countdown on the page; it stops when nobody listens. */
export interface Ticker {
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A quarter of a second, so that no second is skipped and countdowns change together. */
const TICK_MS = 250;

export function createTicker(timers: Pick<typeof globalThis, 'setInterval' | 'clearInterval'>): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= timers.setInterval(tick, TICK_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        timers.clearInterval(timer);
        timer = null;
      };
    },
  };
}

const pageTicker = createTicker(globalThis);

/** Reads a value four times a second; re-renders only when it changes. */
export function useTicker<T extends number | string | boolean | null>(read: () => T): T {
  return useSyncExternalStore(pageTicker.subscribe, read, read);
}
