import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useStableCallback } from './use-stable-callback.ts';

export interface Pointed {
  readonly isPointed: boolean;
  readonly setPointed: (isPointed: boolean) => void;
  /** To be called with whatever in the part a pointer comes to lie over. */
  readonly over: (event: PointerEvent) => void;
  /** To be called when a pointer leaves the part. */
  readonly leave: (event: PointerEvent) => void;
}

/**
 * Whether a pointer is over a part of the page. React hears that one leaves only from what it leaves: nothing is heard if that has gone
 * under it, as a button does that was pressed. Then the part would be pointed at for ever; so what the pointer comes to next says it.
 * Nor does it leave where something opens over the page, as a row's menu, which shuts the pointer out of all the rest: it is heard again
 * when that closes, and until then nothing moves under it.
 * @param onLost it has left
 */
export function usePointed(area: () => Element | null | undefined, onLost?: () => void): Pointed {
  const [isPointed, setPointed] = useState(false);
  const last = useRef<Element | null>(null);
  const isShutOut = useRef(false);
  const isCovered = () => area()?.closest('[inert]') instanceof Element;
  const lose = useStableCallback(({ target }: Event) => {
    const isHeard = !isShutOut.current && last.current?.isConnected !== false;
    if (isHeard || isCovered() || (target instanceof Node && area()?.contains(target) === true)) return;
    setPointed(false);
    onLost?.();
  });
  useEffect(() => {
    if (!isPointed) return undefined;
    addEventListener('pointerover', lose, true);
    document.documentElement.addEventListener('pointerleave', lose);
    return () => {
      removeEventListener('pointerover', lose, true);
      document.documentElement.removeEventListener('pointerleave', lose);
    };
  }, [isPointed, lose]);
  return {
    isPointed,
    setPointed,
    over({ target }) {
      last.current = target instanceof Element ? target : null;
      isShutOut.current = false;
    },
    leave({ pointerType }) {
      // A finger that is lifted is nowhere.
      if (pointerType === 'mouse' && isCovered()) {
        isShutOut.current = true;
        return;
      }
      setPointed(false);
      onLost?.();
    },
  };
}
