import { useMemo, useSyncExternalStore } from 'react';
import { createGameStore, type GameStoreOptions } from '../../../client/game-store.ts';
import type { GameStore } from '../../../client/game-view.ts';
import type { SpareRight } from '../../../client/host-client.ts';
import type { OpenSeatCarrier } from '../../../client/seat-carrier.ts';

/**
 * The store of one game on a page of the laptop, open for as long as the component is shown; null until it is open.
 * A component that React mounts twice leaves no connection behind.
 * @param participantId the seat that listens; null while it is not known.
 */
export function useGameStore(
  code: string,
  participantId: number | null,
  {
    create = createGameStore,
    carrySeat,
    spareRight,
  }: {
    readonly create?: (options: GameStoreOptions) => GameStore;
    /** The same for as long as the page is there; absent: the page stays at this address of the laptop. */
    readonly carrySeat?: OpenSeatCarrier;
    /** The same object for as long as it is the same seat. */
    readonly spareRight?: SpareRight | undefined;
  } = {},
): GameStore | null {
  const { subscribe, getStore } = useMemo(
    () =>
      openWhileSubscribed(() =>
        participantId === null
          ? null
          : create({
              code,
              participantId,
              page: __PAGE_ID__,
              keepsTimersWhileHidden: true,
              carrySeat,
              spareRight,
            }),
      ),
    [code, participantId, create, carrySeat, spareRight],
  );
  return useSyncExternalStore(subscribe, getStore);
}

/** React reads the snapshot again right after subscribing, so there is no listener to notify. */
function openWhileSubscribed(open: () => GameStore | null) {
  let store: GameStore | null = null;
  return {
    getStore: () => store,
    subscribe: () => {
      store = open();
      return () => {
        store?.close();
        store = null;
      };
    },
  };
}
