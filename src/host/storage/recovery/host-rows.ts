/** What a database holds besides games: settings, the library, the answers of the laptop itself, one-time links and unfinished wipes. */
import type { Database } from 'better-sqlite3';
import type { StoredLibrary, TicketRecord } from '../event-store.ts';
import { hostResponsesIn, putHostResponses, type HostResponseRow } from '../sqlite/host-responses.ts';
import { putLibrary, readableLibrary } from '../sqlite/library-row.ts';
import { isSettingOfHost, openSettingRows, readableSettings, type SettingRow } from '../sqlite/settings.ts';
import { putTickets, readableTickets } from '../sqlite/tickets.ts';
import { putUnfinishedWipes, unfinishedWipesIn } from '../sqlite/wipe.ts';

/** As far as they can be read. */
export interface HostRows {
  readonly exerciseLibrary: StoredLibrary | 'damaged' | null;
  readonly settings: readonly Pick<SettingRow, 'name' | 'value'>[];
  readonly areSettingsWhole: boolean;
  /** In the order in which they were given. */
  readonly responses: readonly HostResponseRow[];
  readonly tickets: readonly TicketRecord[];
  /** The games that are wiped, of which traces may remain in this file or in backups. */
  readonly wiped: readonly number[];
}

export const NO_HOST_ROWS: HostRows = {
  exerciseLibrary: null,
  settings: [],
  areSettingsWhole: false,
  responses: [],
  tickets: [],
  wiped: [],
};

/** From any of our databases, however damaged. Throws what is no error of SQLite's. */
export function hostRowsIn(db: Database): HostRows {
  const { rows, isWhole } = readableSettings(db);
  return {
    exerciseLibrary: readableLibrary(db),
    settings: rows.filter(isSettingOfHost),
    areSettingsWhole: isWhole,
    responses: hostResponsesIn(rows),
    tickets: readableTickets(db),
    wiped: unfinishedWipesIn(rows),
  };
}

export type WrittenHostRows = Omit<HostRows, 'exerciseLibrary' | 'areSettingsWhole'> & {
  readonly exerciseLibrary: StoredLibrary | null;
};

/** To a new database that has the games already. Called inside a transaction. */
export function putHostRows(
  db: Database,
  { exerciseLibrary, settings, responses, tickets, wiped }: WrittenHostRows,
): void {
  if (exerciseLibrary !== null) putLibrary(db, exerciseLibrary);
  const rows = openSettingRows(db);
  for (const { name, value } of settings) rows.put(name, value);
  putHostResponses(db, responses);
  putTickets(db, tickets);
  if (wiped.length > 0) putUnfinishedWipes(db, wiped);
}
