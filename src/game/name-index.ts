/** The names in a game, indexed: whether one is taken, and whose it is, without looking at everybody. */
import { Map, OrderedSet, Set as ImmutableSet } from 'immutable';
import { nameKeys, numberedKey, readNumberedKey } from './name-keys.ts';
import { truncate, type TextLimit } from './text-limits.ts';

/** Immutable. Of participants, everyone who ever joined is in it, so that a restored player's name is still unique. */
export interface NameIndex {
  /** Key of a name (`nameKeys`) -> the ids of those whose names have it, in the order in which they got them. */
  readonly holders: Map<string, OrderedSet<number>>;
  /** `startKey` -> the lowest number with so many digits that was never taken. Kept for each key of the name before the number. */
  readonly firstNew: Map<string, number>;
  /** `startKey` -> the lower numbers that were given up. */
  readonly givenUp: Map<string, ImmutableSet<number>>;
}

export const NO_NAMES: NameIndex = { holders: Map(), firstNew: Map(), givenUp: Map() };

/** Numbered names begin with "Anna 2". */
const FIRST_NUMBER = 2;
/** Of each length, so many numbers are looked at: enough for all names that people give each other, and few where somebody has left gaps. */
const MOST_TRIED = 100;

export function withName(index: NameIndex, id: number, name: string): NameIndex {
  const holders = index.holders.withMutations((map) => {
    for (const key of new Set(nameKeys(name))) map.update(key, OrderedSet<number>(), (ids) => ids.add(id));
  });
  return { holders, ...withNumbers({ ...index, holders }, name) };
}

export function withoutName(index: NameIndex, id: number, name: string): NameIndex {
  const holders = index.holders.withMutations((map) => {
    for (const key of new Set(nameKeys(name))) {
      const others = map.get(key, OrderedSet<number>()).delete(id);
      if (others.isEmpty()) map.delete(key);
      else map.set(key, others);
    }
  });
  return { ...index, holders, givenUp: withoutNumbers({ ...index, holders }, name) };
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

function firstFreeOf({ firstNew, givenUp }: NameIndex, stemKey: string, digits: number): number {
  return givenUp.get(startKey(stemKey, digits))?.min() ?? firstNewOf(firstNew, stemKey, digits);
}

function firstNewOf(firstNew: NameIndex['firstNew'], stemKey: string, digits: number): number {
  return firstNew.get(startKey(stemKey, digits)) ?? Math.max(FIRST_NUMBER, 10 ** (digits - 1));
}

/** The numbers once this name is taken. What was passed once is never tried again, however often a name is given up and taken. */
function withNumbers(index: NameIndex, name: string): Pick<NameIndex, 'firstNew' | 'givenUp'> {
  let { firstNew, givenUp } = index;
  // Each key on its own: names that share one of them may differ in the others, and still take each other's numbers.
  for (const { stemKey, digits, number: taken } of numbersIn(name)) {
    const start = startKey(stemKey, digits);
    let number = firstNewOf(firstNew, stemKey, digits);
    while (number < 10 ** digits && index.holders.has(numberedKey(stemKey, number))) number += 1;
    firstNew = firstNew.set(start, number);
    const left = givenUp.get(start)?.delete(taken);
    if (left !== undefined) givenUp = left.isEmpty() ? givenUp.delete(start) : givenUp.set(start, left);
  }
  return { firstNew, givenUp };
}

/** The numbers that are given up once this name is: of another one that looks the same, none is. */
function withoutNumbers({ holders, firstNew, givenUp }: NameIndex, name: string): NameIndex['givenUp'] {
  return givenUp.withMutations((map) => {
    for (const { stemKey, digits, number } of numbersIn(name)) {
      const isFree = !holders.has(numberedKey(stemKey, number));
      if (isFree && number < firstNewOf(firstNew, stemKey, digits))
        map.update(startKey(stemKey, digits), ImmutableSet<number>(), (numbers) => numbers.add(number));
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
