/** One timer for every countdown on the page; none while nobody looks. */
import { type Cancel, defaultEnvironment, type Environment } from './environment.ts';

export interface Ticker {
  /** Calls `tick` about every `everyMs` while the page is visible, and once when it becomes so. Returns what stops it. */
  every(everyMs: number, tick: () => void): Cancel;
}

interface Wish {
  readonly everyMs: number;
  readonly tick: () => void;
  dueAt: number;
}

type TickerEnvironment = Pick<Environment, 'steady' | 'after' | 'isVisible' | 'watch'>;

export function createTicker(environment: TickerEnvironment = defaultEnvironment()): Ticker {
  const wishes = new Set<Wish>();
  let cancelTimer: Cancel = () => undefined;
  let unwatch: Cancel | null = null;

  const arm = () => {
    cancelTimer();
    if (wishes.size === 0 || !environment.isVisible()) return;
    const dueAt = Math.min(...[...wishes].map((wish) => wish.dueAt));
    cancelTimer = environment.after(Math.max(0, dueAt - environment.steady()), ring);
  };
  const ring = () => {
    const now = environment.steady();
    for (const wish of Array.from(wishes)) {
      if (wish.dueAt > now) continue;
      wish.dueAt = now + wish.everyMs;
      wish.tick();
    }
    arm();
  };
  const looked = () => {
    for (const wish of wishes) wish.dueAt = environment.steady();
    ring();
  };

  return {
    every(everyMs, tick) {
      const wish: Wish = { everyMs, tick, dueAt: environment.steady() + everyMs };
      wishes.add(wish);
      unwatch ??= environment.watch((sign) => {
        if (sign === 'visible') looked();
        else if (sign === 'hidden') arm();
      });
      arm();
      return () => {
        wishes.delete(wish);
        arm();
        if (wishes.size > 0) return;
        unwatch?.();
        unwatch = null;
      };
    },
  };
}
