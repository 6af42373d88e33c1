/** Buildings that were just earned, one after the other: what the board shows for some seconds each. */
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';

export interface Earned {
  readonly challenge: Challenge;
  /** The first school of the whole game; so many in a row by one player; or one like any other. */
  readonly kind: 'first_school' | 'streak' | 'usual';
  /** How many this player has earned in a row, with this one. */
  readonly inARow: number;
}

export interface EarnedQueue {
  /** What the board shows now; empty: nothing. */
  readonly shown: readonly Earned[];
  /** In the order in which they were earned. */
  readonly waiting: readonly Earned[];
  /** By player: the challenges done since one ran out of time or was given up. */
  readonly streaks: ReadonlyMap<number, readonly number[]>;
}

export const NOTHING_EARNED: EarnedQueue = { shown: [], waiting: [], streaks: new Map() };

/** In a crowd more are earned than could be shown one by one. */
const ONE_BY_ONE = 3;
const AT_ONCE = 3;
/** Shown three at once, the last of them comes ten seconds later: on a big evening, news gives way to news. */
const MOST_WAITING = 6;
/** A streak is worth a word at three in a row, at five, and at every fifth from then on. */
const isWorthAWord = (inARow: number) => inARow === 3 || (inARow > 0 && inARow % 5 === 0);

/**
 * The queue after these events.
 * @param teams as they are after the events
 */
export function withEvents(
  queue: EarnedQueue,
  frames: readonly EventFrame[],
  teams: readonly Team[],
): EarnedQueue {
  const after = frames.reduce((before, frame) => withEvent(before, frame, teams), queue);
  return keepingUp(after.shown.length === 0 ? nextShown(after) : after);
}

/** The queue without the oldest of those that can't be shown soon; a first school and a streak wait longer than the usual. */
function keepingUp(queue: EarnedQueue): EarnedQueue {
  const surplus = queue.waiting.length - MOST_WAITING;
  if (surplus <= 0) return queue;
  const usual = queue.waiting.filter(({ kind }) => kind === 'usual').slice(0, surplus);
  const waiting = queue.waiting.filter((each) => !usual.includes(each));
  return { ...queue, waiting: waiting.slice(-MOST_WAITING) };
}

/** The queue once what is shown has been up for its time. */
export function nextShown({ waiting, streaks }: EarnedQueue): EarnedQueue {
  const count = waiting.length > ONE_BY_ONE ? AT_ONCE : 1;
  return { shown: waiting.slice(0, count), waiting: waiting.slice(count), streaks };
}

function withEvent(queue: EarnedQueue, frame: EventFrame, teams: readonly Team[]): EarnedQueue {
  switch (frame.event_type) {
    case 'challenge_completed': {
      const { data: challenge } = frame;
      const row = [...(queue.streaks.get(challenge.player_id) ?? []), challenge.id];
      const earned: Earned = { challenge, kind: kindOf(challenge, row.length, teams), inARow: row.length };
      return {
        ...queue,
        waiting: [...queue.waiting, earned],
        streaks: new Map(queue.streaks).set(challenge.player_id, row),
      };
    }
    case 'challenge_expired':
      return { ...queue, streaks: new Map(queue.streaks).set(frame.data.player_id, []) };
    case 'challenge_cancelled':
      // Whoever takes back a request has given nothing up.
      return frame.data.assigned_at === null
        ? queue
        : { ...queue, streaks: new Map(queue.streaks).set(frame.data.player_id, []) };
    case 'challenge_undone':
      return without(queue, frame.data);
    case 'player_removed':
      return withoutPlayer(queue, frame.data.player_id);
    default:
      return queue;
  }
}

function kindOf(
  { building_type: building }: Challenge,
  inARow: number,
  teams: readonly Team[],
): Earned['kind'] {
  const schools = teams.reduce((sum, { tally }) => sum + (tally['school'] ?? 0), 0);
  if (building === 'school' && schools <= 1) return 'first_school';
  return isWorthAWord(inARow) ? 'streak' : 'usual';
}

/** What was taken back was not earned. */
function without(
  { shown, waiting, streaks }: EarnedQueue,
  { id, player_id: playerId }: Challenge,
): EarnedQueue {
  const isOther = ({ challenge }: Earned) => challenge.id !== id;
  const row = (streaks.get(playerId) ?? []).filter((each) => each !== id);
  return {
    shown: shown.filter(isOther),
    waiting: waiting.filter(isOther),
    streaks: new Map(streaks).set(playerId, row),
  };
}

/** Nothing of whoever is no longer in the game. */
function withoutPlayer({ shown, waiting, streaks }: EarnedQueue, playerId: number): EarnedQueue {
  const isOther = ({ challenge }: Earned) => challenge.player_id !== playerId;
  return {
    shown: shown.filter(isOther),
    waiting: waiting.filter(isOther),
    streaks: new Map([...streaks].filter(([id]) => id !== playerId)),
  };
}
