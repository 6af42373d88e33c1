/** How long the texts that people type may be, and how their length is counted: the same on every engine. */
import { collectGraphemes, countGraphemes } from 'unicode-segmenter/grapheme';

export interface TextLimit {
  /** What a reader sees as characters (UAX #29). */
  readonly graphemes: number;
  /** In UTF-8, as JSON. A character alone can be dozens of bytes long, and an event has at most `MAX_EVENT_BYTES`. */
  readonly bytes: number;
}

export const PLAYER_NAME_LIMIT: TextLimit = { graphemes: 20, bytes: 240 };
export const TEAM_NAME_LIMIT: TextLimit = { graphemes: 30, bytes: 200 };
export const GAME_NAME_LIMIT: TextLimit = { graphemes: 40, bytes: 480 };
/** For exercises. */
export const DESCRIPTION_LIMIT: TextLimit = { graphemes: 100, bytes: 600 };
/** For what the banker says to everybody. */
export const MESSAGE_LIMIT: TextLimit = { graphemes: 100, bytes: 600 };

/** How long a cleaned text is, in the units of the limits. */
export type TextLength = TextLimit;

const encoder = new TextEncoder();
const QUOTES = 2;

export function lengthOf(text: string): TextLength {
  return { graphemes: countGraphemes(text), bytes: jsonBytes(text) };
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

/** Truncates to whole graphemes within both limits. */
export function truncate(text: string, limit: TextLimit): string {
  let kept = '';
  let bytes = 0;
  for (const grapheme of collectGraphemes(text).slice(0, limit.graphemes)) {
    bytes += jsonBytes(grapheme);
    if (bytes > limit.bytes) break;
    kept += grapheme;
  }
  return kept.trimEnd();
}

function jsonBytes(text: string): number {
  return encoder.encode(JSON.stringify(text)).length - QUOTES;
}
