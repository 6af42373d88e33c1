/** The host's store on SQLite: everything that must survive the evening, in one file. */
import type { Database } from 'better-sqlite3';
import { openConnection, openError, synchronousLevel } from './connection.ts';
import { StorageError, type EventLog, type TicketStore } from './event-log.ts';
import { openGamesLog } from './games-log.ts';
import { openIds } from './ids.ts';
import { openSettings, type HostSettings } from './settings.ts';
import { createStorage } from './storage.ts';
import { openTickets } from './tickets.ts';
import { openWiper, type Wiper } from './wipe.ts';

export interface OpenLogOptions {
  /** Made where it is missing. */
  readonly folder: string;
  /** Told, in sentences, what a person may want to know. */
  readonly log?: (line: string) => void;
}

export interface OpenLog {
  readonly log: EventLog;
  readonly tickets: TicketStore;
  readonly settings: HostSettings;
  /** `PRAGMA synchronous` as it is in force: 2 (FULL), always. */
  synchronousLevel(): number;
  /** Gives the file back. Everything acknowledged is in it either way. */
  close(): void;
}

/** Opens `games.sqlite3` in the folder for this process alone. Throws `OpenError`, after which nothing is held open. */
export function openLog({ folder, log: say = () => undefined }: OpenLogOptions): OpenLog {
  const db = openConnection(folder, say);
  try {
    return logOn(db, say);
  } catch (error) {
    db.close();
    throw openError(db.name, error);
  }
}

/** The store on an open connection, which it closes. Throws `StorageError` or what SQLite says. */
export function logOn(db: Database, say: (line: string) => void): OpenLog {
  const storage = createStorage(db);
  const tickets = openTickets(storage);
  const wiper = openWiper(storage);
  finishWipe(wiper, say);
  return {
    log: openGamesLog({ storage, ids: openIds(storage), tickets, wiper }),
    tickets,
    settings: openSettings(storage),
    synchronousLevel: () => synchronousLevel(db),
    close: () => {
      db.close();
    },
  };
}

/** A host with a full disk still starts and shows its games. */
function finishWipe(wiper: Wiper, say: (line: string) => void): void {
  try {
    if (wiper.finish()) say('What an interrupted wipe had left was removed.');
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    say(`What an interrupted wipe left is still in the file; the next start tries again. ${error.message}`);
  }
}
