import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';

const heights = new WeakMap<Element, number>();
let observer: Pick<ResizeObserver, 'observe' | 'unobserve'> | null = null;
/** Browsers that cannot tell: there, what is in a row decides how high it is. */
const NOBODY = { observe: () => undefined, unobserve: () => undefined };

/** One observer for all rows, made with the first. */
function theObserver(): Pick<ResizeObserver, 'observe' | 'unobserve'> {
  if (typeof ResizeObserver === 'undefined') return NOBODY;
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target instanceof HTMLElement && target.style.minBlockSize === '')
        heights.set(target, target.getBoundingClientRect().height);
  });
  return observer;
}

/** Keeps the element with this `ref` as high as it was, however little is left in it. */
export function useKeptHeight(isKept: boolean): RefCallback<HTMLElement> {
  const kept = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = kept.current;
    if (element === null) return;
    const height = heights.get(element);
    element.style.minBlockSize = isKept && height !== undefined ? `${height}px` : '';
  }, [isKept]);
  return useCallback((element: HTMLElement | null) => {
    kept.current = element;
    if (element === null) return undefined;
    theObserver().observe(element);
    return () => theObserver().unobserve(element);
  }, []);
}
