/**
 * Letters and numbers that look like a dot, a dash, an accent, or like nothing at all. Within a name they are as good as any other,
 * but a name of nothing else shows nobody who that is, just as "." doesn't. Unicode has no property for this: `confusables.txt`
 * gives some of them, charts and fonts the others. Whole letters of a script that people write in are never among them, however
 * simple they look: 一 and ノ, Cree ᐸ, Hebrew י.
 */
const BY_SCRIPT: Readonly<Record<string, string>> = {
  // Saltillos, clicks and glottal stops (like ' ! ?), the sinological dot, a sideways I.
  latin: String.raw`\u01C3\u0241\u0294\uA78B\uA78C\uA78F\uA7F7`,
  // A zero is a dot; the high hamza, a dot on the line, and the end of a letter.
  arabic: String.raw`\u0660\u0674\u06F0\u0887\uFE73`,
  // Vowel signs and abbreviations that Unicode counts among the letters; visarga in three dots; dotted reph; fractions.
  indic: String.raw`\u097D\u09F4-\u09F7\u0B72-\u0B77\u0B83\u0C78-\u0C7E\u0C80\u0D4E\u{11448}\u{111DC}\u{119E3}`,
  vedic: String.raw`\u1CE9-\u1CEC\u1CEE-\u1CF3\u1CF5\u1CF6\u1CFA\uA830-\uA835\uA8F2-\uA8F7\uA8FB`,
  thaiAndLao: String.raw`\u0E2F\u0E30\u0EAF\u0EB0`,
  // Tones that are letters by their category.
  tones: String.raw`\u19B0\u19C8\u19C9\uAAC0\uAAC2\u{10D22}\u{10D23}\u{11AE5}-\u{11AF8}`,
  phagsPa: String.raw`\uA873`,
  // The old vowel "arae-a", one dot and two, and "eu", a dash: in the form that NFKC gives them.
  hangul: String.raw`\u1173\u1196\u119E\u11A2`,
  // Finals, which only end a syllable.
  canadianSyllabics: String.raw`\u141D-\u142A\u144A\u1540\u18DF`,
  // Tuareg letters of dots.
  tifinagh: String.raw`\u2D42\u2D46\u2D48\u2D51\u2D57`,
  runes: String.raw`\u16CC\u16CD`,
  han: String.raw`\u4E36`,
  // Dots, dashes and affixes of shorthand.
  duployan: String.raw`\u{1BC00}\u{1BC01}\u{1BC80}-\u{1BC88}\u{1BC90}-\u{1BC99}`,
  // Numbers of dots and dashes: Aegean, Mayan, counting rods and tallies.
  numbers: String.raw`\u{10107}-\u{10118}\u{1D2E1}-\u{1D2E5}\u{1D360}-\u{1D378}`,
  // Emoji that are drawn as punctuation or as a small square.
  emoji: String.raw`\u203C\u2049\u25AA\u25AB\u3030`,
};

/** The inside of a character class, for text in form NFKC. */
export const MARK_LIKE_LETTERS = Object.values(BY_SCRIPT).join('');
