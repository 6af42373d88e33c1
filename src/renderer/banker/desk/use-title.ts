import { useEffect } from 'react';
import { titleWith } from '../model/burst.ts';
import { useGame } from './deskwork.tsx';

/** "(3) Friday night": how many wait, seen from another tab. Whoever leaves the game leaves its title. */
export function useTitle(): void {
  const name = useGame(({ game }) => game?.name);
  const waiting = useGame(
    ({ challenges }) => challenges.filter(({ status }) => status === 'requested').length,
  );
  // Before the next one, which changes it.
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
