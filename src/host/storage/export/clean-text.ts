/** Checks that names and texts are as this program stores them, or as its first version did. */
import Type from 'typebox';
import { Check } from 'typebox/value';
import { textFault } from '../../../game/check-text.ts';
import { cleanText } from '../../../game/clean-text.ts';
import { OwnWay } from '../../../game/event-fields.ts';
import type { GameEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { fieldEntriesOf, type FieldEntry } from '../../../game/map-fields.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  MESSAGE_LIMIT,
  PLAYER_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  wayLimit,
  type TextLimit,
} from '../../../game/text-limits.ts';
import { isFirstVersionText } from './first-version-text.ts';

interface Limits {
  readonly now: TextLimit;
  /** Of the first version, whose bytes are UTF-8 without JSON's escapes; null: it had no such text. */
  readonly first: TextLimit | null;
}

/** Null if the field is not text that people typed. */
const LIMITS: Readonly<Record<FieldContent, Limits | null>> = {
  game_name: { now: GAME_NAME_LIMIT, first: { graphemes: 40, bytes: 120 } },
  participant_name: { now: PLAYER_NAME_LIMIT, first: { graphemes: 20, bytes: 40 } },
  team_name: { now: TEAM_NAME_LIMIT, first: { graphemes: 20, bytes: 64 } },
  exercise_words: { now: DESCRIPTION_LIMIT, first: { graphemes: 38, bytes: 38 } },
  message: { now: MESSAGE_LIMIT, first: null },
  exercise_type: null,
  exercise_wording: null,
  exercise_ways: null,
  plain: null,
  private: null,
  elsewhere: null,
  game_id: null,
  game_code: null,
  team_number: null,
  participant_id: null,
  new_participant_id: null,
  challenge_id: null,
  new_challenge_id: null,
};

const Ways = Type.Array(OwnWay);

/** Whether all text in the event is as this program would have stored it. A game that was begun earlier keeps its names. */
export function hasCleanText(event: GameEvent): boolean {
  return fieldEntriesOf(event).every(({ field, value, owner }) => {
    if (field.content === 'exercise_ways') return haveCleanText(value, owner);
    const limits = LIMITS[field.content];
    return limits === null || (typeof value === 'string' && isClean(value, limits));
  });
}

function haveCleanText(ways: unknown, { description }: FieldEntry['owner']): boolean {
  const limits = { now: wayLimit(String(description)), first: null };
  return Check(Ways, ways) && ways.every(({ how }) => isClean(how, limits));
}

function isClean(text: string, { now, first }: Limits): boolean {
  if (cleanText(text) === text && textFault(text, now) === null) return true;
  return first !== null && isFirstVersionText(text, first);
}
