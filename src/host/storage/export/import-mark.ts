/**
 * What the laptop keeps of an import besides its answer, which goes with the game when that is wiped: the same request is then still no
 * new one, and does not bring back what somebody has wiped.
 */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { StoredResponse } from '../event-store.ts';
import { ImportError } from './import-error.ts';

const ImportMark = Type.Object({
  /** Absent in the first marks, which are of version 1. */
  version: Type.Optional(Type.Literal(1)),
  imported: Type.Integer(),
});

/** @param gameId the game that was made. Nothing of it names anybody, so no wipe has to reach it */
export function importMark(gameId: number): StoredResponse {
  const mark: Static<typeof ImportMark> = { version: 1, imported: gameId };
  return { status: 201, body: JSON.stringify(mark), secretsOf: null };
}

/** The id of the game that was made. Throws if it is no such mark. */
export function importedGame({ body }: StoredResponse): number {
  const mark: unknown = JSON.parse(body);
  if (!Check(ImportMark, mark)) throw new Error('The mark of an import does not match its schema.');
  return mark.imported;
}

/** The answer to a request that made a game which is gone. */
export function importedGameGone(): ImportError {
  return new ImportError(
    'imported_game_gone',
    'The game that came from this file is gone. Import the file again if you want it back.',
  );
}
