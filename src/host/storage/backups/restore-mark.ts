/**
 * What the laptop keeps of a restore besides its answer, which goes with the games that it names: another restore may replace them, and a
 * wipe remove them, but none of that makes the same request a new one.
 */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { StoredResponse } from '../event-store.ts';

const RestoreMark = Type.Object({
  /** Absent in the first marks, which are of version 1. */
  version: Type.Optional(Type.Literal(1)),
  restored: Type.Array(Type.Integer()),
});

/** @param gameIds the games that were restored. Nothing of it names anybody, so no wipe has to reach it */
export function restoreMark(gameIds: readonly number[]): StoredResponse {
  const mark: Static<typeof RestoreMark> = { version: 1, restored: [...gameIds] };
  return { status: 200, body: JSON.stringify(mark), secretsOf: null };
}

/** The ids of the games that were restored. Throws if it is no such mark. */
export function gamesRestored({ body }: StoredResponse): readonly number[] {
  const mark: unknown = JSON.parse(body);
  if (!Check(RestoreMark, mark)) throw new Error('The mark of a restore does not match its schema.');
  return mark.restored;
}

/** The same of what may be any answer; null: it is no such mark. */
export function restoredGamesIn(answer: unknown): readonly number[] | null {
  return Check(RestoreMark, answer) ? answer.restored : null;
}
