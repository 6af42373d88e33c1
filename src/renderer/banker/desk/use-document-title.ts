import { useEffect } from 'react';
import { titleWith } from '../model/burst.ts';
import { useGame } from './desk-context.ts';

/** "(3) Friday night": how many are waiting, visible from another tab. Leaving the game restores the title from before. */
export function useDocumentTitle(): void {
  const name = useGame(({ game }) => game?.name);
  const waiting = useGame(
    ({ challenges }) => challenges.filter(({ status }) => status === 'requested').length,
  );
  // This must come before the next effect, which changes the title.
  useEffect(() => {
    const before = document.title;
    return () => {
      document.title = before;
    };
  }, []);
  useEffect(() => {
    if (name !== undefined) document.title = titleWith(waiting, name);
  }, [name, waiting]);
}
