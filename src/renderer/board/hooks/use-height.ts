import { useEffect, useRef, useState, type RefObject } from 'react';
import { watchSize } from '../../shared/watch-size.ts';

/** How high a part of the board is, in rem, kept up to date. */
export function useHeight<Part extends HTMLElement>(): readonly [RefObject<Part | null>, number] {
  const ref = useRef<Part>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const part = ref.current;
    if (part === null) return undefined;
    return watchSize(part, () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setHeight(part.clientHeight / rem);
    });
  }, []);
  return [ref, height];
}
