/**
 * Which restore has made each game's log what it is. A log that was restored may be a part of what it was before, so that neither its length
 * nor its events tell which of the two is the later one. A row of `settings`, written in the transaction of the restore.
 */
import type { Database } from 'better-sqlite3';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { DamagedDataError } from '../event-store.ts';
import { openSettingRows, type SettingRow } from './settings.ts';

const RESTORES_SETTING = 'restores';

export interface RestoreNumbers {
  /** Of the last restore; 0 before the first one. */
  readonly last: number;
  /** By game: of the restore that brought it, unless there was none. */
  readonly games: ReadonlyMap<number, number>;
}

const Whole = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const StoredNumbers = Type.Object({
  version: Type.Literal(1),
  last: Whole,
  games: Type.Array(Type.Object({ id: Whole, restore: Whole })),
});

/** As of a folder in which nothing was restored, or only by an earlier version, which numbers no restore. */
const NO_RESTORES: RestoreNumbers = { last: 0, games: new Map() };

/** Throws SQLite's error and `DamagedDataError`. */
export function restoreNumbersIn(db: Database): RestoreNumbers {
  const value = openSettingRows(db).get(RESTORES_SETTING);
  if (value === null) return NO_RESTORES;
  const numbers = parsed(value);
  if (numbers === null) throw new DamagedDataError('The numbers of the restores are damaged');
  return numbers;
}

/**
 * The same of rows that could be read; null: nobody can tell.
 * @param areWhole whether no other row may have been there
 */
export function restoreNumbersOf(
  rows: readonly Pick<SettingRow, 'name' | 'value'>[],
  areWhole: boolean,
): RestoreNumbers | null {
  const value = rows.find(({ name }) => name === RESTORES_SETTING)?.value;
  if (value !== undefined) return parsed(value);
  return areWhole ? NO_RESTORES : null;
}

/** Inside the transaction of a restore. Throws SQLite's error and `DamagedDataError`. */
export function addRestore(
  db: Database,
  { restored, removed }: { readonly restored: Iterable<number>; readonly removed: Iterable<number> },
): void {
  const { last, games } = restoreNumbersIn(db);
  const next = new Map(games);
  for (const gameId of removed) next.delete(gameId);
  for (const gameId of restored) next.set(gameId, last + 1);
  putRestoreNumbers(db, { last: last + 1, games: next });
}

/** Inside a caller's transaction, or as one of its own. Throws SQLite's error. */
export function putRestoreNumbers(db: Database, numbers: RestoreNumbers): void {
  const { name, value } = restoreNumbersRow(numbers);
  openSettingRows(db).put(name, value);
}

export function restoreNumbersRow({ last, games }: RestoreNumbers): Pick<SettingRow, 'name' | 'value'> {
  const stored: Static<typeof StoredNumbers> = {
    version: 1,
    last,
    games: [...games].map(([id, restore]) => ({ id, restore })),
  };
  return { name: RESTORES_SETTING, value: JSON.stringify(stored) };
}

function parsed(value: string): RestoreNumbers | null {
  const stored = jsonOf(value);
  if (!Check(StoredNumbers, stored)) return null;
  return { last: stored.last, games: new Map(stored.games.map(({ id, restore }) => [id, restore])) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
