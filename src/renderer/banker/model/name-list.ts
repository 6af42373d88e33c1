/** A list of names, one a line, as it is typed or pasted. */
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import { checkTyped } from '../../shared/typed-text.ts';

interface FaultyLine {
  /** Counted from 1, empty lines included. */
  readonly line: number;
  readonly typed: string;
}

export interface NameList {
  /** As typed, without empty lines. */
  readonly names: readonly string[];
  /** Those that the host would refuse. */
  readonly faulty: readonly FaultyLine[];
  /** How many names there are beyond what goes at once. */
  readonly tooMany: number;
}

export function readNameList(text: string): NameList {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((typed, index) => ({ line: index + 1, typed: typed.trim() }))
    .filter(({ typed }) => typed !== '');
  return {
    names: lines.map(({ typed }) => typed),
    faulty: lines.filter(({ typed }) => checkTyped(typed, PLAYER_NAME_LIMIT).fault !== null),
    tooMany: Math.max(0, lines.length - MAX_AT_ONCE),
  };
}
