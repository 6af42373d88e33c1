/** Going on to the next game with everybody who plays on this phone: docs/protocol.md, "Playing again". */
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { Identification } from '../phone.ts';
import { askForSeat } from './seat-requests.ts';
import type { SeatStore, StoredSeat } from './seat-store.ts';

export interface FollowOptions {
  readonly seats: Pick<SeatStore, 'all' | 'save'>;
  /** A client for the seat. */
  readonly apiFor: (seat: StoredSeat, by: Identification) => Pick<HostClient, 'nextSeat'>;
  /** Waits, ms. */
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * The seat's next one, which is not stored yet; null if it has none. Those of others who play the same game on this phone are stored.
 * Waits while the host does not answer.
 */
export async function followGame(
  { seats, apiFor, wait }: FollowOptions,
  seat: StoredSeat,
  by: Identification,
): Promise<StoredSeat | null> {
  const ask = async (one: StoredSeat): Promise<StoredSeat | null> => {
    const result = await askForSeat(() => nextSeat(apiFor(one, by), one), wait);
    return 'seat' in result ? result.seat : null;
  };
  const own = await ask(seat);
  if (own === null) return null;
  for (const other of seats.all()) {
    if (other.code !== seat.code || other.playerId === seat.playerId) continue;
    const next = await ask(other);
    if (next !== null) seats.save(next);
  }
  return own;
}

async function nextSeat(api: Pick<HostClient, 'nextSeat'>, seat: StoredSeat): Promise<StoredSeat> {
  const answer = await api.nextSeat(seat.code);
  const { participant_id: playerId, role, game_code: code, player_name: name, token } = answer;
  if (role !== 'player') throw new HostError('This seat is not a player’s.');
  const before = { code: seat.code, playerId: seat.playerId };
  return { code, playerId, name: name ?? seat.name, token: token ?? null, before };
}
