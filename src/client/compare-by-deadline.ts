import type { Challenge } from '../protocol/entity-schemas.ts';

/** Negative if the first has less time left; without a limit last; ties by ID. */
export function compareByDeadline(
  one: Pick<Challenge, 'id' | 'deadline_play_ms'>,
  other: Pick<Challenge, 'id' | 'deadline_play_ms'>,
): number {
  const first = one.deadline_play_ms ?? Infinity;
  const second = other.deadline_play_ms ?? Infinity;
  return first === second ? one.id - other.id : first - second;
}
