import { useCallback, useRef } from 'react';

const watched = new WeakMap<Element, { current: boolean }>();
let observer: Pick<IntersectionObserver, 'observe' | 'unobserve'> | null = null;
/** Browsers that cannot tell: whatever may be in view counts as in view. */
const NOBODY = { observe: () => undefined, unobserve: () => undefined };

/** One observer for all rows, made with the first. */
function theObserver(): Pick<IntersectionObserver, 'observe' | 'unobserve'> {
  if (typeof IntersectionObserver === 'undefined') return NOBODY;
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const sight = watched.get(target);
      if (sight !== undefined) sight.current = isIntersecting;
    }
  });
  return observer;
}

/** Tells whether the element with this `ref` is in view. It is asked for, so that scrolling renders nothing. */
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
