import type { Challenge } from '../protocol/entity-schemas.ts';
import { compareByRequest } from './compare-by-request.ts';

/** Negative if the first has less time left; without a limit last; of two with as much, the older request first. */
export function compareByDeadline(
  one: Pick<Challenge, 'id' | 'requested_at' | 'deadline_play_ms'>,
  other: Pick<Challenge, 'id' | 'requested_at' | 'deadline_play_ms'>,
): number {
  const first = one.deadline_play_ms ?? Infinity;
  const second = other.deadline_play_ms ?? Infinity;
  return first === second ? compareByRequest(one, other) : first - second;
}
