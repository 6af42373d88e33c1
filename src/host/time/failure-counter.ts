/** Counts failures in windows of time. In memory only. */

/** Most keys to remember unless more are needed, so that nobody can exhaust the memory. */
const MAX_TRACKED = 10_000;

export interface FailureCount {
  readonly count: number;
  readonly endsInMs: number;
}

export interface FailureCounter<Key> {
  peek(key: Key): FailureCount;
  add(key: Key): FailureCount;
  reset(key: Key): void;
}

/**
 * The window starts at the first failure, or restarts with each one. Keys without a failure for longest are forgotten first.
 * `now`: monotonic ms.
 * @param windowMs `Infinity`: until they are reset or forgotten
 */
export function createFailureCounter<Key>(
  now: () => number,
  windowMs: number,
  since: 'first' | 'last',
  maxTracked = MAX_TRACKED,
): FailureCounter<Key> {
  const windows = new Map<Key, { count: number; endsAt: number }>();
  const current = (key: Key) => {
    const window = windows.get(key);
    return window === undefined || window.endsAt <= now() ? null : window;
  };
  const countOf = (window: { count: number; endsAt: number } | null): FailureCount =>
    window === null ? { count: 0, endsInMs: 0 } : { count: window.count, endsInMs: window.endsAt - now() };
  return {
    peek: (key) => countOf(current(key)),
    add(key) {
      const window = current(key) ?? { count: 0, endsAt: now() + windowMs };
      window.count += 1;
      if (since === 'last') window.endsAt = now() + windowMs;
      windows.delete(key);
      windows.set(key, window);
      const [oldest] = windows.keys();
      if (windows.size > maxTracked && oldest !== undefined) windows.delete(oldest);
      return countOf(window);
    },
    reset: (key) => void windows.delete(key),
  };
}
