/** A simulated phone. Locking it silently suspends its sockets. */
import type { Environment, PageSignal } from '../client/environment.ts';

export interface SimulatedPhone {
  readonly environment: Environment;
  /** The screen goes dark: no signals, and incoming frames are lost. */
  lock(): void;
  unlock(): void;
  tap(): void;
}

/** A phone on this environment's clocks, network and randomness. */
export function createSimulatedPhone(baseEnvironment: Environment): SimulatedPhone {
  const watchers = new Set<(signal: PageSignal) => void>();
  let isLocked = false;
  const emit = (signal: PageSignal) => {
    for (const watcher of Array.from(watchers)) watcher(signal);
  };
  return {
    environment: {
      ...baseEnvironment,
      isVisible: () => !isLocked,
      onPageSignal(listener) {
        watchers.add(listener);
        return () => watchers.delete(listener);
      },
      openSocket(url, headers, handlers) {
        // A frame that arrives while locked is lost, and so is the socket, which still reports that it is open.
        let isDead = false;
        return baseEnvironment.openSocket(url, headers, {
          onOpen: () => handlers.onOpen(),
          onMessage(text) {
            isDead ||= isLocked;
            if (!isDead) handlers.onMessage(text);
          },
          onClose: (code) => handlers.onClose(code),
        });
      },
    },
    lock() {
      isLocked = true;
      emit('hidden');
    },
    unlock() {
      isLocked = false;
      emit('visible');
    },
    tap: () => emit('tap'),
  };
}
