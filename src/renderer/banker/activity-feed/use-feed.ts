import { useEffect, useMemo, useState } from 'react';
import { isChallenge, isGame, isPlayer, isTeam } from '../../../client/guards/entity-guards.ts';
import {
  isMovePlayersResponse,
  isRemovePlayersResponse,
  isSeveralResponse,
} from '../../../client/guards/response-guards.ts';
import { union } from '../../../client/guards/wire-guards.ts';
import { tabOnlyStorage } from '../../../client/safe-storage.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { useAnswers } from '../desk/notices.tsx';
import {
  feedItemFor,
  itemsFromHistory,
  itemsUpTo,
  newestItems,
  removedState,
  stateKey,
  withItem,
  type FeedItem,
  type KnownBefore,
} from '../model/feed-items.ts';
import { keptFeedText, readKeptFeed } from '../model/kept-feed.ts';
import { useRecentHistory } from './recent-history.tsx';

/** How many items a freshly opened desk starts with, or a few more. */
const ITEMS_FROM_HISTORY = 12;
/** How many of its own acts a desk remembers. */
const MAX_OWN = 300;

export interface Feed {
  /** Newest first. */
  readonly items: readonly FeedItem[];
  /** What this desk did itself, as `stateKey` names it. */
  readonly own: ReadonlySet<string>;
}

/** What just happened, and what of it this desk did. Kept over a reload of the tab. */
export function useFeed(): Feed {
  const { store, gameCode } = useDesk();
  const answers = useAnswers();
  const recentHistory = useRecentHistory();
  const [storage] = useState(tabOnlyStorage);
  const keptAs = `desk.${gameCode}.feed`;
  const [{ items: heard, own }, setKept] = useState(() => readKeptFeed(storage.read(keptAs)));

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
      const item = feedItemFor(frame, knownBefore(before, frame.data));
      if (item !== null) changes.push((items) => withItem(items, item));
    });
    const stopDrawing = store.drawn.subscribe(() => {
      if (changes.length === 0) return;
      const due = changes;
      changes = [];
      setKept((kept) => ({ ...kept, items: due.reduce((list, change) => change(list), kept.items) }));
    });
    return () => {
      stopDrawing();
      stopListening();
      stopWatching();
    };
  }, [store]);

  useEffect(
    () =>
      answers.subscribe((answer) => {
        const states = statesBroughtAbout(answer);
        if (states.length > 0)
          setKept((kept) => ({ ...kept, own: [...states, ...kept.own].slice(0, MAX_OWN) }));
      }),
    [answers],
  );

  useEffect(() => {
    const keep = () => storage.write(keptAs, keptFeedText({ items: heard, own }));
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, [storage, keptAs, heard, own]);

  return useMemo(
    () => ({
      items: withHistory(heard, newestItems(itemsFromHistory(recentHistory), ITEMS_FROM_HISTORY)),
      own: new Set(own),
    }),
    [heard, own, recentHistory],
  );
}

const isEntity = union(union(isChallenge, isPlayer), union(isTeam, isGame));

/** What the call that got this answer has changed, as `stateKey` names it. */
function statesBroughtAbout(answer: unknown): readonly string[] {
  if (isSeveralResponse(answer)) return answer.done.map(stateKey);
  if (isMovePlayersResponse(answer)) return answer.done.map(stateKey);
  if (isRemovePlayersResponse(answer)) return [removedState(answer.removed_at)];
  return isEntity(answer) ? [stateKey(answer)] : [];
}

type View = Parameters<typeof findChallenge>[0];

function knownBefore(view: View, data: EventFrame['data']): KnownBefore {
  const { players, teams, game } = view;
  return {
    challenge: 'id' in data ? findChallenge(view, data.id) : undefined,
    player: 'player_id' in data ? players.find((each) => each.player_id === data.player_id) : undefined,
    team: 'tally' in data ? teams.find((each) => each.team_number === data.team_number) : undefined,
    gameStatus: game?.status,
  };
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
