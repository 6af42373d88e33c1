/** Fields that bodies of several routes have. */
import Type from 'typebox';
import { MAX_TEAMS } from '../game/catalogue.ts';
import { MAX_TIMESTAMP_MS, MIN_TIMESTAMP_MS } from '../game/limits.ts';

/** Raw text, checked against its own limits after `cleanText`. None is said here: a refusal would speak of that one. */
export const TypedName = Type.String({ minLength: 1 });
export const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
/** What a screen knew at the tap. It is no part of what an Idempotency-Key is for: tried again later, the call is the same. */
export const seenSeq = (refusal: string) =>
  Type.Optional(
    Type.Integer({ minimum: 0, description: `the \`seq\` of the last event heard of: ${refusal}` }),
  );
/** ms since 1970, host clock: whatever one can say. */
export const TIME_RANGE = { minimum: MIN_TIMESTAMP_MS, maximum: MAX_TIMESTAMP_MS } as const;
