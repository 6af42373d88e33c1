/**
 * The same game under another id: one that a restore to before its beginning took away comes back from its saved file under its code, with
 * new ids, since no token may open a seat of it. To whoever plays it, restores it or wipes it, both are one game.
 */
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { HOST_OWNER_ID } from '../../../game/game-owner.ts';
import { codeOf } from '../folders/error-code.ts';
import { displacedFiles } from '../recovery/displaced.ts';
import { hasColumn, IS_UNFINISHED } from '../sqlite/event-columns.ts';
import { readBackup } from './backup-contents.ts';
import { backupsFolder, backupsIfReadable } from './backup-files.ts';

/** What a game and its saved file have in common, and no other game has. Of another owner, it is another one's to keep or to wipe. */
export interface Beginning {
  readonly code: string;
  /** Of its first event, ms. */
  readonly createdAt: number;
  readonly ownerId: number;
}

interface Begun extends Beginning {
  readonly gameId: number;
}

/** The games in any of our databases that begin as this one. Throws SQLite's error. */
export function gamesBeginning(db: Database, beginning: Beginning): readonly number[] {
  return begunIn(db).flatMap((game) => (isSame(game, beginning) ? game.gameId : []));
}

/**
 * The ids under which backups, and what displaced hosts have kept, hold the same game as the stored one, without its own. An id that
 * stands for another game anywhere, as in a backup from another laptop, is left out: a wipe would take that one along. Of files that
 * cannot be read there are none: whoever removes the game from them says why. Throws SQLite's error.
 */
export function sameGamesKept(db: Database, folder: string, gameId: number): readonly number[] {
  const stored = begunIn(db);
  const beginning = stored.find((game) => game.gameId === gameId);
  if (beginning === undefined) return [];
  const kept = keptFiles(folder).flatMap((path) => readBackup(path, begunIn) ?? []);
  const others = new Set<number>();
  const found = new Set<number>();
  for (const game of [...stored, ...kept]) (isSame(game, beginning) ? found : others).add(game.gameId);
  return [...found].filter((id) => id !== gameId && !others.has(id));
}

/** Every game whose beginning can be read. */
function begunIn(db: Database): readonly Begun[] {
  const isFinished = hasColumn(db, 'games', 'last_seq') ? `coalesce(not (${IS_UNFINISHED}), true)` : 'true';
  const games = db.prepare<[], Begun>(
    `select game_id as gameId, code, at as createdAt,
       coalesce(iif(json_valid(body), body ->> 'ownerId', null), ${HOST_OWNER_ID}) as ownerId
     from games join events using (game_id) where seq = 1 and ${isFinished}`,
  );
  return games.all();
}

function isSame(one: Beginning, other: Beginning): boolean {
  return one.code === other.code && one.createdAt === other.createdAt && one.ownerId === other.ownerId;
}

function keptFiles(folder: string): readonly string[] {
  const backups = (backupsIfReadable(folder) ?? []).map(({ name }) => join(backupsFolder(folder), name));
  try {
    return [...backups, ...displacedFiles(folder)];
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return backups;
  }
}
