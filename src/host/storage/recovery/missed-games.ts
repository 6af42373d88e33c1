/** Which games a recovery has lost, as far as anything tells. */
import { join } from 'node:path';
import { highestIdsIn } from '../backups/backup-contents.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { issuedIdsIn } from '../sqlite/issued-ids-file.ts';
import type { KnownHead } from '../sqlite/known-heads.ts';
import { gamesInBackup, gamesInBytesOf, type GameTraces, type ListedGames } from './game-traces.ts';
import type { IsWiped } from './wiped-again.ts';

/** There was at least one more; or there may have been, and nothing tells; null: nothing speaks for it. */
export type OtherGames = 'lost' | 'possible' | null;

export interface MissedGames {
  /** By their codes. */
  readonly codes: readonly string[];
  /** Those whose codes are not known. */
  readonly others: OtherGames;
}

interface MissedGamesOptions {
  readonly recovered: readonly { readonly gameId: number; readonly code: string }[];
  /** How far the games have come at least, as far as that was written down. */
  readonly known: readonly KnownHead[];
  /** What the tables of the damaged file tell; null: it could not be read at all, or there was none. */
  readonly listed: ListedGames | null;
  /** Nobody misses such a game. */
  readonly isWiped: IsWiped;
  /** Whether the end of the file or of its log is known to be lost, so that a game may have been in it. */
  readonly endIsLost: boolean;
  /** Whether bytes are gone, and not only changed. */
  readonly isCut: boolean;
  /** Damaged backups that are newer than what was used. */
  readonly damagedBackups: readonly string[];
  /** The backup that was used. */
  readonly backup: string | null;
}

/** Before the damaged file is moved. Throws the file system's error. */
export function missedGames(folder: string, options: MissedGamesOptions): MissedGames {
  const { recovered, listed, isWiped, endIsLost, damagedBackups, known } = options;
  const isListWhole = listed !== null && listed.isWhole && !endIsLost;
  const traces = new Map(isListWhole ? [] : bytesOf(folder, damagedBackups));
  for (const id of listed?.unfinished ?? []) traces.delete(id);
  for (const [id, code] of listed?.traces ?? []) traces.set(id, code ?? traces.get(id) ?? null);
  for (const { gameId, code } of known) traces.set(gameId, code);
  const ids = new Set(recovered.map(({ gameId }) => gameId));
  const recoveredCodes = new Set(recovered.map(({ code }) => code));
  const issued = Math.max(listed?.highestId ?? 0, issuedIdsIn(folder)?.game ?? 0);
  // A number alone may be damage.
  const isGame = (id: number, code: string | null) =>
    code === null ? issued === 0 || id <= issued : !recoveredCodes.has(code);
  const missed = [...traces].filter(
    ([id, code]) => !ids.has(id) && isGame(id, code) && !isWiped({ gameId: id, code }),
  );
  const codes = new Set(missed.toSorted(([a], [b]) => a - b).flatMap(([, code]) => code ?? []));
  const areOthersLost = missed.some(([, code]) => code === null);
  const accounted = Math.max(0, ...ids, ...traces.keys());
  const others = areOthersLost ? 'lost' : mayHaveBeenMore(folder, accounted, options) ? 'possible' : null;
  return { codes: [...codes], others };
}

function bytesOf(folder: string, damagedBackups: readonly string[]): GameTraces {
  const path = join(folder, DATABASE_FILE);
  const found = [...damagedBackups.map(gamesInBackup), gamesInBytesOf(path), gamesInBytesOf(`${path}-wal`)];
  return new Map(found.flatMap((traces) => [...traces]));
}

/** @param accounted the highest id of a game of which anything is known */
function mayHaveBeenMore(
  folder: string,
  accounted: number,
  { listed, endIsLost, isCut, backup }: MissedGamesOptions,
): boolean {
  // A game up to this id is in the backup, or was wiped before.
  const known = Math.max(accounted, backup === null ? 0 : highestIdsIn(backup).game);
  if (listed !== null && listed.isWhole && !isCut) return endIsLost && listed.highestId > known;
  const issued = issuedIdsIn(folder);
  return issued === null || issued.game > known;
}
