/** Whether a cleaned text can be read by people, and is short enough. */
import { MARK_LIKE_LETTERS } from './mark-like-letters.ts';
import { normalised } from './normalised.ts';
import { isWithinLimit, type TextLimit } from './text-limits.ts';

/** Why a text is refused. */
export type TextFault = 'empty' | 'nothing_to_read' | 'mark_without_letter' | 'too_many_marks' | 'too_long';

/** A number, an emoji or a flag; not a colour of skin without anybody. */
const NUMBER_OR_EMOJI = new RegExp(
  String.raw`(?![${MARK_LIKE_LETTERS}]|\p{Emoji_Modifier})[\p{N}\p{Extended_Pictographic}\p{Emoji_Presentation}]|[#*]\uFE0F?\u20E3`,
  'u',
);
/** A letter that stands for itself: not one that only lengthens or modifies another, as an apostrophe, a tone or a macron does. */
const LETTER = new RegExp(String.raw`(?!\p{Lm}|\p{Extender}|[${MARK_LIKE_LETTERS}])\p{L}`, 'u');

/** Marks that go with any script. Vietnamese and Yoruba have two at most on a letter; towers of them cover other lines. */
const INHERITED = /(?![\u064B-\u0655\u0670])\p{Script=Inherited}/u;
const MAX_INHERITED_MARKS = 2;
/** Arabic vowel marks, which Unicode counts among them: "Allah" has three on a letter. */
const ARABIC_VOWELS = /[\u064B-\u0655\u0670]/u;
const MAX_ARABIC_VOWELS = 3;
/** As above, once letters are taken apart: "ᾧ" is a letter with three. */
const MAX_INHERITED_MARKS_APART = 3;
/** Of the letter's own script: Burmese has up to five. Nothing has more of all kinds together. */
const MAX_MARKS = 5;
const MARK = /\p{M}/u;
/** Circles and squares around what is before them. */
const ENCLOSING = /\p{Me}/u;
const MAX_ENCLOSING = 1;
/** Scripts whose letters take inherited marks alone, and what is no letter: any other mark on them is of a script that is not theirs. */
const WITHOUT_OWN_MARKS =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?!\p{L})\p{Script=Common}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Joiners and tags belong to what is before them. */
const FORMAT = /\p{Cf}/u;

/** Null if the text is fine. `text` has been cleaned by `cleanText`. */
export function textFault(text: string, limit: TextLimit): TextFault | null {
  if (text === '') return 'empty';
  if (!isReadable(text)) return 'nothing_to_read';
  return marksFault(text) ?? (isWithinLimit(text, limit) ? null : 'too_long');
}

/** Letters are looked for in compatibility form: it makes a letter of "Ⓐ" and "ᵃ", and a mark of an Arabic vowel that stands alone. */
function isReadable(text: string): boolean {
  return NUMBER_OR_EMOJI.test(text) || LETTER.test(normalised(text, 'NFKC'));
}

function marksFault(text: string): TextFault | null {
  return (
    marksFaultOf(text, MAX_INHERITED_MARKS) ??
    marksFaultOf(normalised(text, 'NFD'), MAX_INHERITED_MARKS_APART)
  );
}

function marksFaultOf(text: string, maxInherited: number): TextFault | null {
  let base = ' ';
  let counts = { inherited: 0, arabic: 0, own: 0, enclosing: 0, all: 0 };
  for (const character of text) {
    if (FORMAT.test(character)) continue;
    if (!MARK.test(character)) {
      base = character;
      counts = { inherited: 0, arabic: 0, own: 0, enclosing: 0, all: 0 };
      continue;
    }
    const kind = kindOfMark(character);
    const isEnclosing = ENCLOSING.test(character);
    if (base === ' ' || (kind === 'own' && !isEnclosing && isForeign(character, base)))
      return 'mark_without_letter';
    counts[kind] += 1;
    counts.all += 1;
    if (isEnclosing) counts.enclosing += 1;
    const { inherited, arabic, enclosing, all } = counts;
    if (
      inherited > maxInherited ||
      arabic > MAX_ARABIC_VOWELS ||
      enclosing > MAX_ENCLOSING ||
      all > MAX_MARKS
    )
      return 'too_many_marks';
  }
  return null;
}

/** Whether the base is of a script that never has this mark. */
function isForeign(mark: string, base: string): boolean {
  return WITHOUT_OWN_MARKS.test(base) || (CYRILLIC.test(base) && !CYRILLIC.test(mark));
}

function kindOfMark(mark: string): 'inherited' | 'arabic' | 'own' {
  if (ARABIC_VOWELS.test(mark)) return 'arabic';
  return INHERITED.test(mark) ? 'inherited' : 'own';
}
