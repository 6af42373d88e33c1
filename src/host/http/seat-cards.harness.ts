/** Reads tickets of printed cards as a desk does. */
import { Check } from 'typebox/value';
import { SeatCardsResponse } from '../../protocol/rest-schemas.ts';
import type { SeatedGame } from './test-app.harness.ts';

/** The ticket on this player's card. Throws if the host gives none. */
export async function cardTicketOf(
  game: Pick<SeatedGame, 'call' | 'banker'>,
  playerId: number,
): Promise<string> {
  const { json } = await game.call('/seat-cards', { token: game.banker.token });
  const items = Check(SeatCardsResponse, json) ? json.items : [];
  const card = items.find(({ player_id: id }) => id === playerId);
  if (card === undefined) throw new Error(`Player ${playerId} has no card.`);
  return card.ticket;
}
