/** Which version of each game a recovery takes: that of the damaged file, or that of the backup. */
import type { GameRecord } from '../sqlite/game-record.ts';
import type { KnownHeads } from '../sqlite/known-heads.ts';
import type { RestoreNumbers } from '../sqlite/restore-numbers.ts';
import { withAnswersOf } from './merged-answers.ts';

/** The games of one file. */
export interface GamesOfFile {
  readonly records: readonly GameRecord[];
  /** Null: nobody can tell. */
  readonly restores: RestoreNumbers | null;
}

export interface ChosenGame {
  readonly record: GameRecord;
  readonly from: 'file' | 'backup';
  /** Of the restore that has made it what it is; 0: there was none; null: nobody can tell. */
  readonly restore: number | null;
}

/**
 * For each game the version of after the later restore, which may be shorter; otherwise whichever has more events. With the answers of both.
 */
export function chooseLater(file: GamesOfFile, backup: GamesOfFile): ChosenGame[] {
  const chosen = new Map<number, ChosenGame>();
  for (const game of versionsIn(file, 'file')) chosen.set(game.record.gameId, game);
  for (const game of versionsIn(backup, 'backup')) {
    const { gameId } = game.record;
    const other = chosen.get(gameId);
    if (other === undefined) chosen.set(gameId, game);
    else if (isLater(game, other)) chosen.set(gameId, withAnswers(game, other));
    else chosen.set(gameId, withAnswers(other, game));
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

function versionsIn({ records, restores }: GamesOfFile, from: ChosenGame['from']): ChosenGame[] {
  return records.map((record) => ({
    record,
    from,
    restore: restores === null ? null : (restores.games.get(record.gameId) ?? 0),
  }));
}

function isLater(game: ChosenGame, other: ChosenGame): boolean {
  if (game.restore !== null && other.restore !== null && game.restore !== other.restore)
    return game.restore > other.restore;
  return game.record.events.length > other.record.events.length;
}

function withAnswers(game: ChosenGame, other: ChosenGame): ChosenGame {
  return { ...game, record: withAnswersOf(game.record, other.record) };
}
