import { useEffect, type RefObject } from 'react';
import { pressedKey } from '../desk/pressed-key.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';

/** Where a number is part of what is typed. */
const TYPING = 'input, select, textarea';

/** The keys 1 to 9 for what is numbered in a dialog: wherever the focus is in it, however it was opened. @param act gets the number */
export function useNumberKeys(
  numberedRef: RefObject<HTMLElement | null>,
  act: (number: number) => void,
): void {
  const choose = useStableCallback(act);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      const key = pressedKey(event);
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(key)) return;
      if (!(target instanceof Element) || target.matches(TYPING)) return;
      const dialog = numberedRef.current?.closest('[role="dialog"]');
      if (dialog?.contains(target) === true) choose(Number(key));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [numberedRef, choose]);
}
