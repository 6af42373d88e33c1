/** Imports the games of another data folder: as new games, with their players' names; the phones have to join again. */
import { setAside } from './adopt-evenings.ts';
import type { Archive } from './archive.ts';
import { gameFile } from './log/game-file.ts';
import { ImportError } from './log/import-error.ts';
import { OpenError } from './log/open-error.ts';
import { openLog, type OpenLog } from './log/sqlite-log.ts';
import { codeOf } from './log/system-error.ts';

export interface ImportFolderOptions {
  readonly archive: Pick<Archive, 'importGame'>;
  /** Wall clock, ms. */
  readonly now: () => number;
}

/**
 * Imports every game of `folder` and renames the folder, so that this happens only once. Returns a sentence for the banker: what
 * was imported and what could not be. A folder that cannot be opened stays where it is, for the next start. Throws `StorageError`
 * when this host's own store fails.
 */
export function importFolder(folder: string, { archive, now }: ImportFolderOptions): string {
  try {
    const store = openLog({ folder, now });
    const { count, refused } = copyGames(store, archive, now());
    return `${whatCame(folder, count, refused)} ${whatIsLeft(folder)}`;
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    return `The games in ${folder} have not been imported yet. ${error.message}`;
  }
}

interface Copied {
  readonly count: number;
  /** Why a game could not be copied, a sentence each. */
  readonly refused: readonly string[];
}

function copyGames(store: OpenLog, archive: Pick<Archive, 'importGame'>, exportedAt: number): Copied {
  const refused: string[] = [];
  let count = 0;
  try {
    for (const { gameId, seq } of store.log.list()) {
      const lines = gameFile(store.log.read(gameId, 0), { names: 'real', exportedAt, count: seq });
      try {
        archive.importGame([...lines].join(''), UNASKED);
        count += 1;
      } catch (error) {
        if (!(error instanceof ImportError)) throw error;
        refused.push(error.message);
      }
    }
  } finally {
    store.close();
  }
  return { count, refused };
}

/** No client is waiting for a reply. */
const UNASKED = { key: null, answer: () => ({ status: 200, body: '', secretsOf: null }) } as const;

function whatCame(folder: string, count: number, refused: readonly string[]): string {
  const came = count === 1 ? 'One game was' : `${count} games were`;
  const stayed = refused.length === 0 ? '' : ` ${refused.length} could not be imported: ${refused[0] ?? ''}`;
  return `${came} imported from ${folder}.${stayed}`;
}

function whatIsLeft(folder: string): string {
  try {
    return `The old folder is kept as ${setAside(folder)}; delete it once you have checked that its games are here.`;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return `The old folder could not be set aside (${codeOf(error)}): move it away yourself, or its games will be imported again.`;
  }
}
