import { useEffect, useRef, useState, type RefObject } from 'react';

/** How high a part of the board is, in rem, kept up to date. */
export function useHeight<Part extends HTMLElement>(): readonly [RefObject<Part | null>, number] {
  const ref = useRef<Part>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const part = ref.current;
    if (part === null) return undefined;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setHeight(part.clientHeight / rem);
    };
    // Older browsers cannot say when a part changes, only when the window does.
    if (typeof ResizeObserver === 'undefined') {
      measure();
      addEventListener('resize', measure);
      return () => removeEventListener('resize', measure);
    }
    const observer = new ResizeObserver(measure);
    observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return [ref, height];
}
