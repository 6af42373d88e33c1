/** React hooks for a game. */
import { useMemo, useSyncExternalStore } from 'react';
import type { GameStore, GameView } from './game-view.ts';

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
