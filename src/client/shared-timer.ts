/** One timer for every countdown on the page; none while the page is hidden. */
import { type Cancel, defaultEnvironment, type Environment } from './environment.ts';

export interface SharedTimer {
  /** Calls `tick` about every `everyMs` while the page is visible, and once when it becomes visible. Returns what stops it. */
  every(everyMs: number, tick: () => void): Cancel;
}

interface Subscription {
  readonly everyMs: number;
  readonly tick: () => void;
  dueAt: number;
}

type TimerEnvironment = Pick<Environment, 'monotonic' | 'after' | 'isVisible' | 'onPageSignal'>;

export function createSharedTimer(environment: TimerEnvironment = defaultEnvironment()): SharedTimer {
  const subscriptions = new Set<Subscription>();
  let cancelTimer: Cancel = () => undefined;
  let unwatch: Cancel | null = null;

  const arm = () => {
    cancelTimer();
    if (subscriptions.size === 0 || !environment.isVisible()) return;
    const dueAt = Math.min(...[...subscriptions].map((subscription) => subscription.dueAt));
    cancelTimer = environment.after(Math.max(0, dueAt - environment.monotonic()), fireDue);
  };
  const fireDue = () => {
    const now = environment.monotonic();
    for (const subscription of Array.from(subscriptions)) {
      if (subscription.dueAt > now) continue;
      subscription.dueAt = now + subscription.everyMs;
      subscription.tick();
    }
    arm();
  };
  const fireAll = () => {
    for (const subscription of subscriptions) subscription.dueAt = environment.monotonic();
    fireDue();
  };

  return {
    every(everyMs, tick) {
      const subscription: Subscription = { everyMs, tick, dueAt: environment.monotonic() + everyMs };
      subscriptions.add(subscription);
      unwatch ??= environment.onPageSignal((signal) => {
        if (signal === 'visible') fireAll();
        else if (signal === 'hidden') arm();
      });
      arm();
      return () => {
        subscriptions.delete(subscription);
        arm();
        if (subscriptions.size > 0) return;
        unwatch?.();
        unwatch = null;
      };
    },
  };
}
