import { useCallback, useEffect, useState } from 'react';

/** How long after the answer a press is still the second half of a double click, ms. */
const DOUBLE_CLICK_MS = 400;

export interface DoubleClickGuard {
  /** True from a press until shortly after its answer: what comes to lie under the pointer was not meant. */
  readonly isIgnoring: boolean;
  readonly ignoreUntil: (answer: Promise<unknown>) => void;
}

/** For buttons that change, or move, under the pointer that pressed them: a double click is one press. */
export function useIgnoreDoubleClick(): DoubleClickGuard {
  const [answer, setAnswer] = useState<Promise<unknown> | null>(null);
  useEffect(() => {
    if (answer === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = () => {
      if (!isOver) timer = setTimeout(() => setAnswer(null), DOUBLE_CLICK_MS);
    };
    answer.then(wait, wait);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [answer]);
  const ignoreUntil = useCallback((given: Promise<unknown>) => setAnswer(given), []);
  return { isIgnoring: answer !== null, ignoreUntil };
}
