/** Cleans the text that people type, and checks it. */
import { textFault } from '../../game/check-text.ts';
import { cleanText } from '../../game/clean-text.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  lengthOf,
  MESSAGE_LIMIT,
  PLAYER_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  type TextLimit,
} from '../../game/text-limits.ts';
import { ProblemError } from './problems.ts';

interface TextField {
  readonly field: string;
  readonly limit: TextLimit;
}

export const PLAYER_NAME: TextField = { field: 'player_name', limit: PLAYER_NAME_LIMIT };
export const GAME_NAME: TextField = { field: 'name', limit: GAME_NAME_LIMIT };
export const TEAM_NAME: TextField = { field: 'name', limit: TEAM_NAME_LIMIT };
export const MESSAGE: TextField = { field: 'text', limit: MESSAGE_LIMIT };
export const DESCRIPTION: TextField = { field: 'challenge_description', limit: DESCRIPTION_LIMIT };

/** The cleaned text. Throws `bad_request` if nothing of it can be read, marks pile up, or it is too long. */
export function fitText(text: string, { field, limit }: TextField): string {
  const cleaned = cleanText(text);
  const fault = textFault(cleaned, limit);
  switch (fault) {
    case null:
      return cleaned;
    case 'empty':
      throw refused(field, 'has no visible characters. Type some.');
    case 'nothing_to_read':
      throw refused(field, 'has no letter, number or emoji. Type at least one.');
    case 'mark_without_letter':
      throw refused(
        field,
        'has an accent or a vowel sign without a letter before it. Type the letter first.',
      );
    case 'too_many_marks':
      throw refused(field, 'has too many accents or signs on one letter. Take some away.');
    case 'too_long':
      throw refused(field, `is too long: ${excess(cleaned, limit)}.`);
    default:
      return fault satisfies never;
  }
}

function refused(field: string, why: string): ProblemError {
  return new ProblemError('bad_request', `"${field}" ${why}`);
}

/** Which limit is exceeded, and by how much. */
function excess(text: string, limit: TextLimit): string {
  const length = lengthOf(text);
  const over = (unit: keyof TextLimit, name: string) =>
    length[unit] > limit[unit]
      ? [`${length[unit]} ${name}, ${length[unit] - limit[unit]} more than the ${limit[unit]} allowed`]
      : [];
  return [...over('graphemes', 'characters'), ...over('bytes', 'bytes')].join(', and ');
}
