/** The host's store on SQLite: everything that must survive the evening, in one file. */
import { openConnection, synchronousLevel } from './connection.ts';
import type { EventLog, TicketStore } from './event-log.ts';
import { openGamesLog } from './games-log.ts';
import { openIds } from './ids.ts';
import { openSettings, type HostSettings } from './settings.ts';
import { createStorage } from './storage.ts';
import { openTickets } from './tickets.ts';
import { openWiper } from './wipe.ts';

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

/** Opens `games.sqlite3` in the folder for this process alone. Throws `OpenError`, or `StorageError` when it cannot be read. */
export function openLog({ folder, log: say = () => undefined }: OpenLogOptions): OpenLog {
  const db = openConnection(folder, say);
  try {
    const storage = createStorage(db);
    const tickets = openTickets(storage);
    const wiper = openWiper(storage);
    if (wiper.finish()) say('What an interrupted wipe had left was removed.');
    return {
      log: openGamesLog({ storage, ids: openIds(storage), tickets, wiper }),
      tickets,
      settings: openSettings(storage),
      synchronousLevel: () => synchronousLevel(db),
      close: () => {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
