/**
 * What the laptop keeps of an import besides its answer, which goes with the game when that is wiped: the same request is then still no
 * new one, and does not bring back what somebody has wiped.
 */
import type { StoredResponse } from '../event-store.ts';
import { ImportError } from './import-error.ts';

/** @param gameId the game that was made. Nothing of it names anybody, so no wipe has to reach it */
export function importMark(gameId: number): StoredResponse {
  return { status: 201, body: JSON.stringify({ imported: gameId }), secretsOf: null };
}

/** The answer to a request that made a game which is gone. */
export function importedGameGone(): ImportError {
  return new ImportError(
    'imported_game_gone',
    'The game that came from this file is gone. Import the file again if you want it back.',
  );
}
