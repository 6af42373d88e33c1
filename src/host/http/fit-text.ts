/** Cleans the text that people type, and checks it. */
import { textFault, type TextFault } from '../../game/check-text.ts';
import { cleanText } from '../../game/clean-text.ts';
import { MAX_TYPED_LENGTH } from '../../game/limits.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  lengthOf,
  MESSAGE_LIMIT,
  PLAYER_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  type TextLimit,
} from '../../game/text-limits.ts';
import { type ProblemError, refusal } from './problems.ts';

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
  const cleaned = cleanTyped(text, { field, limit });
  const fault = textFault(cleaned, limit);
  if (fault === null) return cleaned;
  if (fault === 'too_long') throw tooLong(field, cleaned, limit);
  throw refusal({ reason: `text_${fault}`, params: { field } }, `"${field}" ${FAULTS[fault]}`);
}

/**
 * The cleaned text, of which nothing is checked yet. Throws `bad_request` if it is much longer than any limit, before it costs anything:
 * so many UTF-16 units are too many bytes for every one.
 */
export function cleanTyped(text: string, { field, limit }: TextField): string {
  const trimmed = text.trim();
  if (trimmed.length > MAX_TYPED_LENGTH) throw tooLong(field, trimmed, limit);
  return cleanText(trimmed);
}

const FAULTS: Readonly<Record<Exclude<TextFault, 'too_long'>, string>> = {
  empty: 'has no visible characters. Type some.',
  nothing_to_read: 'has no letter, number or emoji. Type at least one.',
  mark_without_letter: 'has an accent or a vowel sign without a letter before it. Type the letter first.',
  too_many_marks: 'has too many accents or signs on one letter. Take some away.',
};

/** Says which limit is exceeded, and by how much. */
function tooLong(field: string, text: string, limit: TextLimit): ProblemError {
  const length = lengthOf(text);
  const over = (unit: keyof TextLimit) => Math.max(0, length[unit] - limit[unit]);
  const inWords = (unit: keyof TextLimit, name: string) =>
    over(unit) > 0 ? [`${length[unit]} ${name}, ${over(unit)} more than the ${limit[unit]} allowed`] : [];
  const excess = [...inWords('graphemes', 'characters'), ...inWords('bytes', 'bytes')].join(', and ');
  return refusal(
    {
      reason: 'text_too_long',
      params: { field, characters_over: over('graphemes'), bytes_over: over('bytes') },
    },
    `"${field}" is too long: ${excess}.`,
  );
}
