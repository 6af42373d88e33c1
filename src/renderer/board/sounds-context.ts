import { createContext, useContext } from 'react';
import type { Sounds } from '../shared/sounds.ts';

/** The board's sounds: none before somebody has clicked on it, as browsers want it. */
export const SoundsContext = createContext<Sounds | null>(null);

export function useSounds(): Sounds {
  const sounds = useContext(SoundsContext);
  if (sounds === null) throw new Error('useSounds needs a SoundsContext around it.');
  return sounds;
}
