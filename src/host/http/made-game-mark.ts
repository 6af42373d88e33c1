/**
 * What is kept of a call that made a game besides its answer, which goes with the game when that is wiped: the same call is then still no
 * new one, and makes no other game.
 */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { findHostResponse, findStoredResponse } from '../rooms/find-stored-response.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { StorageError, type IdempotencyKey, type StoredResponse } from '../storage/event-store.ts';
import { jsonOutcome } from './execute-command.ts';
import { madeGameGone } from './problems.ts';
import type { Services } from './services.ts';

/** Names nobody, so no wipe has to reach it. */
const MadeGameMark = Type.Object({ version: Type.Literal(1), made: Type.Integer() });
/** What an answer says of the game that was made. */
const MadeGame = Type.Object({ game_id: Type.Integer() });

interface MadeGamesOptions extends Pick<Services, 'eventStore' | 'hostResponses'> {
  readonly rooms: Pick<Rooms, 'read'>;
}

/** Makes a game once per key, also where it is wiped by now: rejects with `made_game_gone` then, and otherwise as `make` does. */
export function createMadeGames({ eventStore, hostResponses, rooms }: MadeGamesOptions) {
  return async (key: IdempotencyKey | null, make: () => Promise<StoredResponse>): Promise<StoredResponse> => {
    if (key === null) return make();
    const earlier = await findStoredResponse(eventStore, key);
    if (earlier !== null) return earlier;
    const mark = await findHostResponse(hostResponses, key);
    if (mark !== null && (await rooms.read(gameOf(mark))) === null) throw madeGameGone();
    const created = await make();
    if (mark === null) await leaveIfImpossible(hostResponses.put(key, markOf(created)));
    return created;
  };
}

function markOf({ status, body }: StoredResponse): StoredResponse {
  const answer: unknown = JSON.parse(body);
  if (!Check(MadeGame, answer)) throw new Error('The answer names no game.');
  const mark: Static<typeof MadeGameMark> = { version: 1, made: answer.game_id };
  return jsonOutcome(status, mark);
}

function gameOf({ body }: StoredResponse): number {
  const mark: unknown = JSON.parse(body);
  if (!Check(MadeGameMark, mark)) throw new Error('The mark of a new game does not match its schema.');
  return mark.made;
}

/** The game is there, and its own answer is stored with it. */
async function leaveIfImpossible(storing: Promise<unknown>): Promise<void> {
  try {
    await storing;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}
