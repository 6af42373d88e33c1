import { useCallback, useRef } from 'react';

const watched = new WeakMap<Element, { current: boolean }>();
let observer: IntersectionObserver | null = null;

/** One for all rows of the page; made when the first is there. */
function theObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const sight = watched.get(target);
      if (sight !== undefined) sight.current = isIntersecting;
    }
  });
  return observer;
}

/** Whether the element that gets `ref` is scrolled into sight: to be asked, because knowing it draws nothing. */
export function useInViewport(): {
  readonly ref: (element: Element | null) => (() => void) | undefined;
  readonly isInViewport: () => boolean;
} {
  const sight = useRef(true);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    watched.set(element, sight);
    theObserver().observe(element);
    return () => theObserver().unobserve(element);
  }, []);
  const isInViewport = useCallback(() => sight.current, []);
  return { ref, isInViewport };
}
