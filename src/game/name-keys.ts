/** When two names count as the same: whatever their case and form, and whenever they look alike. Not for pages: the table is large. */
import { CONFUSABLES } from './confusables-table.ts';
import { foldDigits } from './fold-digits.ts';
import { partsAtAGlance } from './name-glance.ts';
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

/** How many names' keys are remembered at least. A game looks for each name and those that its number leads to again and again. */
const REMEMBERED = 1_024;
/** Those that were asked for lately, and those before them: forgetting all of these at once is cheaper than the oldest each time. */
let lately = new Map<string, readonly string[]>();
let before: ReadonlyMap<string, readonly string[]> = new Map();

/** Of characters that stand for a sentence ("ﷺ"), so much counts, in UTF-16 units. Longer than a name that is what it seems. */
const MAX_READ = 128;
/** UTS #39 has "rn" for "m", and nothing for this. */
const TWO_FOR_W = 'vv';
const NUMBERS_BEHIND = /(?: \p{Nd}+)*$/u;

/** Stands before a key of the second kind, and in no name. */
const SEEN = '\n';
/** Stands before a key of the fifth kind. */
const GLANCE = '\n\n';
const NUMBERED = /^(?<stemKey>.+) (?<number>[2-9l][2-9loO]{0,8})$/su;
const NUMBERED_AT_A_GLANCE = /^(?<stemKey>.+)\n(?<number>[1-9]\d{0,8})$/su;

/**
 * Two names are the same if they share a key. One key says how the name is read: case is folded, then characters that look alike
 * (UTS #39). Another says how it is seen, in its own case ("AIex"). A third reads the name as if what looks Latin were Latin,
 * because capitals may look alike where small letters don't (a Cyrillic "НЕNRY"). A fourth reads it in capitals alone, without points that
 * may be left out, and with the digits of every script as one. A fifth says what it is taken for at a glance ("Anna." and "ᴀɴɴᴀ"); where nothing
 * would be left, it is the fourth. Always in this order; some may be equal.
 */
export function nameKeys(name: string): readonly string[] {
  const known = lately.get(name);
  if (known !== undefined) return known;
  const keys = before.get(name) ?? readKeys(name);
  if (lately.size >= REMEMBERED) {
    before = lately;
    lately = new Map();
  }
  lately.set(name, keys);
  return keys;
}

/** The key of a name with this number behind it ("Anna 2"), by the key of the name without. */
export function numberedKey(stemKey: string, number: number): string {
  if (stemKey.startsWith(GLANCE)) return `${stemKey}\n${number}`;
  const zero = stemKey.startsWith(SEEN) ? 'O' : 'o';
  return `${stemKey} ${String(number).replaceAll('0', zero).replaceAll('1', 'l')}`;
}

/** What `numberedKey` has made this key of, or may have: in it, a 0 is a letter O, and a 1 an l. Null if it can have made it of nothing. */
export function readNumberedKey(key: string): { stemKey: string; number: number } | null {
  const pattern = key.startsWith(GLANCE) ? NUMBERED_AT_A_GLANCE : NUMBERED;
  const { stemKey, number } = pattern.exec(key)?.groups ?? {};
  if (stemKey === undefined || number === undefined) return null;
  return { stemKey, number: Number(number.replaceAll('l', '1').replaceAll(/o/giu, '0')) };
}

function readKeys(name: string): readonly string[] {
  const marked = withMarksSeen(name);
  const compatible = normalised(marked, 'NFKC');
  const asIsSeen = asSeen(marked);
  const seen = cutShort(asIsSeen === marked ? compatible : normalised(asIsSeen, 'NFKC'));
  const readings = new Map<string, string>();
  // Of most names, several are the same.
  const reading = (text: string) => {
    const folded = foldCase(text);
    const read = readings.get(folded) ?? foldCase(skeleton(folded));
    readings.set(folded, read);
    return read;
  };
  const plain = plainForm(marked);
  const readPlain = reading(withLatin(plain.toUpperCase()));
  return [
    // Small letters first: no file may hold two names that are the same in them (`check-seat-event.ts`), however long they are.
    reading(cutShort(compatible.toLowerCase())),
    `${SEEN}${skeleton(seen)}`,
    reading(withLatin(seen)),
    readPlain,
    keyAtAGlance(plain, reading) ?? readPlain,
  ];
}

/** Null where no letter or emoji is left. */
function keyAtAGlance(plain: string, read: (text: string) => string): string | null {
  const parts = partsAtAGlance(plain);
  if (parts.every((part, index) => part === '' || index % 2 === 1)) return null;
  const looks = parts.map((part, index) =>
    index % 2 === 1 ? `\n${part}` : read(withLatin(part.toUpperCase())).replaceAll(TWO_FOR_W, 'w'),
  );
  return `${GLANCE}${looks.join('')}`;
}

/** Numbers behind it stay whole: they make one name of many. */
function cutShort(text: string): string {
  if (text.length <= MAX_READ) return text;
  const [numbers = ''] = NUMBERS_BEHIND.exec(text) ?? [];
  return text.slice(0, Math.min(MAX_READ, text.length - numbers.length)) + numbers;
}

function plainForm(name: string): string {
  const numbered = name.replace(ONE_CHARACTER_NUMBERS, numberOf);
  return foldDigits(cutShort(normalised(numbered, 'NFKC')).replace(OPTIONAL, ''));
}

function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const found = NUMBERS.find(([first, , count]) => code >= first && code < first + count);
  return found === undefined ? character : String(found[1] + code - found[0]);
}

/** With what looks like ASCII in place of other characters. */
function withLatin(text: string): string {
  if (ASCII.test(text)) return text;
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
