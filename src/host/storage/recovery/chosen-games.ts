/** Which version of each game a recovery takes: that of the damaged file, or that of the backup. */
import { isDeepStrictEqual } from 'node:util';
import type { GameRecord } from '../sqlite/game-record.ts';
import type { KnownHeads } from '../sqlite/known-heads.ts';
import type { RestoreNumbers } from '../sqlite/restore-numbers.ts';
import { withAnswersOf } from './merged-answers.ts';
import type { SalvagedGame } from './salvage.ts';

/** The games of the damaged file. */
interface GamesOfFile {
  readonly records: readonly SalvagedGame[];
  /** Null: nobody can tell. */
  readonly restores: RestoreNumbers | null;
  /** Of the last backup that it knows of; 0: there was none, or nobody can tell. */
  readonly backupNumber: number;
}

interface GamesOfBackup {
  readonly records: readonly GameRecord[];
  /** Null: nobody can tell. */
  readonly restores: RestoreNumbers | null;
  /** 0: it is not numbered. */
  readonly number: number;
}

export interface ChosenGame {
  readonly record: GameRecord;
  readonly from: 'file' | 'backup';
  /** Of the restore that has made it what it is; 0: there was none; null: nobody can tell. */
  readonly restore: number | null;
}

/**
 * For each game the version of after the later restore, which may be shorter; otherwise whichever has more events, unless nobody can tell
 * which restore the file's is of, and nothing of it is missing. With the answers of both.
 */
export function chooseLater(file: GamesOfFile, backup: GamesOfBackup, known: KnownHeads): ChosenGame[] {
  const isBackupKnown = backup.number > 0 && backup.number <= file.backupNumber;
  const chosen = new Map<number, ChosenGame>();
  for (const record of file.records)
    chosen.set(record.gameId, { record, from: 'file', restore: restoreOfFile(record, file.restores, known) });
  for (const record of backup.records) {
    const game: ChosenGame = { record, from: 'backup', restore: restoreIn(backup.restores, record) };
    const other = chosen.get(record.gameId);
    if (other === undefined) chosen.set(record.gameId, game);
    else if (isBackupLater(game, other, isBackupKnown)) chosen.set(record.gameId, withAnswers(game, other));
    else chosen.set(record.gameId, withAnswers(other, game));
  }
  return [...chosen.values()];
}

/** Whether it is of before a restore that was written down: then it is not what the game was. */
export function isBeforeRestore({ record, restore }: ChosenGame, { games }: KnownHeads): boolean {
  const known = games.find(({ gameId }) => gameId === record.gameId)?.restore ?? 0;
  return restore !== null && restore < known;
}

/**
 * Of the rebuilt database. A game that is of before a restore gets a number of its own, as if it were restored now: no backup takes its
 * place later.
 */
export function restoreNumbersAfter(
  chosen: readonly ChosenGame[],
  sources: readonly (RestoreNumbers | null)[],
  known: KnownHeads,
): RestoreNumbers | null {
  const last = Math.max(known.restores, ...sources.map((numbers) => numbers?.last ?? 0));
  const isAnyBefore = chosen.some((game) => isBeforeRestore(game, known));
  if (last === 0) return null;
  const heads = new Map(known.games.map(({ gameId, restore }) => [gameId, restore]));
  const numberOf = (game: ChosenGame) =>
    isBeforeRestore(game, known) ? last + 1 : (game.restore ?? heads.get(game.record.gameId) ?? 0);
  const games = chosen.map((game): [number, number] => [game.record.gameId, numberOf(game)]);
  return {
    last: isAnyBefore ? last + 1 : last,
    games: new Map(games.filter(([, restore]) => restore > 0)),
  };
}

function restoreIn(restores: RestoreNumbers | null, { gameId }: GameRecord): number | null {
  return restores === null ? null : (restores.games.get(gameId) ?? 0);
}

/**
 * Where the number is damaged, a log that goes on from what was written down is of that restore; where it is missing, only one that is that
 * very log: a game of before the restore may go on from it, too.
 */
function restoreOfFile(
  record: SalvagedGame,
  restores: RestoreNumbers | null,
  { games }: KnownHeads,
): number | null {
  const restore = restoreIn(restores, record);
  const head = games.find(({ gameId }) => gameId === record.gameId);
  if (head === undefined || !record.isAsKnown) return restore;
  const isThatLog = record.events.length === head.seq;
  return restore === null || (isThatLog && restore < head.restore) ? head.restore : restore;
}

/** @param isBackupKnown whether the file knows of the backup: then a whole game of the file is later, however short a restore has made it */
function isBackupLater(backup: ChosenGame, file: ChosenGame, isBackupKnown: boolean): boolean {
  if (backup.restore !== null && file.restore !== null && backup.restore !== file.restore)
    return backup.restore > file.restore;
  if (backup.record.events.length <= file.record.events.length) return false;
  if (file.restore !== null || !file.record.isWhole) return true;
  return !isBackupKnown && hasAllOf(file.record, backup.record);
}

/** Whether the longer log is the shorter one and what happened after it. */
function hasAllOf(shorter: GameRecord, longer: GameRecord): boolean {
  return shorter.events.every((logged, index) => isDeepStrictEqual(logged, longer.events[index]));
}

function withAnswers(game: ChosenGame, other: ChosenGame): ChosenGame {
  return { ...game, record: withAnswersOf(game.record, other.record) };
}
