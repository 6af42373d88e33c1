/** Claims the keys of requests that make a game. Their answers name people, so they are stored with that game, whose key is no other's. */
import { keyTaken, type KeyedResponse } from '../event-store.ts';
import type { Session } from './database.ts';

/** Where no row can keep them apart, whoever has the same key waits here for the other's transaction to end. */
const LOCK = {
  name: 'lock_key_of_new_game',
  text: `select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', current_schema(), $1::text, $2::text), 0))`,
};
const IS_TAKEN = {
  name: 'is_key_of_new_game_taken',
  text: `select 1 from outcomes join games using (game_id)
    where participant_id = $1 and key = $2 and state = 'stored' limit 1`,
};

/**
 * Called first thing in the transaction that makes the game, and stores these responses with it. Throws `ConflictError` if any game has a
 * response under one of the keys.
 */
export async function claimKeysOfNewGame(
  session: Session,
  responses: readonly KeyedResponse[],
): Promise<void> {
  for (const { key } of responses) {
    await session.run(LOCK, [key.participantId, key.key]);
    if ((await session.run(IS_TAKEN, [key.participantId, key.key])).count > 0) throw keyTaken();
  }
}
