/**
 * What a name is taken for at a glance across a hall, where no table of look-alikes says so: without what stands between letters or
 * around them, without marks that hardly show, and with small capitals and letters in boxes as letters.
 */
import { MARK_LIKE_LETTERS } from './mark-like-letters.ts';
import { normalised } from './normalised.ts';

const SMALL_CAPITALS = Array.from('ᴀʙᴅᴇꜰɢʜᴊᴋʟᴍɴᴘꞯʀᴛᴦᴧᴨᴩᴪᴫꭥȷ');
const CAPITALS = Array.from('ABDEFGHJKLMNPQRTΓΛΠΡΨЛΩJ');
const CAPITAL_OF: ReadonlyMap<string, string> = new Map(
  SMALL_CAPITALS.map((small, index) => [small, CAPITALS[index] ?? small]),
);
const SMALL_CAPITAL = new RegExp(`[${SMALL_CAPITALS.join('')}]`, 'gu');
/** Letters in black circles, in black squares, and those that make flags, which some computers show as letters: from A to Z. */
const BOXED_FROM = [0x1f150, 0x1f170, 0x1f1e6];
const BOXED = /[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu;

/** Dots, and what stands under a letter or strikes it out. Not the cedilla, the ogonek, hooks and the horn, which make other letters. */
const FAINT_MARKS =
  /[\u0307\u0316-\u0319\u031C-\u0320\u0323-\u0325\u0329-\u033C\u0347-\u0349\u034D\u034E\u0353-\u0356\u0359\u035A]/gu;
const REPEATED_MARKS = /(?<mark>\p{M})\k<mark>+/gu;
/** Says how an emoji is drawn, joins emoji, or stretches a word. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u0640\u07FA\u180A]/gu;

/** Between letters, each looks like an l or an i. */
const BAR = String.raw`|\u00A6\u01C0\u01C1\u01C3\u2223`;
const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;
const BARS_AROUND = new RegExp(`(?<!${LETTER})[${BAR}]+|[${BAR}]+(?!${LETTER})`, 'gu');
/** Punctuation, spaces, accents and colours of skin, signs as in sums, letters that stand for apostrophes or tones, lines and blocks. */
const GAPS = new RegExp(
  String.raw`(?![${BAR}])[\p{P}\p{Z}\p{Sk}\p{Sm}\u02B9-\u02C1\u02C6-\u02D1\u02EC\u02EE\u0374\uA717-\uA71F\uA788\uA789\u00B0\u2500-\u259F]`,
  'gu',
);
/** A dot of another script is a dot where the letters are of these; in its own script it is a letter. */
const EUROPEAN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const DOTS_OF_SCRIPTS = new RegExp(`[${MARK_LIKE_LETTERS}]`, 'gu');

/** A 0 or 1 that stands for a letter: "Le0", "A1ex". Not in a number. */
const DIGITS_FOR_LETTERS = /(?<!\d)[01]+(?=\p{L})|(?<=\p{L})0+(?!\d)/gu;
const NUMBERS = /(?<number>\d+)/u;

/** Letters and numbers in turns, beginning with letters; any of these may be empty. `plain` has no digits but those of ASCII. */
export function partsAtAGlance(plain: string): readonly string[] {
  const letters = plain
    .replace(UNSEEN, '')
    .replace(SMALL_CAPITAL, (small) => CAPITAL_OF.get(small) ?? small)
    .replace(BOXED, letterInBox);
  const marked = normalised(letters, 'NFD').replace(FAINT_MARKS, '').replace(REPEATED_MARKS, '$<mark>');
  const text = (EUROPEAN.test(marked) ? marked.replace(DOTS_OF_SCRIPTS, '') : marked).replace(
    BARS_AROUND,
    '',
  );
  return text
    .replace(DIGITS_FOR_LETTERS, (digits) => digits.replaceAll('0', 'O').replaceAll('1', 'l'))
    .split(NUMBERS)
    .map((part) => part.replace(GAPS, ''));
}

function letterInBox(boxed: string): string {
  const code = boxed.codePointAt(0) ?? 0;
  const first = BOXED_FROM.findLast((from) => code >= from) ?? code;
  return String.fromCodePoint(0x41 + code - first);
}
