/** An environment for tests: they advance its clocks and show or hide its page. */
import { type Environment, headlessEnvironment, type PageSignal } from './environment.ts';

export interface ManualEnvironment extends Environment {
  /** Advances time; timers that fall due fire in order, at their time. */
  advance(ms: number): void;
  /** The device sleeps: its wall clock goes on, its monotonic clock and timers stop. */
  sleep(ms: number): void;
  /** Someone sets the device's clock. */
  shiftWallClock(deltaMs: number): void;
  /** Emits a page signal. `hidden` and `visible` also change `isVisible`. */
  emitSignal(emitSignal: PageSignal): void;
  /** Ms until each pending timer fires, soonest first. */
  readonly pendingTimers: readonly number[];
  readonly reportedErrors: readonly unknown[];
}

/** @param wall the device's idea of the time, ms since 1970 */
export function createManualEnvironment(
  own: Partial<Environment> = {},
  wall = Date.UTC(2026, 10, 24, 19),
): ManualEnvironment {
  let steady = 1_000;
  let offset = wall - steady;
  let visible = true;
  const timers = new Set<{ readonly due: number; readonly call: () => void }>();
  const watchers = new Set<(sign: PageSignal) => void>();
  const reports: unknown[] = [];
  const inOrder = () => [...timers].toSorted((a, b) => a.due - b.due);

  const pass = (ms: number) => {
    const until = steady + ms;
    for (let next = inOrder()[0]; next !== undefined && next.due <= until; next = inOrder()[0]) {
      steady = Math.max(steady, next.due);
      timers.delete(next);
      next.call();
    }
    steady = until;
  };

  return {
    ...headlessEnvironment(),
    monotonic: () => steady,
    wall: () => steady + offset,
    random: () => 0.5,
    after(ms, call) {
      const timer = { due: steady + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nextFrame(call) {
      const timer = { due: steady + 16, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    isVisible: () => visible,
    onPageSignal(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    reportError: (error) => void reports.push(error),
    ...own,
    advance: pass,
    sleep(ms) {
      offset += ms;
    },
    shiftWallClock(deltaMs) {
      offset += deltaMs;
    },
    emitSignal(sign) {
      if (sign === 'visible' || sign === 'hidden') visible = sign === 'visible';
      for (const watcher of Array.from(watchers)) watcher(sign);
    },
    get pendingTimers() {
      return inOrder().map(({ due }) => due - steady);
    },
    reportedErrors: reports,
  };
}
