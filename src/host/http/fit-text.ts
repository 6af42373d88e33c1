/** Cleans the text that people type, and checks its length. */
import {
  cleanText,
  isWithinLimits,
  MAX_DESCRIPTION_BYTES,
  MAX_DESCRIPTION_GRAPHEMES,
  MAX_GAME_NAME_BYTES,
  MAX_GAME_NAME_GRAPHEMES,
  MAX_TEAM_NAME_BYTES,
  MAX_NAME_BYTES,
  MAX_NAME_GRAPHEMES,
} from '../../game/names.ts';
import { ProblemError } from './problems.ts';

interface TextLimit {
  readonly field: string;
  readonly graphemes: number;
  readonly bytes: number;
}

export const PLAYER_NAME: TextLimit = {
  field: 'player_name',
  graphemes: MAX_NAME_GRAPHEMES,
  bytes: MAX_NAME_BYTES,
};
export const GAME_NAME: TextLimit = {
  field: 'name',
  graphemes: MAX_GAME_NAME_GRAPHEMES,
  bytes: MAX_GAME_NAME_BYTES,
};
export const TEAM_NAME: TextLimit = {
  field: 'name',
  graphemes: MAX_NAME_GRAPHEMES,
  bytes: MAX_TEAM_NAME_BYTES,
};
export const DESCRIPTION: TextLimit = {
  field: 'challenge_description',
  graphemes: MAX_DESCRIPTION_GRAPHEMES,
  bytes: MAX_DESCRIPTION_BYTES,
};

/** The cleaned text. Throws `bad_request` if nothing is left of it, or it is too long. */
export function fitText(text: string, { field, graphemes, bytes }: TextLimit): string {
  const cleaned = cleanText(text);
  if (cleaned === '')
    throw new ProblemError('bad_request', `"${field}" has no visible characters. Type some.`);
  if (!isWithinLimits(cleaned, graphemes, bytes)) {
    throw new ProblemError(
      'bad_request',
      `"${field}" is too long: at most ${graphemes} characters and ${bytes} bytes. Shorten it.`,
    );
  }
  return cleaned;
}
