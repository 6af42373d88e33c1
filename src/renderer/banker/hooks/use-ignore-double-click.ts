import { useCallback, useEffect, useState } from 'react';
import { DOUBLE_CLICK_MS } from '../model/turns.ts';

export interface DoubleClickGuard {
  /** True from a press until shortly after its answer: whatever moves under the pointer meanwhile wasn't meant. */
  readonly isIgnoring: boolean;
  readonly ignoreUntil: (answer: Promise<unknown>) => void;
}

/** For buttons that change or move under the pointer: a double click counts as one press. */
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
