/** Hands a command on to the room that its game has after the one that was asked went to rest. */
import type { GameState } from '../../game/state.ts';
import { RoomClosedError, type StoredResponse } from '../storage/event-store.ts';
import type { Execution } from './command-batch.ts';
import type { Room, RoomOptions } from './room-types.ts';

/** Nobody is told so: commands go on in the next room. */
export const AT_REST = 'The room is at rest.';
const GONE_MEANWHILE = 'The game is gone, so nothing was changed.';

/** Resolves with the answer, and with the game's state then. Rejects as `execute` does, also where the game is gone. */
export async function executeInNextRoom(
  findNext: RoomOptions['findNext'],
  execution: Execution,
): Promise<{ readonly response: StoredResponse; readonly state: GameState }> {
  const room: Room | null = await findNext();
  if (room === null) throw new RoomClosedError(GONE_MEANWHILE);
  const response = await room.execute(execution);
  return { response, state: room.state };
}
