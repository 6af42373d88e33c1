/** Imports the games of another data folder: as new games, with their players' names; the phones have to join again. */
import type { Warning } from '../../../protocol/host-warnings.ts';
import type { Archive } from '../archive.ts';
import { errorKindOf } from '../error-kind.ts';
import { gameExport } from '../export/game-export.ts';
import { ImportError } from '../export/import-error.ts';
import { OpenError } from '../open-error.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { refuseFolderInUse } from './ask-running-host.ts';
import { retireFolder } from './choose-data-folder.ts';
import { codeOf } from './error-code.ts';

export interface ImportFolderOptions {
  readonly archive: Pick<Archive, 'importGame'>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Gets why a game was refused. */
  readonly report: (message: string, error: unknown) => void;
}

/**
 * Imports every game of `folder` and renames the folder, so that this happens only once. Returns what the banker has to know: what
 * was imported and what could not be. A folder that cannot be opened stays where it is, for the next start. Rejects with `StorageError`
 * when this host's own store fails.
 */
export async function importFolder(
  folder: string,
  { archive, now, report }: ImportFolderOptions,
): Promise<Warning> {
  try {
    await refuseFolderInUse(folder);
    const store = openSqliteStore({ folder, now });
    const counts = { folder, ...(await copyGames(store, { archive, exportedAt: now(), report })) };
    return retireImported(counts);
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    return { code: 'games_not_imported', params: { folder, error: errorKindOf(error) } };
  }
}

interface ImportCounts {
  readonly imported: number;
  readonly refused: number;
}

async function copyGames(
  store: SqliteStore,
  {
    archive,
    report,
    exportedAt,
  }: Pick<ImportFolderOptions, 'archive' | 'report'> & { readonly exportedAt: number },
): Promise<ImportCounts> {
  let [imported, refused] = [0, 0];
  try {
    for (const { gameId, seq } of await store.eventStore.list()) {
      const lines = gameExport(store.eventStore.read(gameId, 0), { names: 'real', exportedAt, count: seq });
      try {
        let text = '';
        for await (const line of lines) text += line;
        await archive.importGame(Buffer.from(text), WITHOUT_KEY);
        imported += 1;
      } catch (error) {
        if (!(error instanceof ImportError)) throw error;
        report('a game of an earlier folder could not be imported', error);
        refused += 1;
      }
    }
  } finally {
    store.close();
  }
  return { imported, refused };
}

/** No client is waiting for a reply. */
const WITHOUT_KEY = { key: null, answer: () => ({ status: 200, body: '', secretsOf: null }) } as const;

/** Renames a folder whose games were imported; where that fails, says that they will be imported again. */
export function retireImported(counts: ImportCounts & { readonly folder: string }): Warning {
  try {
    return { code: 'games_imported', params: { ...counts, kept_as: retireFolder(counts.folder) } };
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return { code: 'games_imported_twice', params: { ...counts, error: errorKindOf(error) } };
  }
}
