import { useEffect, useRef, type RefObject } from 'react';

/** Takes the focus to what was just opened, and back to where it came from when that is closed. */
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
