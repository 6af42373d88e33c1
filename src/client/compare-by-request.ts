import type { Challenge } from '../protocol/entity-schemas.ts';

/**
 * The order of asking, for sorting: negative when the first was asked for before the second. Two may carry one second: ids,
 * which the host counts up, settle that.
 */
export function compareByRequest(
  one: Pick<Challenge, 'requested_at' | 'id'>,
  other: Pick<Challenge, 'requested_at' | 'id'>,
): number {
  // The wire's instants all have the same length and zone, so they compare as text.
  if (one.requested_at !== other.requested_at) return one.requested_at < other.requested_at ? -1 : 1;
  return one.id - other.id;
}
