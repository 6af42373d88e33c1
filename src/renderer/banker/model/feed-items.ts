import type { Challenge, Game, Player } from '../../../protocol/entity-schemas.ts';
/** The lines of what just happened, newest first, and which of them can be taken back. */
import type { EventFrame } from '../../../protocol/frames.ts';
import { endedForGood } from './ended-for-good.ts';

/** What a line says; the words are the catalogue's. */
type HappenedKind =
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

export interface Line {
  /** Unique among the lines. */
  readonly key: string;
  /** Of the event in the game's order; null: known from the history alone. */
  readonly seq: number | null;
  /** Host ms. */
  readonly at: number;
  readonly kind: HappenedKind;
  readonly challenge: Challenge | null;
  readonly player: Player | null;
}

export const LINES_KEPT = 40;

/** What the desk knew before the event. */
export interface Known {
  readonly challenge: Challenge | undefined;
  readonly gameStatus: Game['status'] | undefined;
}

/** The line an event makes, or none: most changes of players, teams and settings need no line. */
export function lineOf(frame: EventFrame, before: Known): Line | null {
  const kind = kindOf(frame, before);
  if (kind === null) return null;
  const challenge = 'id' in frame.data ? frame.data : null;
  const player = 'player_id' in frame.data && !('id' in frame.data) ? frame.data : null;
  return { key: `e${frame.seq}`, seq: frame.seq, at: frame.at, kind, challenge, player };
}

function kindOf(frame: EventFrame, before: Known): HappenedKind | null {
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
      return null;
    case 'game_updated':
      return turnOf(frame.data.status, before.gameStatus);
    default:
      return frame satisfies never;
  }
}

function updateOf(now: Challenge, before: Challenge | undefined): HappenedKind {
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

function turnOf(now: Game['status'], before: Game['status'] | undefined): HappenedKind | null {
  if (before === undefined || now === before) return null;
  if (now === 'paused') return 'paused';
  if (now === 'completed') return 'ended';
  if (before === 'completed') return 'reopened';
  return before === 'waiting' ? 'started' : 'resumed';
}

/** The lines after one more; the list stays bounded. */
export function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  return [line, ...lines].slice(0, LINES_KEPT);
}

/** What still holds once the game was put back: what came after that point never happened. */
export function linesUpTo(lines: readonly Line[], seq: number): readonly Line[] {
  const held = lines.filter((line) => line.seq === null || line.seq <= seq);
  return held.length === lines.length ? lines : held;
}

/** Lines for a desk that has just been opened: what the history says of the last challenges. */
export function linesOfHistory(history: readonly Challenge[]): readonly Line[] {
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

const UNDOABLE: ReadonlySet<HappenedKind> = new Set(['assigned', 'completed', 'cancelled', 'expired']);

/** How a line can be taken back: by undoing the challenge's last step, by bringing a player back, or not at all. */
export type WayBack = 'undo' | 'restore' | null;

/**
 * Only the last step of a challenge can be taken back, so of its lines only the newest, and only while no newer version
 * of it is known. A challenge that ended with the game, its player or a merge stays ended; a seat that was merged stays merged.
 */
export function wayBack(
  line: Line,
  newest: (id: number) => Challenge | undefined,
  gone: (id: number) => boolean,
): WayBack {
  const { challenge, player, kind } = line;
  if (player !== null) {
    const isMerged = (player.merged_into ?? null) !== null;
    return kind === 'removed' && !isMerged && gone(player.player_id) ? 'restore' : null;
  }
  if (challenge === null || !UNDOABLE.has(kind)) return null;
  const known = newest(challenge.id);
  if (known !== undefined && known.version > challenge.version) return null;
  return endedForGood(challenge) ? null : 'undo';
}
