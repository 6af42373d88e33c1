/** React hooks for a game. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Challenge } from '../protocol/entity-schemas.ts';
import type { GameStore, GameView } from './game-view.ts';
import { remainingMs } from './remote-play-clock.ts';
import { createSharedTimer, type SharedTimer } from './shared-timer.ts';

type ViewSource = Pick<GameStore, 'getView' | 'subscribe'>;

/** The whole view; renders on every change. */
export function useFullGameView(store: ViewSource): GameView {
  return useSyncExternalStore(store.subscribe, store.getView);
}

/** A part of the view; renders only when that part changes. `select` may be inline. */
export function useGameView<Part>(store: ViewSource, select: (view: GameView) => Part): Part {
  const getPart = useMemo(() => memoisedByView(store.getView, select), [store, select]);
  return useSyncExternalStore(store.subscribe, getPart);
}

/** Calls `select` once per view, so that a part built anew each time stays identical between two changes. */
function memoisedByView<Part>(getView: () => GameView, select: (view: GameView) => Part): () => Part {
  let last: { readonly view: GameView; readonly part: Part } | null = null;
  return () => {
    const view = getView();
    if (last?.view !== view) last = { view, part: select(view) };
    return last.part;
  };
}

/** The page's shared timer, created when a countdown is first shown. */
let timer: SharedTimer | null = null;

/** How often a countdown is refreshed, ms: a new second shows within this time. */
const REFRESH_MS = 200;

/**
 * Play time left, in ms rounded up to the whole second, so that it renders once a second. Null where no clock runs: not
 * assigned, or without a timer.
 */
export function useRemaining(
  store: Pick<GameStore, 'subscribe' | 'playNow'>,
  challenge: Challenge | null | undefined,
): number | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribe = store.subscribe(listener);
      timer ??= createSharedTimer();
      const stop = timer.every(REFRESH_MS, listener);
      return () => {
        unsubscribe();
        stop();
      };
    },
    [store],
  );
  return useSyncExternalStore(subscribe, () => {
    const left = challenge ? remainingMs(challenge, store.playNow()) : null;
    return left === null ? null : Math.ceil(left / 1000) * 1000;
  });
}
