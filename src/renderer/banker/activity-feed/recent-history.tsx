/** The game's history from before the desk was opened: fetched when it opens, and again whenever a snapshot stood in for events that the desk missed. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { MAX_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRead } from '../desk/notices.tsx';

const RecentHistoryContext = createContext<readonly Challenge[]>([]);

export function RecentHistoryProvider({ children }: { readonly children: ReactNode }) {
  const { api, gameCode } = useDesk();
  const ask = useRead();
  const snapshots = useGame((view) => view.snapshots);
  const [recentHistory, setRecentHistory] = useState<readonly Challenge[]>([]);
  useEffect(() => {
    if (snapshots === 0) return undefined;
    let wanted = true;
    const read = async () => {
      const history = await ask(() =>
        api.history(gameCode, { limit: MAX_PAGE_SIZE }, { retryForMs: 10_000 }),
      );
      if (wanted && history !== null) setRecentHistory(history.items);
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [api, gameCode, ask, snapshots]);
  return <RecentHistoryContext.Provider value={recentHistory}>{children}</RecentHistoryContext.Provider>;
}

/** As last fetched from the host, newest first. */
export function useRecentHistory(): readonly Challenge[] {
  return useContext(RecentHistoryContext);
}

/** Every known challenge of a player, each in its latest version. */
export function challengesOf(
  { challenges, ended }: Pick<GameView, 'challenges' | 'ended'>,
  recentHistory: readonly Challenge[],
  playerId: number,
): readonly Challenge[] {
  const newest = new Map<number, Challenge>();
  for (const challenge of [...recentHistory, ...ended, ...challenges]) {
    if (challenge.player_id !== playerId) continue;
    const known = newest.get(challenge.id);
    if (known === undefined || known.version <= challenge.version) newest.set(challenge.id, challenge);
  }
  return [...newest.values()];
}
