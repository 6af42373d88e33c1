import { createContext, useContext, useSyncExternalStore } from 'react';
import { createPresses, type Presses } from '../model/presses.ts';

/** Where nothing is sent, nothing is under way. */
export const PressesContext = createContext<Presses>(createPresses());

/** Whether the answer to one of these presses, as their calls named them, takes so long that the button should say so. */
export function useIsSlow(names: readonly string[]): boolean {
  const presses = useContext(PressesContext);
  return useSyncExternalStore(presses.subscribe, () => names.some(presses.isSlow));
}
