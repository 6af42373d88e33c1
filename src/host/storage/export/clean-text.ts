/** Checks that names and texts are as this program stores them: nothing invisible, nothing too long. */
import type { GameEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { fieldEntriesOf } from '../../../game/map-fields.ts';
import {
  cleanText,
  isWithinLimits,
  MAX_DESCRIPTION_BYTES,
  MAX_DESCRIPTION_GRAPHEMES,
  MAX_GAME_NAME_BYTES,
  MAX_GAME_NAME_GRAPHEMES,
  MAX_NAME_BYTES,
  MAX_NAME_GRAPHEMES,
  MAX_TEAM_NAME_BYTES,
} from '../../../game/names.ts';

interface Limits {
  readonly graphemes: number;
  readonly bytes: number;
}

/** Null if the field is not text that people typed. */
const LIMITS: Readonly<Record<FieldContent, Limits | null>> = {
  game_name: { graphemes: MAX_GAME_NAME_GRAPHEMES, bytes: MAX_GAME_NAME_BYTES },
  participant_name: { graphemes: MAX_NAME_GRAPHEMES, bytes: MAX_NAME_BYTES },
  team_name: { graphemes: MAX_NAME_GRAPHEMES, bytes: MAX_TEAM_NAME_BYTES },
  exercise_words: { graphemes: MAX_DESCRIPTION_GRAPHEMES, bytes: MAX_DESCRIPTION_BYTES },
  exercise_type: null,
  plain: null,
  private: null,
  game_id: null,
  game_code: null,
  team_number: null,
  participant_id: null,
  new_participant_id: null,
  challenge_id: null,
  new_challenge_id: null,
};

/** Whether all text in the event is as this program would have stored it. */
export function hasCleanText(event: GameEvent): boolean {
  return fieldEntriesOf(event).every(({ field, value }) => {
    const limits = LIMITS[field.content];
    return limits === null || (typeof value === 'string' && isClean(value, limits));
  });
}

function isClean(text: string, { graphemes, bytes }: Limits): boolean {
  return text !== '' && cleanText(text) === text && isWithinLimits(text, graphemes, bytes);
}
