/** Names as people type them, made safe to show: NFC, no invisible or direction-changing characters, short, unique. */

export const MAX_NAME_GRAPHEMES = 20;
/** An event on the wire stays at or under 800 bytes; a grapheme alone can be dozens of bytes long. */
export const MAX_NAME_BYTES = 40;
export const MAX_GAME_NAME_GRAPHEMES = 40;
export const MAX_GAME_NAME_BYTES = 120;
export const MAX_TEAM_NAME_BYTES = 64;
/** For exercises. */
export const MAX_DESCRIPTION_GRAPHEMES = 38;
export const MAX_DESCRIPTION_BYTES = 38;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** Controls, zero-width and bidi marks, fillers, soft hyphen, lone surrogates; except the two that join emoji. */
const INVISIBLE =
  /(?!\u200D|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Also the blank braille pattern, which shows nothing. */
const SPACES = /[\s\u2800]+/gu;
const EMOJI_SEQUENCE_JOINER =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D(?=\p{Extended_Pictographic})/u;
const EMOJI_VARIATION_SELECTOR = /(?<=\p{Extended_Pictographic})\uFE0F|(?<=[0-9#*])\uFE0F(?=\u20E3)/u;
/** Joiners inside emoji are captured and kept; anywhere else they are removed as invisible. */
const JOINERS = new RegExp(
  `(${EMOJI_SEQUENCE_JOINER.source}|${EMOJI_VARIATION_SELECTOR.source})|\\u200D|\\uFE0F`,
  'gu',
);

/**
 * The text as stored: NFC, without invisible characters, white space collapsed to single spaces, trimmed.
 * Joiners inside emoji families stay.
 */
export function cleanText(text: string): string {
  const visible = text.replace(SPACES, ' ').replace(INVISIBLE, '').replace(JOINERS, '$1');
  return visible.replace(/ +/gu, ' ').trim().normalize('NFC');
}

/** Truncates to whole graphemes within both limits. */
export function truncate(text: string, maxGraphemes: number, maxBytes: number): string {
  let kept = '';
  let count = 0;
  let bytes = 0;
  for (const { segment } of segmenter.segment(text)) {
    const size = encoder.encode(segment).length;
    if (count + 1 > maxGraphemes || bytes + size > maxBytes) break;
    kept += segment;
    count += 1;
    bytes += size;
  }
  return kept.trimEnd();
}

/** How many graphemes a reader sees. */
export function countGraphemes(text: string): number {
  return [...segmenter.segment(text)].length;
}

/** Whether the text is within both limits. */
export function isWithinLimits(text: string, maxGraphemes: number, maxBytes: number): boolean {
  return encoder.encode(text).length <= maxBytes && countGraphemes(text) <= maxGraphemes;
}

/** The form in which names are compared: case and compatibility forms don't count. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** The name, or "Anna 2", "Anna 3"... if it is taken; never over the limits. `taken` holds names folded by `foldName`. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(foldName(name))) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const candidate =
      truncate(name, MAX_NAME_GRAPHEMES - suffix.length, MAX_NAME_BYTES - suffix.length) + suffix;
    if (!taken.has(foldName(candidate))) return candidate;
  }
}
