/** Which logs were replaced by others while the host ran: whoever is reading one then must not go on in the other. */
import { RoomClosedError } from '../event-store.ts';
import { LOG_REPLACED } from '../whole-log.ts';

export interface ReplacedLogs {
  /** Call it in the turn in which the log of this game becomes another one. */
  note(gameId: number): void;
  /** Returns a function that throws `RoomClosedError` once the log of this game is not the one that it is now. */
  watch(gameId: number): () => void;
}

export function createReplacedLogs(): ReplacedLogs {
  const counts = new Map<number, number>();
  const count = (gameId: number) => counts.get(gameId) ?? 0;
  return {
    note: (gameId) => void counts.set(gameId, count(gameId) + 1),
    watch(gameId) {
      const before = count(gameId);
      return () => {
        if (count(gameId) !== before) throw new RoomClosedError(LOG_REPLACED);
      };
    },
  };
}
