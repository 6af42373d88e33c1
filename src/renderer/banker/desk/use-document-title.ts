import { useEffect } from 'react';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { titleWith } from '../model/burst.ts';
import { useGame, useWaitingCount } from './desk-context.ts';

/**
 * "(3) Friday night": how many are waiting, visible from another tab. The name is isolated, so that one like "(9) x" is no number
 * to the app's window. Leaving the game restores the title from before.
 */
export function useDocumentTitle(): void {
  const name = useGame(({ game }) => game?.name);
  const waiting = useWaitingCount();
  // This must come before the next effect, which changes the title.
  useEffect(() => {
    const before = document.title;
    return () => {
      document.title = before;
    };
  }, []);
  useEffect(() => {
    if (name !== undefined) document.title = titleWith(waiting, isolate(name));
  }, [name, waiting]);
}
