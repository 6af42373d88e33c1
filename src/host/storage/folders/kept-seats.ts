/** Which of several data folders matters most: only in the one that is moved do phones keep their seats. */
import { join } from 'node:path';
import { runAtOnce } from '../../time/time-slices.ts';
import { backupsFolder, backupsIfReadable } from '../backups/backup-files.ts';
import { NewerEventError } from '../event-store.ts';
import { OpenError } from '../open-error.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { foldGame, gameIdsIn } from '../sqlite/game-record.ts';
import { openReadingCopy } from '../sqlite/reading-copy.ts';
import { codeOf } from './error-code.ts';

export interface KeptSeats {
  /** Seats of games that are not over: their phones would have to join again. */
  readonly inUnfinishedGames: number;
  readonly inAllGames: number;
}

const NONE: KeptSeats = { inUnfinishedGames: 0, inAllGames: 0 };

/** Counts them without changing anything, in the newest backup that can be read if the database cannot be. */
export function seatsIn(folder: string): KeptSeats {
  const backups = (backupsIfReadable(folder) ?? []).map(({ name }) => join(backupsFolder(folder), name));
  for (const path of [join(folder, DATABASE_FILE), ...backups]) {
    const seats = countIfReadable(path);
    if (seats !== null) return seats;
  }
  return NONE;
}

function countIfReadable(path: string): KeptSeats | null {
  try {
    return countSeats(path);
  } catch (error) {
    if (codeOf(error) === '' && !(error instanceof OpenError) && !(error instanceof NewerEventError))
      throw error;
    return null;
  }
}

function countSeats(path: string): KeptSeats {
  const db = openReadingCopy(path);
  try {
    let [inUnfinishedGames, inAllGames] = [0, 0];
    for (const gameId of gameIdsIn(db)) {
      const state = runAtOnce(foldGame(db, gameId, () => undefined))?.state;
      if (state === undefined) continue;
      const { size } = state.participants;
      inAllGames += size;
      if (state.status !== 'completed') inUnfinishedGames += size;
    }
    return { inUnfinishedGames, inAllGames };
  } finally {
    db.close();
  }
}
