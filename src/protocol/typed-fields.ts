/** Fields that bodies of several routes have. */
import Type from 'typebox';
import { MAX_TEAMS } from '../game/catalogue.ts';

/** Raw text, checked against its own limits after `cleanText`. None is said here: a refusal would speak of that one. */
export const TypedName = Type.String({ minLength: 1 });
export const TeamNumber = Type.Integer({ minimum: 1, maximum: MAX_TEAMS });
