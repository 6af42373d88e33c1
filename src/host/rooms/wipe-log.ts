/** Removes a game whose room is closed, if it may: where others append to its log, that is decided by what they have written. */
import type { GameState } from '../../game/state.ts';
import type { KeyedResponse } from '../storage/event-store.ts';
import type { MayWipe, RoomsOptions } from './rooms-types.ts';
import { readNewEvents } from './shared-log.ts';

interface Wipe {
  readonly answer: KeyedResponse | null;
  /** Absent: whatever has become of the game. */
  readonly mayWipe: MayWipe | undefined;
}

/**
 * Rejects as `EventStore.wipe` does.
 * @param state what the game was when its room closed
 * @returns whether the game is gone
 */
export async function wipeLog(
  { eventStore, pinOf }: Pick<RoomsOptions, 'eventStore' | 'pinOf'>,
  state: GameState,
  { answer, mayWipe }: Wipe,
): Promise<boolean> {
  const { gameId } = state;
  if (mayWipe !== undefined && eventStore.wipeAlone !== undefined) {
    const asItIs = async () => mayWipe((await readNewEvents(eventStore, state, pinOf)).state);
    return eventStore.wipeAlone(gameId, asItIs, answer);
  }
  if (mayWipe !== undefined && !(await mayWipe(state))) return false;
  await eventStore.wipe(gameId, answer);
  return true;
}
