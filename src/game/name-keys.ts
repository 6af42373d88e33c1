/** When two names count as the same: whatever their case and form, and whenever they look alike. Not for pages: the table is large. */
import { CONFUSABLES } from './confusables-table.ts';
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

/**
 * Two names are the same if they share a key. One key says how the name is read: case is folded, then characters that look alike
 * (UTS #39). Another says how it is seen, in its own case ("AIex"). A third reads the name as if what looks Latin were Latin,
 * because capitals may look alike where small letters don't (a Cyrillic "НЕNRY"). Always in this order; some may be equal.
 */
export function nameKeys(name: string): readonly string[] {
  const compatible = normalised(name, 'NFKC');
  return [reading(compatible), `seen ${skeleton(compatible)}`, reading(withLatin(compatible))];
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
