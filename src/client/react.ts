/**
 * The hooks by which pages look at a game.
 * Others build on: `useGame`, `useGameView`, `useRemaining`, `useTick`, `TickerContext`.
 */
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useReducer,
  useSyncExternalStore,
  useEffect,
} from 'react';
import type { Challenge } from '../protocol/shapes.ts';
import { remainingMs } from './play-clock.ts';
import { createTicker, type Ticker } from './ticker.ts';
import type { GameStore, GameView } from './types.ts';

type Viewed = Pick<GameStore, 'getView' | 'subscribe'>;

/** The whole view; renders at every change. */
export function useGame(store: Viewed): GameView {
  return useSyncExternalStore(store.subscribe, store.getView);
}

/** A part of the view; renders when that part is another one. `select` may be written in place. */
export function useGameView<Part>(store: Viewed, select: (view: GameView) => Part): Part {
  const getPart = useMemo(() => remembering(store.getView, select), [store, select]);
  return useSyncExternalStore(store.subscribe, getPart);
}

/** Selects once a view, so that a part made anew each time is still the same one between two changes. */
function remembering<Part>(getView: () => GameView, select: (view: GameView) => Part): () => Part {
  let last: { readonly view: GameView; readonly part: Part } | null = null;
  return () => {
    const view = getView();
    if (last?.view !== view) last = { view, part: select(view) };
    return last.part;
  };
}

/** Pages share one ticker; a test hands in its own. */
export const TickerContext = createContext<Ticker>(lazyTicker());

function lazyTicker(): Ticker {
  let ticker: Ticker | null = null;
  return {
    every: (everyMs, tick) => {
      ticker ??= createTicker();
      return ticker.every(everyMs, tick);
    },
  };
}

/** Renders about every `everyMs` while the page is visible; returns how often it did. */
export function useTick(everyMs: number): number {
  const ticker = useContext(TickerContext);
  const [ticks, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => ticker.every(everyMs, tick), [ticker, everyMs]);
  return ticks;
}

/** How often a countdown is looked at, ms: a second's change shows within this. */
const LOOK_MS = 200;

/**
 * Play time left, in ms rounded up to the whole second, so that it renders once a second. Null where no clock runs: not
 * assigned, or without a timer.
 */
export function useRemaining(
  store: Pick<GameStore, 'subscribe' | 'playNow'>,
  challenge: Challenge | null | undefined,
): number | null {
  const ticker = useContext(TickerContext);
  const subscribe = useCallback(
    (look: () => void) => {
      const unsubscribe = store.subscribe(look);
      const stop = ticker.every(LOOK_MS, look);
      return () => {
        unsubscribe();
        stop();
      };
    },
    [store, ticker],
  );
  return useSyncExternalStore(subscribe, () => {
    const left = challenge ? remainingMs(challenge, store.playNow()) : null;
    return left === null ? null : Math.ceil(left / 1000) * 1000;
  });
}
