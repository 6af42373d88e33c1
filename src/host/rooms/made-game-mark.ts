/**
 * What the laptop keeps of a call that made a game besides its answer, which goes with the game when that is wiped: the same call is then
 * still no new one, and makes no other game.
 */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { StoredResponse } from '../storage/event-store.ts';

const MadeGameMark = Type.Object({ version: Type.Literal(1), made: Type.Integer() });

/** Names nobody, so no wipe has to reach it. */
export function madeGameMark(gameId: number): StoredResponse {
  const mark: Static<typeof MadeGameMark> = { version: 1, made: gameId };
  return { status: 201, body: JSON.stringify(mark), secretsOf: null };
}

/** The id of the game that was made. Throws if it is no such mark. */
export function madeGameOf({ body }: StoredResponse): number {
  const mark: unknown = JSON.parse(body);
  if (!Check(MadeGameMark, mark)) throw new Error('The mark of a new game does not match its schema.');
  return mark.made;
}
