import { createContext, useContext } from 'react';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import type { SaveTrouble } from '../model/save-trouble.ts';

export const SaveTroubleContext = createContext<SaveTrouble | null>(null);

export function useSaveTrouble(): SaveTrouble {
  const trouble = useContext(SaveTroubleContext);
  if (trouble === null) throw new Error('useSaveTrouble needs a NoticesProvider around it.');
  return trouble;
}

/** What the host says about itself, from which the alarm hears whether it can save: for each page that shows the alarm. */
export function useHeardHostInfo(seat: number): HostInfo | null {
  return useDeskHostInfo(seat, useSaveTrouble().asking);
}
