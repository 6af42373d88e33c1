/** What the others who play on this phone have to do. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { ownOpenChallenges } from './own-challenges.ts';

/** `null`: nothing is open. */
export type SeatErrand = 'do_this' | 'checking' | 'waits' | null;

/** The most urgent of what is open for this seat. Everybody is told all open challenges. */
export function errandOf(challenges: readonly Challenge[], playerId: number): SeatErrand {
  const [first] = ownOpenChallenges(challenges, { player_id: playerId });
  if (first === undefined) return null;
  if (first.status === 'requested') return 'waits';
  return first.claimed_at === null ? 'do_this' : 'checking';
}

/** In the order in which they got their seats, so that a button stays where it is while its neighbours change. */
export function inSeatOrder<Seat extends { readonly playerId: number }>(
  seats: readonly Seat[],
): readonly Seat[] {
  return seats.toSorted((one, other) => one.playerId - other.playerId);
}
