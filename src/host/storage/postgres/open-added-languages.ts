/** The files of added languages in a database, for a program that is no host: hosts may be running meanwhile, with or without others. */
import type { StoredLanguages } from '../../languages/stored-languages.ts';
import { systemClock } from '../../time/clock.ts';
import { createStorageHealth } from '../storage-health.ts';
import { openAddedLanguages } from './added-languages.ts';
import type { DatabaseAddress } from './address.ts';
import { openDatabase, type Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

const TABLE = {
  name: 'versions_table',
  text: "select to_regclass('trading_game_versions') is not null as known",
};
const VERSION = { name: 'latest_version', text: 'select max(version) as version from trading_game_versions' };

export interface OpenedLanguages {
  /** Null: no host of this version has been started on the database yet, or one of a newer version has. */
  readonly stored: StoredLanguages | null;
  /** Whether the database is of a newer version. */
  readonly isNewer: boolean;
  readonly close: () => Promise<void>;
}

/** Changes no table. Rejects with `StorageError`; nothing is left open then. */
export async function openLanguagesAt(address: DatabaseAddress): Promise<OpenedLanguages> {
  const database = openDatabase({
    address,
    clock: systemClock(),
    health: createStorageHealth(),
    report: () => undefined,
    connections: 1,
  });
  try {
    const version = await versionOf(database);
    const known = MIGRATIONS.at(-1)?.version ?? 0;
    return {
      stored: version === known ? openAddedLanguages(database) : null,
      isNewer: version > known,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** 0: it is no database of ours yet. */
function versionOf({ read }: Database): Promise<number> {
  return read(async (session) => {
    const [table] = (await session.run<{ known: boolean }>(TABLE)).rows;
    if (table?.known !== true) return 0;
    return (await session.run<{ version: number | null }>(VERSION)).rows[0]?.version ?? 0;
  });
}
