/** React hooks for a game. */
import { useMemo, useSyncExternalStore } from 'react';
import type { GameStore, GameView } from './game-view.ts';

type ViewSource = Pick<GameStore, 'drawn'>;

/** The whole view; renders on every change, once a frame. */
export function useFullGameView({ drawn }: ViewSource): GameView {
  return useSyncExternalStore(drawn.subscribe, drawn.getView);
}

/** A part of the view; renders only when that part changes. `select` may be inline. */
export function useGameView<Part>({ drawn }: ViewSource, select: (view: GameView) => Part): Part {
  const getPart = useMemo(() => memoisedByView(drawn.getView, select), [drawn, select]);
  return useSyncExternalStore(drawn.subscribe, getPart);
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
