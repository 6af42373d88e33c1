/**
 * Text as people type or paste it, made safe to show: NFC, nothing invisible, nothing that changes the direction. What only
 * seems invisible but is part of a script or an emoji stays. No lookbehind: older phones have none.
 */
import { JOINING_TO_NEXT, JOINING_TO_PREVIOUS, VIRAMAS } from './joining-letters.ts';
import { normalised } from './normalised.ts';

/** Also what is a symbol, a letter or a mark, but shows nothing: blanks of Braille, hieroglyphs, Khitan and musical notation. */
const SPACES = /(?:(?!\uFEFF)[\s\u0085\u2800\u{13441}\u{13442}\u{16FE4}\u{1D159}])+/gu;

/** Controls, zero-width and bidi marks, fillers, soft hyphens, private and unassigned characters, placeholders for objects. */
const INVISIBLE = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFC]`;

const PICTOGRAPH = String.raw`(?!\p{Cn})\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?`;
/** A flag of a part of a country: its code in tags. */
const TAGGED_FLAG = String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,4}\u{E007F}`;
const KEYCAP = String.raw`[0-9#*]\uFE0F?\u20E3`;
/** No emoji has more than four parts. */
const EMOJI = String.raw`(?:${TAGGED_FLAG}|${PICTOGRAPH})(?:\u200D${PICTOGRAPH}){0,3}|${KEYCAP}`;

/** Of one letter: more than any has. Bounded, because an expression that may try every division of ten thousand marks takes seconds. */
const MARKS = String.raw`\p{M}{0,8}`;
const FEW_MARKS = String.raw`\p{Mn}{0,8}`;
const CURSIVE_MARKS = String.raw`[\p{Mn}\p{Me}]{0,8}`;

/** Where UAX #31 allows joiners. Cursive scripts: a non-joiner between two letters that would join. */
const CURSIVE = String.raw`[${JOINING_TO_NEXT}]${CURSIVE_MARKS}\u200C(?=${CURSIVE_MARKS}[${JOINING_TO_PREVIOUS}])`;
/** Indic scripts: after the sign that joins two letters; a non-joiner only where another letter follows. */
const INDIC = String.raw`\p{Lo}${MARKS}[${VIRAMAS}]${FEW_MARKS}(?:\u200C(?=${FEW_MARKS}\p{Lo})|\u200D(?!\p{M}))`;
/** Before that sign, which then takes another form with the next letter: Bengali "র‍্যা", Kannada "ರ‍್ಯಾ" and touching letters in Sinhala. */
const BEFORE_VIRAMA = String.raw`\p{Lo}\u200D(?=[${VIRAMAS}]\p{Lo})`;
/** Mongolian: selectors after a letter, and the separator before a last "a" or "e". */
const MONGOLIAN = String.raw`[\u1820-\u18AA](?:[\u180B-\u180D\u180F]|\u180E(?=[\u1820\u1821]))`;

/** What is matched by the group stays; everything else that is matched is invisible. */
const INVISIBLE_UNLESS_NEEDED = new RegExp(
  `(${EMOJI}|${CURSIVE}|${INDIC}|${BEFORE_VIRAMA}|${MONGOLIAN})|${INVISIBLE}`,
  'gu',
);

/**
 * The text as stored: NFC, without invisible characters, white space collapsed to single spaces, trimmed. Joiners and selectors
 * stay within emoji, and where their script needs them. Cleaning again changes nothing.
 */
export function cleanText(text: string): string {
  const cleaned = cleanOnce(text);
  // What was removed may have separated a joiner from its letters, or a letter from its mark.
  return cleaned === text ? text : cleanText(cleaned);
}

function cleanOnce(text: string): string {
  const visible = text.replace(SPACES, ' ').replace(INVISIBLE_UNLESS_NEEDED, '$1');
  return normalised(visible.replace(/ +/g, ' ').trim(), 'NFC');
}
