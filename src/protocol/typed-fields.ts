/** Fields that bodies of several routes have. */
import Type from 'typebox';
import { MAX_TEAMS } from '../game/catalogue.ts';
import { MAX_TYPED_LENGTH } from '../game/limits.ts';

/** Raw text; checked against its own limits after `cleanText`. */
export const TypedName = Type.String({ minLength: 1, maxLength: MAX_TYPED_LENGTH });
export const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
