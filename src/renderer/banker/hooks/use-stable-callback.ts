import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same across renders and calls the latest `act`, so that memoised rows needn't re-render. */
export function useStableCallback<Args extends readonly unknown[]>(
  act: (...args: Args) => void,
): (...args: Args) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
