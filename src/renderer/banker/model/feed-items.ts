/** The items of the activity feed, newest first. Which of them can be undone is in `undo-option.ts`, what its one line shows in `feed-lead.ts`. */
import type { Challenge, Game, Player, Team } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';

/** What an item says; its wording is in the catalogue. Requests are none: the list of who waits shows them. */
export const FEED_ITEM_KINDS = [
  'assigned',
  'completed',
  'cancelled',
  'expired',
  'claimed',
  'not_yet',
  'changed',
  'extended',
  'undone',
  'joined',
  'removed',
  'restored',
  'renamed',
  'moved',
  'school_built',
  'school_gone',
  'team_renamed',
  'team_added',
  'team_folded',
  'team_unfolded',
  'started',
  'paused',
  'resumed',
  'ended',
  'reopened',
] as const;
type FeedItemKind = (typeof FEED_ITEM_KINDS)[number];

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
  readonly team: Team | null;
  /** What it replaced: the earlier name. */
  readonly before: string | null;
  /** The team that the player has left. */
  readonly teamBefore: number | null;
  /** What the event led to, as `stateKey` names it: a call that answered with the same did it. */
  readonly state: string;
}

export const MAX_FEED_ITEMS = 40;

/** What the desk knew before the event. */
export interface KnownBefore {
  readonly challenge: Challenge | undefined;
  readonly player: Player | undefined;
  readonly team: Team | undefined;
  readonly gameStatus: Game['status'] | undefined;
}

/** The item for an event, or null: requests, and most changes to players, teams and settings, need none. */
export function feedItemFor(frame: EventFrame, before: KnownBefore): FeedItem | null {
  const kind = kindOf(frame, before);
  if (kind === null) return null;
  const { seq, at, data } = frame;
  const subjects = { challenge: null, player: null, team: null, ...subjectOf(data) };
  return {
    key: `e${seq}`,
    seq,
    at,
    kind,
    ...subjects,
    before: nameBefore(kind, before),
    teamBefore: kind === 'moved' ? (before.player?.team_number ?? null) : null,
    state: stateKey(data),
  };
}

function subjectOf(data: EventFrame['data']): Partial<Pick<FeedItem, 'challenge' | 'player' | 'team'>> {
  if ('id' in data) return { challenge: data };
  if ('player_id' in data) return { player: data };
  return 'tally' in data ? { team: data } : {};
}

/** Names the state of a challenge, player, team or game: the same in an event and in the answer of the call that caused it. */
export function stateKey(data: EventFrame['data']): string {
  if ('id' in data) return `challenge ${data.id} ${data.version}`;
  if ('player_id' in data && data.removed && typeof data.removed_at === 'number')
    return removedState(data.removed_at);
  if ('game_code' in data) return `game ${data.status} ${data.play_ms}`;
  return JSON.stringify('player_id' in data ? shownToAll(data) : data);
}

/** Some answers leave out what bankers alone see, and no PIN is kept over a reload. */
const shownToAll = ({ player_id, role, player_name, team_number, approved, removed }: Player) => ({
  player_id,
  role,
  player_name,
  team_number,
  approved,
  removed,
});

/** The same for everybody who was removed in one step, whose answer names none of them. @param at host ms */
export const removedState = (at: number): string => `removed ${at}`;

function nameBefore(kind: FeedItemKind, { player, team }: KnownBefore): string | null {
  if (kind === 'renamed') return player?.player_name ?? null;
  return kind === 'team_renamed' ? (team?.name ?? null) : null;
}

function kindOf(frame: EventFrame, before: KnownBefore): FeedItemKind | null {
  switch (frame.event_type) {
    case 'challenge_request':
      return null;
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
      return playerChange(frame.data, before.player);
    case 'team_updated':
      return teamChange(frame.data, before.team);
    case 'message_updated':
      return null;
    case 'game_updated':
      return turnOf(frame.data.status, before.gameStatus);
    default:
      return frame satisfies never;
  }
}

function playerChange(now: Player, before: Player | undefined): FeedItemKind | null {
  if (before === undefined || now.role !== 'player') return null;
  if (before.removed !== now.removed) return now.removed ? 'removed' : 'restored';
  if (before.player_name !== now.player_name) return 'renamed';
  // Who only now has a team has just joined.
  return before.team_number !== null && before.team_number !== now.team_number ? 'moved' : null;
}

/** A school that a challenge has built is told by the challenge. */
function teamChange(now: Team, before: Team | undefined): FeedItemKind | null {
  if (before === undefined) return 'team_added';
  if (before.folded_at !== now.folded_at) return now.folded_at === null ? 'team_unfolded' : 'team_folded';
  if (before.name !== now.name) return 'team_renamed';
  if (before.has_school === now.has_school || before.tally['school'] !== now.tally['school']) return null;
  return now.has_school ? 'school_built' : 'school_gone';
}

function updateOf(now: Challenge, before: Challenge | undefined): FeedItemKind | null {
  // It goes along with its player, whose team was folded or brought back.
  if (before !== undefined && before.team_number !== now.team_number) return null;
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
    now.target_number === before.target_number &&
    now.unit === before.unit &&
    now.variant === before.variant
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
  return newestItems([item, ...items], MAX_FEED_ITEMS);
}

/** So many of the newest, and what happened together with the last of them: an act on several stays whole. `items` has the newest first. */
export function newestItems(items: readonly FeedItem[], count: number): readonly FeedItem[] {
  const last = items[count - 1];
  return items.filter(({ at }, index) => index < count || at === last?.at);
}

/** What still holds after the game was restored: whatever came after that point never happened. */
export function itemsUpTo(items: readonly FeedItem[], seq: number): readonly FeedItem[] {
  const held = items.filter((item) => item.seq === null || item.seq <= seq);
  return held.length === items.length ? items : held;
}

/** Items for a freshly opened desk, from the history. */
export function itemsFromHistory(history: readonly Challenge[]): readonly FeedItem[] {
  return history
    .flatMap((challenge): FeedItem | [] => {
      const { id, status: kind, timestamp } = challenge;
      if (kind === 'requested') return [];
      const at = Date.parse(timestamp);
      const nobodyElse = { player: null, team: null, before: null, teamBefore: null };
      return { key: `h${id}`, seq: null, at, kind, challenge, ...nobodyElse, state: stateKey(challenge) };
    })
    .toSorted((one, other) => other.at - one.at);
}
