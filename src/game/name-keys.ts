/** When two names count as the same: whatever their case and form, and whenever they look alike. Not for pages: the table is large. */
import { CONFUSABLES } from './confusables-table.ts';
import { asSeen, withMarksSeen } from './name-looks.ts';
import { normalised } from './normalised.ts';

/** Character -> what it looks like. */
const PROTOTYPES: ReadonlyMap<string, string> = new Map(CONFUSABLES.trim().split(/[\n,]/).flatMap(readGroup));
const ASCII = /^[ -~]+$/;
const NOT_ASCII = /[^ -~]/gu;
const CAPITAL = /\p{Lu}/u;
/** Also what only stretches a word: in Arabic, N'Ko and Mongolian, "عمـر" is the same name as "عمر". */
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\u0640\u07FA\u180A]/gu;
/** The dot of i and j is already there. */
const DOTTED = /(?<=[ij])\u0307/gu;

const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;
/** Where numbers that are one character begin, the number there, and how many follow each other: Roman ones, and those in black circles. */
const NUMBERS: readonly (readonly [first: number, number: number, count: number])[] = [
  [0x2160, 1, 12],
  [0x2170, 1, 12],
  [0x24eb, 11, 10],
  [0x24f5, 1, 10],
  [0x2776, 1, 10],
  [0x2780, 1, 10],
  [0x278a, 1, 10],
];
const ONE_CHARACTER_NUMBERS = /[\u2160-\u216B\u2170-\u217B\u24EB-\u24FE\u2776-\u2793]/gu;
/** Points of Hebrew and Arabic, which people write or leave out; not the hamza, which makes another letter. And what stands around a character. */
const OPTIONAL = /(?=\p{Mn})(?![\u0653-\u0655])[\p{scx=Hebr}\p{scx=Arab}]|\p{Me}/gu;

/** How many names' keys are remembered. A game looks for each name and those that its number leads to again and again. */
const REMEMBERED = 2_048;
/** Those of the names that were asked for last, from the one that was longest ago. */
const remembered = new Map<string, readonly string[]>();

/**
 * Two names are the same if they share a key. One key says how the name is read: case is folded, then characters that look alike
 * (UTS #39). Another says how it is seen, in its own case ("AIex"). A third reads the name as if what looks Latin were Latin,
 * because capitals may look alike where small letters don't (a Cyrillic "НЕNRY"). A fourth reads it in capitals alone, without points that
 * may be left out, and with the digits of every script as one. Always in this order; some may be equal.
 */
export function nameKeys(name: string): readonly string[] {
  const keys = remembered.get(name) ?? readKeys(name);
  remembered.delete(name);
  remembered.set(name, keys);
  const [oldest] = remembered.size > REMEMBERED ? remembered.keys() : [];
  if (oldest !== undefined) remembered.delete(oldest);
  return keys;
}

/** Takes half a millisecond for twenty characters that each stand for a sentence. */
function readKeys(name: string): readonly string[] {
  const marked = withMarksSeen(name);
  const seen = normalised(asSeen(marked), 'NFKC');
  const plain = plainForm(marked).toUpperCase();
  return [
    reading(normalised(marked, 'NFKC')),
    `seen ${skeleton(seen)}`,
    reading(withLatin(seen)),
    reading(withLatin(plain)),
  ];
}

function plainForm(name: string): string {
  const numbered = name.replace(ONE_CHARACTER_NUMBERS, numberOf);
  return normalised(numbered, 'NFKC').replace(OPTIONAL, '').replace(DIGITS, digitOf);
}

/** In Unicode, ten digits follow each other in every script, from zero on. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const found = NUMBERS.find(([first, , count]) => code >= first && code < first + count);
  return found === undefined ? character : String(found[1] + code - found[0]);
}

function reading(text: string): string {
  return foldCase(skeleton(foldCase(text)));
}

/** With what looks like ASCII in place of other characters. */
function withLatin(text: string): string {
  return text.replace(NOT_ASCII, (character) => {
    const looks = PROTOTYPES.get(character) ?? character;
    if (!ASCII.test(looks)) return character;
    // The table knows one shape for a capital I and a small l, but in another case they differ: a Cyrillic "КІМ" is a "Kim".
    return looks === 'l' && CAPITAL.test(character) ? 'I' : looks;
  });
}

/** Full case folding: also "ß" and "ss", "ς" and "σ". */
function foldCase(text: string): string {
  return normalised(text.toLowerCase().toUpperCase().toLowerCase(), 'NFKC');
}

/** UTS #39, section 4. */
function skeleton(text: string): string {
  let looks = '';
  for (const character of normalised(text, 'NFD').replace(IGNORABLE, '').replace(DOTTED, ''))
    looks += PROTOTYPES.get(character) ?? character;
  return normalised(looks, 'NFD');
}

function readGroup(group: string): [string, string][] {
  const [prototype = '', characters = ''] = group.split(':');
  const looks = prototype.split('+').map(fromHex).join('');
  return characters.split(' ').map((code) => [fromHex(code), looks]);
}

function fromHex(code: string): string {
  return String.fromCodePoint(Number.parseInt(code, 16));
}
