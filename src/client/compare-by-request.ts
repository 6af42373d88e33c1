import type { Challenge } from '../protocol/entity-schemas.ts';

/**
 * Sorts challenges by when they were requested: negative when the first is older. Within the same second the ids decide:
 * each host counts them up, but of several hosts, each has a block of its own, so by themselves they do not tell which is older.
 */
export function compareByRequest(
  one: Pick<Challenge, 'requested_at' | 'id'>,
  other: Pick<Challenge, 'requested_at' | 'id'>,
): number {
  // The wire's instants all have the same length and zone, so they compare as text.
  if (one.requested_at !== other.requested_at) return one.requested_at < other.requested_at ? -1 : 1;
  return one.id - other.id;
}
