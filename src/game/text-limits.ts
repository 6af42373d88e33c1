/** How long the texts that people type may be, and how their length is counted: the same on every engine. */
import { collectGraphemes } from 'unicode-segmenter/grapheme';

export interface TextLimit {
  /** What a reader sees as characters: UAX #29, but for letters without end that it takes for one. */
  readonly graphemes: number;
  /** In UTF-8, as JSON. A character alone can be dozens of bytes long, and an event has at most `MAX_EVENT_BYTES`. */
  readonly bytes: number;
}

export const PLAYER_NAME_LIMIT: TextLimit = { graphemes: 20, bytes: 240 };
export const TEAM_NAME_LIMIT: TextLimit = { graphemes: 30, bytes: 200 };
export const GAME_NAME_LIMIT: TextLimit = { graphemes: 40, bytes: 480 };
/** For exercises. */
export const DESCRIPTION_LIMIT: TextLimit = { graphemes: 100, bytes: 600 };
/** An exercise's description and the way of doing it go out in one event, and so are limited together. In UTF-8, as JSON. */
const DESCRIPTION_AND_WAY_BYTES = 500;
/** For what the banker says to everybody. */
export const MESSAGE_LIMIT: TextLimit = { graphemes: 100, bytes: 600 };

/** How long a cleaned text is, in the units of the limits. */
export type TextLength = TextLimit;

const encoder = new TextEncoder();
const QUOTES = 2;
/** Letters that any script writes together as one: Sanskrit has up to five. UAX #29 has no limit, say for the first parts of Hangul. */
const MAX_LETTERS_IN_ONE = 5;
const LETTERS = /\p{L}/gu;

export function lengthOf(text: string): TextLength {
  let graphemes = 0;
  for (const grapheme of collectGraphemes(text)) graphemes += charactersIn(grapheme);
  return { graphemes, bytes: jsonBytes(text) };
}

/** One, or as many as it has letters if no script has so many in one. */
function charactersIn(grapheme: string): number {
  if (grapheme.length <= MAX_LETTERS_IN_ONE) return 1;
  const letters = grapheme.match(LETTERS)?.length ?? 0;
  return letters > MAX_LETTERS_IN_ONE ? letters : 1;
}

/**
 * How much of the limit is used, as one number of characters: a text of many bytes uses more than it has. Above
 * `limit.graphemes` exactly if one of the limits is exceeded.
 */
export function usedCharacters(text: string, limit: TextLimit): number {
  const { graphemes, bytes } = lengthOf(text);
  return Math.max(graphemes, Math.ceil((bytes * limit.graphemes) / limit.bytes));
}

export function isWithinLimit(text: string, limit: TextLimit): boolean {
  const { graphemes, bytes } = lengthOf(text);
  return graphemes <= limit.graphemes && bytes <= limit.bytes;
}

/** For a way of doing one of the banker's own exercises, beside this description of it. */
export function wayLimit(description: string): TextLimit {
  const left = DESCRIPTION_AND_WAY_BYTES - jsonBytes(description);
  return { graphemes: DESCRIPTION_LIMIT.graphemes, bytes: Math.max(1, left) };
}

/** Truncates to whole graphemes within both limits. */
export function truncate(text: string, limit: TextLimit): string {
  let kept = '';
  let [graphemes, bytes] = [0, 0];
  for (const grapheme of collectGraphemes(text)) {
    graphemes += charactersIn(grapheme);
    bytes += jsonBytes(grapheme);
    if (graphemes > limit.graphemes || bytes > limit.bytes) break;
    kept += grapheme;
  }
  return kept.trimEnd();
}

function jsonBytes(text: string): number {
  return encoder.encode(JSON.stringify(text)).length - QUOTES;
}
