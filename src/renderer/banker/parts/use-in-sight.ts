import { useCallback, useState } from 'react';

const watched = new WeakMap<Element, (isInSight: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** One for all rows of the page; made when the first is there. */
function theObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
  });
  return observer;
}

/** Whether the element that gets `ref` is scrolled into sight. */
export function useInSight(): {
  readonly ref: (element: Element | null) => (() => void) | undefined;
  readonly isInSight: boolean;
} {
  const [isInSight, setInSight] = useState(true);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    watched.set(element, setInSight);
    theObserver().observe(element);
    return () => theObserver().unobserve(element);
  }, []);
  return { ref, isInSight };
}
