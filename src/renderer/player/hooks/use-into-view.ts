import { useEffect, useRef, type RefObject } from 'react';

/** Brings what has just appeared into view: on a small screen, or with large text, it may be below the fold or behind the buttons. */
export function useIntoView<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would call to clean up.
    shown.current?.scrollIntoView({ block: 'start' });
  }, []);
  return shown;
}
