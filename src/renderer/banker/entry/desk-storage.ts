/** What this browser remembers: the last seat and game, each game's exercises, and small preferences. */
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import { parseExercises, type ExerciseOption } from '../model/exercise-options.ts';

export interface LastSeat {
  readonly seat: number;
  readonly gameCode: string | null;
}

export interface DeskStorage {
  lastSeat(): LastSeat | null;
  saveLastSeat(last: LastSeat): void;
  exercises(gameCode: string): readonly ExerciseOption[];
  saveExercises(gameCode: string, exercises: readonly ExerciseOption[]): void;
  /** How loud, 0 to 1. */
  volume(): number;
  saveVolume(volume: number): void;
  /** The warnings that were folded away, as `warningKey` names them. */
  foldedWarnings(): readonly string[];
  saveFoldedWarnings(keys: readonly string[]): void;
  /** Small yes-or-no memories, by name: off until set. */
  hasFlag(what: string): boolean;
  setFlag(what: string, done: boolean): void;
}

/** @param storage the browser's; one that forgets does no harm but to convenience. */
export function createDeskStorage(storage: SafeStorage): DeskStorage {
  const read = (name: string): unknown => parseKept(storage.read(`desk.${name}`));
  const keep = (name: string, value: unknown) => storage.write(`desk.${name}`, JSON.stringify(value));
  return {
    lastSeat: () => lastSeatFrom(read('seat')),
    saveLastSeat: (last) => keep('seat', last),
    exercises: (code) => parseExercises(read(`${code}.exercises`)),
    saveExercises: (code, exercises) => keep(`${code}.exercises`, exercises),
    volume: () => volumeFrom(read('volume')),
    saveVolume: (volume) => keep('volume', volume),
    foldedWarnings: () => textsFrom(read('folded_warnings')),
    saveFoldedWarnings: (keys) => keep('folded_warnings', keys),
    hasFlag: (what) => read(`done.${what}`) === true,
    setFlag: (what, done) => keep(`done.${what}`, done),
  };
}

const USUAL_VOLUME = 0.4;

function volumeFrom(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : USUAL_VOLUME;
}

function codeFrom(value: unknown): string | null {
  return typeof value === 'string' ? normaliseGameCode(value) : null;
}

function textsFrom(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function lastSeatFrom(value: unknown): LastSeat | null {
  if (typeof value !== 'object' || value === null || !('seat' in value)) return null;
  const { seat } = value;
  if (typeof seat !== 'number' || !Number.isInteger(seat) || seat < 0) return null;
  return { seat, gameCode: 'gameCode' in value ? codeFrom(value.gameCode) : null };
}
