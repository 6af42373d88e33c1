/** What a desk on the laptop itself knows when it has no connection: not the Wi-Fi, but the host is gone, and no time runs. */
import type { GameStore } from '../../../client/game-view.ts';

/** The same store, but its play clock stands still while there is no connection, as the host's does. */
export function withStillClock(store: GameStore): GameStore {
  let stillAt: number | null = null;
  return {
    ...store,
    playNow() {
      if (store.getView().connection === 'live') {
        stillAt = null;
        return store.playNow();
      }
      stillAt ??= store.playNow();
      return stillAt;
    },
  };
}
