import type { Player } from '../protocol/entity-schemas.ts';

type Joined = Pick<Player, 'joined_at' | 'player_id'>;

/**
 * Sorts players by when they joined: negative when the first came earlier. Of several hosts, each gives ids out of a block of its own, so
 * these decide only within the same second, or where a host does not say when.
 */
export function compareByJoining(one: Joined, other: Joined): number {
  const [first = '', second = ''] = [one.joined_at, other.joined_at];
  // The wire's instants all have the same length and zone, so they compare as text.
  if (first !== second && first !== '' && second !== '') return first < second ? -1 : 1;
  return one.player_id - other.player_id;
}
