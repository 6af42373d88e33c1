import { useEffect, useMemo, useState } from 'react';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { feedItemFor, itemsFromHistory, itemsUpTo, withItem, type FeedItem } from '../model/feed-items.ts';
import { useRecentHistory } from './recent-history.tsx';

/** Lines with which a desk that was just opened begins. */
const ITEMS_FROM_HISTORY = 12;

/** What just happened, newest first. */
export function useFeedItems(): readonly FeedItem[] {
  const { store } = useDesk();
  const recentHistory = useRecentHistory();
  const [heard, setHeard] = useState<readonly FeedItem[]>([]);

  useEffect(() => {
    let before = store.getView();
    let latest = before;
    // A item compares with what was known before its event; the view is changed before events are told.
    const stopWatching = store.subscribe(() => {
      const view = store.getView();
      if (view.epoch !== latest.epoch) setHeard((items) => itemsUpTo(items, view.seq));
      if (view.seq !== latest.seq) before = latest;
      latest = view;
    });
    const stopListening = store.onEvent((frame) => {
      const challenge = 'id' in frame.data ? findChallenge(before, frame.data.id) : undefined;
      const item = feedItemFor(frame, { challenge, gameStatus: before.game?.status });
      if (item !== null) setHeard((items) => withItem(items, item));
    });
    return () => {
      stopListening();
      stopWatching();
    };
  }, [store]);

  return useMemo(
    () => withHistory(heard, itemsFromHistory(recentHistory).slice(0, ITEMS_FROM_HISTORY)),
    [heard, recentHistory],
  );
}

/** What was heard live, and of the history what was not. */
function withHistory(heard: readonly FeedItem[], history: readonly FeedItem[]): readonly FeedItem[] {
  const versions = new Map<number, number>();
  for (const { challenge } of heard) {
    if (challenge !== null && !versions.has(challenge.id)) versions.set(challenge.id, challenge.version);
  }
  const unheard = history.filter(
    ({ challenge }) => challenge !== null && (versions.get(challenge.id) ?? 0) < challenge.version,
  );
  return [...heard, ...unheard].toSorted((one, other) => other.at - one.at);
}
