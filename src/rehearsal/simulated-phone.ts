/** A simulated phone: it can be locked, which silently suspends its sockets, and looked at again. */
import type { Environment, PageSignal } from '../client/environment.ts';

export interface SimulatedPhone {
  readonly environment: Environment;
  /** The screen goes dark: no signs, and frames that come reach nobody. */
  lock(): void;
  unlock(): void;
  tap(): void;
}

/** On a world of its own `environment`: its clocks, its network, its chance. */
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
        // What comes while it is locked is lost, and with it the socket, which goes on saying that it is open.
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
