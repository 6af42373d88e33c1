import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
  type TouchEvent,
} from 'react';
import { useStableCallback } from './use-stable-callback.ts';

/**
 * For how long after the last touch, from when the finger leaves, a list stays as it is unless somebody touches elsewhere, ms. There is
 * no hovering finger to say that somebody is busy there, and whoever hesitates over a name takes a few seconds.
 */
export const TOUCHED_MS = 8_000;

interface HandHandlers {
  readonly onPointerDownCapture: (event: PointerEvent) => void;
  readonly onTouchStartCapture: (event: TouchEvent) => void;
}

export interface Hands {
  /** It was touched, and nobody has touched anything else since. */
  readonly isTouched: boolean;
  /** However long a finger stays, as one that scrolls slowly. */
  readonly isTouching: boolean;
  /** To be spread onto the element around the list. */
  readonly handHandlers: HandHandlers;
  /** How long ago it was touched last, or the finger left, ms. */
  readonly sinceTouch: () => number;
  /** Whoever touched it is done. */
  readonly letGo: () => void;
}

interface HandsOptions {
  /** The element around the list. */
  readonly area: () => Element | null | undefined;
  /** Something that belongs to the list is open elsewhere, such as a menu: a touch there is none elsewhere. */
  readonly isOpen?: boolean;
}

/** Whether a finger is busy in a list: while it touches it, and for a while after. */
export function useHands({ area, isOpen = false }: HandsOptions): Hands {
  /** How often the list was touched; null: not lately. */
  const [touches, setTouches] = useState<number | null>(null);
  const [isTouching, setTouching] = useState(false);
  const touchedAt = useRef(0);
  useEffect(() => {
    if (touches === null || isTouching) return undefined;
    const timer = setTimeout(() => setTouches(null), TOUCHED_MS);
    return () => clearTimeout(timer);
  }, [touches, isTouching]);
  // Whoever touches elsewhere is done here. What a row has opened is not elsewhere.
  const isElsewhereHeard = touches !== null && !isOpen;
  const here = useRef(area);
  useLayoutEffect(() => {
    here.current = area;
  });
  useEffect(() => {
    if (!isElsewhereHeard) return undefined;
    const end = ({ target }: Event) => {
      if (target instanceof Node && here.current()?.contains(target) !== true) setTouches(null);
    };
    addEventListener('pointerdown', end, true);
    return () => removeEventListener('pointerdown', end, true);
  }, [isElsewhereHeard]);
  const handHandlers: HandHandlers = {
    // On the way down: a press on a button goes no further up.
    onPointerDownCapture: ({ pointerType }) => {
      if (!isFinger(pointerType)) return;
      touchedAt.current = performance.now();
      setTouches((count) => (count ?? 0) + 1);
    },
    // The touch, not the pointer: that is over as soon as the finger scrolls.
    onTouchStartCapture: ({ target }) => {
      setTouching(true);
      const end = (event: Event) => {
        if (event instanceof globalThis.TouchEvent && event.touches.length > 0) return;
        touchedAt.current = performance.now();
        setTouching(false);
      };
      // It ends where it began, also if that has left the page meanwhile: then no list hears of it.
      for (const type of ['touchend', 'touchcancel']) target.addEventListener(type, end, { once: true });
    },
  };
  return {
    isTouched: touches !== null,
    isTouching,
    handHandlers,
    sinceTouch: useCallback(() => performance.now() - touchedAt.current, []),
    letGo: () => setTouches(null),
  };
}

/**
 * Lets a touched list go sooner than it would be.
 * @param afterMs how long after the last touch; null: as usual.
 */
export function useLetGoSooner(
  { isTouched, isTouching, sinceTouch, letGo }: Omit<Hands, 'handHandlers'>,
  afterMs: number | null,
): void {
  const end = useStableCallback(letGo);
  useEffect(() => {
    if (afterMs === null || !isTouched || isTouching) return undefined;
    const leftMs = () => afterMs - sinceTouch();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      const ms = leftMs();
      if (ms <= 0) end();
      // It was touched again meanwhile.
      else timer = setTimeout(wait, ms);
    };
    timer = setTimeout(wait, Math.max(0, leftMs()));
    return () => clearTimeout(timer);
  }, [afterMs, isTouched, isTouching, sinceTouch, end]);
}

/** A finger or a pen, which nobody sees before it presses. */
export function isFinger(pointerType: string): boolean {
  return pointerType === 'touch' || pointerType === 'pen';
}
