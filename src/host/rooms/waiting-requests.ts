/** Counts the requests that are waiting for the banker, for the app's badge. */
import type { GameState } from '../../game/state.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { Rooms } from './rooms.ts';
import { isUnfinished } from './running-games.ts';

export interface WaitingRequests {
  count(): number;
  /** Calls `listener` shortly after the count changes. */
  listen(listener: () => void): Cancel;
  close(): void;
}

export interface WaitingRequestsOptions {
  readonly rooms: Pick<Rooms, 'all' | 'watch'>;
  readonly clock: Pick<Clock, 'after'>;
  /** Rehearsals are not counted: nobody real is waiting. */
  readonly isRehearsal: (code: string) => boolean;
}

/** How long to let a burst of events settle before counting, ms. */
export const COUNT_DELAY_MS = 200;

export function watchWaitingRequests({ rooms, clock, isRehearsal }: WaitingRequestsOptions): WaitingRequests {
  const listeners = new Set<() => void>();
  let lastCount = 0;
  let cancel: Cancel | null = null;

  const count = () => {
    cancel = null;
    const now = rooms
      .all()
      .filter(({ state }) => !isRehearsal(state.code))
      .reduce((sum, { state }) => sum + waitingIn(state), 0);
    if (now === lastCount) return;
    lastCount = now;
    for (const listener of listeners) listener();
  };
  const countSoon = () => {
    cancel ??= clock.after(COUNT_DELAY_MS, count);
  };

  rooms.watch({
    opened(room) {
      let seen = room.state;
      // State is immutable: the same map holds the same requests.
      room.listen(() => {
        const isSame = room.state.challenges === seen.challenges && room.state.status === seen.status;
        seen = room.state;
        if (!isSame) countSoon();
      });
      countSoon();
    },
    closed: countSoon,
    wiped: countSoon,
  });

  return {
    count: () => lastCount,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => cancel?.(),
  };
}

function waitingIn({ status, open, challenges }: GameState): number {
  if (!isUnfinished(status)) return 0;
  return open.count((id) => challenges.get(id)?.status === 'requested');
}
