import { useEffect, useRef, type RefObject } from 'react';

/** Moves the focus to what was just opened, and returns it when that is closed. */
export function useFocusReturn(): RefObject<HTMLHeadingElement | null> {
  const visited = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const from = document.activeElement;
    visited.current?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  return visited;
}
