import { type RefObject, useEffect, useRef } from 'react';
import { useStableCallback } from './use-stable-callback.ts';

/** Where somebody types or chooses, Escape ends that. */
const FIELDS = 'input, textarea, select';

/** For what lies over a page without being a dialog: Escape in it calls this, unless it belongs to something in there. */
export function useCloseOnEscape(close: () => void): RefObject<HTMLElement | null> {
  const over = useRef<HTMLElement>(null);
  const latest = useStableCallback(close);
  useEffect(() => {
    const part = over.current;
    const onKey = (event: KeyboardEvent) => {
      const isInField = event.target instanceof Element && event.target.matches(FIELDS);
      if (event.key === 'Escape' && !event.defaultPrevented && !isInField) latest();
    };
    part?.addEventListener('keydown', onKey);
    return () => part?.removeEventListener('keydown', onKey);
  }, [latest]);
  return over;
}
