import { useEffect, useMemo, useState } from 'react';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { feedItemFor, itemsFromHistory, itemsUpTo, withItem, type FeedItem } from '../model/feed-items.ts';
import { useRecentHistory } from './recent-history.tsx';

/** How many items a freshly opened desk starts with. */
const ITEMS_FROM_HISTORY = 12;

/** What just happened, newest first. */
export function useFeedItems(): readonly FeedItem[] {
  const { store } = useDesk();
  const recentHistory = useRecentHistory();
  const [heard, setHeard] = useState<readonly FeedItem[]>([]);

  useEffect(() => {
    let before = store.getView();
    let latest = before;
    /** What is to be shown with the next frame. */
    let changes: ((items: readonly FeedItem[]) => readonly FeedItem[])[] = [];
    // An item compares with what was known before its event, but the view changes before listeners hear of the event.
    const stopWatching = store.subscribe(() => {
      const view = store.getView();
      if (view.epoch !== latest.epoch) changes.push((items) => itemsUpTo(items, view.seq));
      if (view.seq !== latest.seq) before = latest;
      latest = view;
    });
    const stopListening = store.onEvent((frame) => {
      const challenge = 'id' in frame.data ? findChallenge(before, frame.data.id) : undefined;
      const item = feedItemFor(frame, { challenge, gameStatus: before.game?.status });
      if (item !== null) changes.push((items) => withItem(items, item));
    });
    const stopDrawing = store.drawn.subscribe(() => {
      if (changes.length === 0) return;
      const due = changes;
      changes = [];
      setHeard((items) => due.reduce((list, change) => change(list), items));
    });
    return () => {
      stopDrawing();
      stopListening();
      stopWatching();
    };
  }, [store]);

  return useMemo(
    () => withHistory(heard, itemsFromHistory(recentHistory).slice(0, ITEMS_FROM_HISTORY)),
    [heard, recentHistory],
  );
}

/** Everything heard live, plus whatever only the history knows. */
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
