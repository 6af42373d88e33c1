/** Makes games once per key, also those that are wiped by now. */
import { answerOnce, findHostResponse, findStoredResponse } from '../rooms/find-stored-response.ts';
import { madeGameOf } from '../rooms/made-game-mark.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { IdempotencyKey, StoredResponse } from '../storage/event-store.ts';
import { madeGameGone } from './problems.ts';
import type { Services } from './services.ts';

interface MadeGamesOptions extends Pick<Services, 'eventStore' | 'hostResponses'> {
  readonly rooms: Pick<Rooms, 'read'>;
}

/** Makes a game once per key: rejects with `made_game_gone` where the one that it has made is wiped by now, and otherwise as `make` does. */
export function createMadeGames({ eventStore, hostResponses, rooms }: MadeGamesOptions) {
  return async (key: IdempotencyKey | null, make: () => Promise<StoredResponse>): Promise<StoredResponse> => {
    if (key === null) return make();
    const find = async () => {
      // Before the answer: another host may store both in between.
      const mark = await findHostResponse(hostResponses, key);
      const earlier = await findStoredResponse(eventStore, key);
      if (earlier !== null || mark === null) return earlier;
      if ((await rooms.read(madeGameOf(mark))) === null) throw madeGameGone();
      return null;
    };
    return answerOnce(find, make);
  };
}
