import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { createOthersChanges, type OthersChanges } from '../model/others-changes.ts';
import type { SharedState } from '../model/shared-state.ts';

/** Where no game is followed, nobody changes anything. */
export const OthersChangesContext = createContext<OthersChanges>(createOthersChanges());

/**
 * Whether a control that is on the page means something else than a moment ago, and not by a press at this desk: it takes no press then.
 * @param state what it changes; null: nothing that others change, too
 */
export function useIsChangedByOthers(state: SharedState | null): boolean {
  const isFresh = useIsFresh(state);
  const { subscribe } = useContext(OthersChangesContext);
  return useSyncExternalStore(subscribe, isFresh, isFresh);
}

/** The same, asked at the moment of a press. */
export function useIsFresh(state: SharedState | null): () => boolean {
  const changes = useContext(OthersChangesContext);
  return useMemo(() => {
    const since = changes.now();
    return () => state !== null && changes.isFresh(state, since);
  }, [changes, state]);
}
