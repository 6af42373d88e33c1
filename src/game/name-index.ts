/** The names in a game, indexed: whether one is taken, and whose it is, without looking at everybody. */
import { List, Map } from 'immutable';
import { nameKeys, numberedKey, readNumberedKey } from './name-keys.ts';
import { truncate, type TextLimit } from './text-limits.ts';

/** Immutable. Of participants, everyone who ever joined is in it, so that a restored player's name is still unique. */
export interface NameIndex {
  /** Key of a name (`nameKeys`) -> the ids of those whose names have it, in the order in which they got them. */
  readonly holders: Map<string, List<number>>;
  /** `startKey` -> the lowest number with so many digits that may be free. Kept for each key of the name before the number. */
  readonly firstFree: Map<string, number>;
}

export const NO_NAMES: NameIndex = { holders: Map(), firstFree: Map() };

/** Numbered names begin with "Anna 2". */
const FIRST_NUMBER = 2;
/** Of each length, so many numbers are looked at: enough for all names that people give each other, and few where somebody has left gaps. */
const MOST_TRIED = 100;

export function withName(index: NameIndex, id: number, name: string): NameIndex {
  const holders = index.holders.withMutations((map) => {
    for (const key of new Set(nameKeys(name))) map.update(key, List<number>(), (ids) => ids.push(id));
  });
  return { holders, firstFree: advanceFirstFree({ ...index, holders }, name) };
}

export function withoutName(index: NameIndex, id: number, name: string): NameIndex {
  const holders = index.holders.withMutations((map) => {
    for (const key of new Set(nameKeys(name))) {
      const others = (map.get(key) ?? List<number>()).filter((holder) => holder !== id);
      if (others.isEmpty()) map.delete(key);
      else map.set(key, others);
    }
  });
  return { holders, firstFree: lowerFirstFree(index, name) };
}

/** Those with this name or one that looks the same, in the order in which they got it; usually none or one. */
export function holdersOf({ holders }: NameIndex, name: string): ReadonlySet<number> {
  return new Set(nameKeys(name).flatMap((key) => [...(holders.get(key) ?? [])]));
}

/**
 * The name, or "Anna 2", "Anna 3"... if it is taken: the lowest number that is free, or one with more digits where a hundred in a row are
 * each taken by a name of another spelling. Never over the limit.
 */
export function uniqueName(name: string, index: NameIndex, limit: TextLimit): string {
  if (!isTaken(index, name)) return name;
  for (let digits = 1; ; digits += 1) {
    const room = digits + 1;
    const stem = truncate(name, { graphemes: limit.graphemes - room, bytes: limit.bytes - room });
    const stemKeys = [...new Set(nameKeys(stem))];
    const start = Math.max(...stemKeys.map((key) => firstFreeOf(index, key, digits)));
    for (let number = start; number < Math.min(10 ** digits, start + MOST_TRIED); number += 1) {
      if (stemKeys.some((key) => index.holders.has(numberedKey(key, number)))) continue;
      const candidate = `${stem} ${number}`;
      if (!isTaken(index, candidate)) return candidate;
    }
  }
}

function isTaken({ holders }: NameIndex, name: string): boolean {
  return nameKeys(name).some((key) => holders.has(key));
}

function firstFreeOf({ firstFree }: NameIndex, stemKey: string, digits: number): number {
  return firstFree.get(startKey(stemKey, digits)) ?? Math.max(FIRST_NUMBER, 10 ** (digits - 1));
}

/** `firstFree` once this name is taken. All lower numbers are taken, so none of them is tried again. */
function advanceFirstFree(index: NameIndex, name: string): NameIndex['firstFree'] {
  return index.firstFree.withMutations((map) => {
    // Each key on its own: names that share one of them may differ in the others, and still take each other's numbers.
    for (const { stemKey, digits } of numbersIn(name)) {
      let number = firstFreeOf(index, stemKey, digits);
      while (number < 10 ** digits && index.holders.has(numberedKey(stemKey, number))) number += 1;
      map.set(startKey(stemKey, digits), number);
    }
  });
}

/** `firstFree` once this name is given up. */
function lowerFirstFree(index: NameIndex, name: string): NameIndex['firstFree'] {
  return index.firstFree.withMutations((map) => {
    for (const { stemKey, digits, number } of numbersIn(name)) {
      const lowest = Math.max(FIRST_NUMBER, Math.min(number, firstFreeOf(index, stemKey, digits)));
      map.set(startKey(stemKey, digits), lowest);
    }
  });
}

/** What the name's keys say that it takes: of "Anna lO", the 10 of "Anna", which looks the same. */
function* numbersIn(name: string): Generator<{ stemKey: string; digits: number; number: number }> {
  for (const key of new Set(nameKeys(name))) {
    const numbered = readNumberedKey(key);
    if (numbered !== null) yield { ...numbered, digits: String(numbered.number).length };
  }
}

function startKey(stemKey: string, digits: number): string {
  return `${digits} ${stemKey}`;
}
