import type { Challenge, Game, Player } from '../../../protocol/entity-schemas.ts';
/** The items of the activity feed, newest first, and which of them can be undone. */
import type { EventFrame } from '../../../protocol/frames.ts';
import { endedForGood } from './ended-for-good.ts';

/** What an item says; its wording is in the catalogue. */
type FeedItemKind =
  | 'requested'
  | 'assigned'
  | 'completed'
  | 'cancelled'
  | 'expired'
  | 'claimed'
  | 'not_yet'
  | 'changed'
  | 'extended'
  | 'undone'
  | 'joined'
  | 'removed'
  | 'started'
  | 'paused'
  | 'resumed'
  | 'ended'
  | 'reopened';

export interface FeedItem {
  /** Unique among the items. */
  readonly key: string;
  /** The event's position in the game; null when known only from the history. */
  readonly seq: number | null;
  /** Host ms. */
  readonly at: number;
  readonly kind: FeedItemKind;
  readonly challenge: Challenge | null;
  readonly player: Player | null;
}

export const MAX_FEED_ITEMS = 40;

/** What the desk knew before the event. */
export interface KnownBefore {
  readonly challenge: Challenge | undefined;
  readonly gameStatus: Game['status'] | undefined;
}

/** The item for an event, or null: most changes to players, teams and settings need none. */
export function feedItemFor(frame: EventFrame, before: KnownBefore): FeedItem | null {
  const kind = kindOf(frame, before);
  if (kind === null) return null;
  const challenge = 'id' in frame.data ? frame.data : null;
  const player = 'player_id' in frame.data && !('id' in frame.data) ? frame.data : null;
  return { key: `e${frame.seq}`, seq: frame.seq, at: frame.at, kind, challenge, player };
}

function kindOf(frame: EventFrame, before: KnownBefore): FeedItemKind | null {
  switch (frame.event_type) {
    case 'challenge_request':
      return 'requested';
    case 'challenge_assigned':
      return 'assigned';
    case 'challenge_completed':
      return 'completed';
    case 'challenge_cancelled':
      return 'cancelled';
    case 'challenge_expired':
      return 'expired';
    case 'challenge_undone':
      return 'undone';
    case 'challenge_updated':
      return updateOf(frame.data, before.challenge);
    case 'player_joined':
      return frame.data.role === 'player' ? 'joined' : null;
    case 'player_removed':
      return 'removed';
    case 'player_updated':
    case 'team_updated':
    case 'message_updated':
      return null;
    case 'game_updated':
      return turnOf(frame.data.status, before.gameStatus);
    default:
      return frame satisfies never;
  }
}

function updateOf(now: Challenge, before: Challenge | undefined): FeedItemKind {
  const claimed = now.claimed_at !== null;
  const wasClaimed = before !== undefined && before.claimed_at !== null;
  if (claimed && !wasClaimed) return 'claimed';
  if (!claimed && wasClaimed) return 'not_yet';
  return before !== undefined && isSameExercise(now, before) ? 'extended' : 'changed';
}

function isSameExercise(now: Challenge, before: Challenge): boolean {
  return (
    now.challenge_type === before.challenge_type &&
    now.challenge_description === before.challenge_description &&
    now.target_number === before.target_number
  );
}

function turnOf(now: Game['status'], before: Game['status'] | undefined): FeedItemKind | null {
  if (before === undefined || now === before) return null;
  if (now === 'paused') return 'paused';
  if (now === 'completed') return 'ended';
  if (before === 'completed') return 'reopened';
  return before === 'waiting' ? 'started' : 'resumed';
}

/** Adds an item; the list stays bounded. */
export function withItem(items: readonly FeedItem[], item: FeedItem): readonly FeedItem[] {
  return [item, ...items].slice(0, MAX_FEED_ITEMS);
}

/** What still holds after the game was restored: whatever came after that point never happened. */
export function itemsUpTo(items: readonly FeedItem[], seq: number): readonly FeedItem[] {
  const held = items.filter((item) => item.seq === null || item.seq <= seq);
  return held.length === items.length ? items : held;
}

/** Items for a freshly opened desk, from the history. */
export function itemsFromHistory(history: readonly Challenge[]): readonly FeedItem[] {
  return history
    .map((challenge) => ({
      key: `h${challenge.id}`,
      seq: null,
      at: Date.parse(challenge.timestamp),
      kind: challenge.status,
      challenge,
      player: null,
    }))
    .toSorted((one, other) => other.at - one.at);
}

const UNDOABLE: ReadonlySet<FeedItemKind> = new Set(['assigned', 'completed', 'cancelled', 'expired']);

/** How an item can be undone: by undoing the challenge's last step, by restoring a player, or not at all. */
export type UndoOption = 'undo' | 'restore' | null;

/**
 * Only the last step of a challenge can be undone: its newest item, and only while no newer version is known. A
 * challenge that ended with the game, its player or a merge stays ended; a merged seat stays merged.
 */
export function undoOption(
  item: FeedItem,
  newest: (id: number) => Challenge | undefined,
  gone: (id: number) => boolean,
): UndoOption {
  const { challenge, player, kind } = item;
  if (player !== null) {
    const isMerged = (player.merged_into ?? null) !== null;
    return kind === 'removed' && !isMerged && gone(player.player_id) ? 'restore' : null;
  }
  if (challenge === null || !UNDOABLE.has(kind)) return null;
  const known = newest(challenge.id);
  if (known !== undefined && known.version > challenge.version) return null;
  return endedForGood(challenge) ? null : 'undo';
}
