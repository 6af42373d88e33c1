import type { GameState } from './state.ts';

/**
 * The latest time in a game at which something happened, ms since 1970, as far as its order matters to anybody. Yields wherever it may
 * be interrupted: a long game has many challenges.
 */
export function* latestInstant({
  createdAt,
  startedAt,
  endedAt,
  message,
  participants,
  challenges,
}: Pick<
  GameState,
  'createdAt' | 'startedAt' | 'endedAt' | 'message' | 'participants' | 'challenges'
>): Generator<void, number, void> {
  let latest = Math.max(createdAt, startedAt ?? 0, endedAt ?? 0, message?.at ?? 0);
  for (const { joinedAt } of participants.values()) {
    latest = Math.max(latest, joinedAt);
    yield;
  }
  for (const { requestedAt, changedAt } of challenges.values()) {
    latest = Math.max(latest, requestedAt, changedAt);
    yield;
  }
  return latest;
}
