/** A bus between hosts in one process, which tests cut. */
import type { Cancel } from '../time/clock.ts';
import type { HostBus } from './host-bus.ts';

export interface FakeBus {
  /** One host's end of it. */
  open(): HostBus;
  /** Messages are lost, or arrive again; every host is told. */
  setWorking(isWorking: boolean): void;
  /** How many messages hosts took for somebody else's. */
  foreign(): number;
  /** All that was published, lost or not. */
  readonly published: readonly { readonly topic: string; readonly text: string }[];
}

export function createFakeBus(): FakeBus {
  const listeners = new Map<string, Set<(text: string) => void>>();
  const watchers = new Set<(isWorking: boolean) => void>();
  const published: { topic: string; text: string }[] = [];
  let isWorking = true;
  let foreign = 0;

  const add = <T>(set: Set<T>, one: T): Cancel => {
    set.add(one);
    return () => set.delete(one);
  };
  const bus: HostBus = {
    publish(topic, text) {
      published.push({ topic, text });
      if (isWorking) for (const listener of listeners.get(topic) ?? []) setImmediate(() => listener(text));
    },
    subscribe(topic, listener) {
      const known = listeners.get(topic) ?? new Set();
      listeners.set(topic, known);
      return add(known, listener);
    },
    noteForeign: () => void (foreign += 1),
    watch(watcher) {
      watcher(isWorking);
      return add(watchers, watcher);
    },
    evaluate: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  return {
    open: () => bus,
    setWorking(now) {
      isWorking = now;
      for (const watcher of watchers) watcher(now);
    },
    foreign: () => foreign,
    published,
  };
}
