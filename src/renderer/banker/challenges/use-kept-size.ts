import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';

const heights = new WeakMap<Element, number>();
/** How wide what stands at the end of a row is. */
const ends = new WeakMap<Element, number>();
let observer: Pick<ResizeObserver, 'observe' | 'unobserve'> | null = null;
/** Browsers that cannot tell: there, what is in a row decides how high it is. */
const NOBODY = { observe: () => undefined, unobserve: () => undefined };

/** One observer for all rows, made with the first. */
function theObserver(): Pick<ResizeObserver, 'observe' | 'unobserve'> {
  if (typeof ResizeObserver === 'undefined') return NOBODY;
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) measure(target);
  });
  return observer;
}

function measure(target: Element): void {
  const { width, height } = target.getBoundingClientRect();
  if (target.matches('[data-row]')) {
    if (target instanceof HTMLElement && target.style.minBlockSize === '') heights.set(target, height);
    return;
  }
  const row = target.closest('[data-row]');
  // What is out of sight is not laid out.
  if (row !== null && width > 0) ends.set(row, width);
}

interface KeptSize {
  /** It is as high as it was, however little is left in it. */
  readonly isKept: boolean;
  /** Only a word is left of what stood at its end: that keeps the width as well, or what is before it would come to lie there. */
  readonly isEndKept: boolean;
}

/** Keeps the row with this `ref` as it was: its height, and in `--end` the width of what stood at its end. */
export function useKeptSize({ isKept, isEndKept }: KeptSize): RefCallback<HTMLElement> {
  const kept = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = kept.current;
    if (element === null) return;
    const height = heights.get(element);
    element.style.minBlockSize = isKept && height !== undefined ? `${height}px` : '';
  }, [isKept]);
  useLayoutEffect(() => {
    const element = kept.current;
    const end = element?.lastElementChild ?? null;
    if (element === null || end === null) return undefined;
    const width = ends.get(element);
    if (isEndKept) {
      if (width !== undefined) element.style.setProperty('--end', `${width}px`);
      return () => element.style.removeProperty('--end');
    }
    theObserver().observe(end);
    return () => theObserver().unobserve(end);
  }, [isEndKept]);
  return useCallback((element: HTMLElement | null) => {
    kept.current = element;
    if (element === null) return undefined;
    theObserver().observe(element);
    return () => theObserver().unobserve(element);
  }, []);
}
