/** What a list of backups means for one game, or for the whole laptop. */
import type { Backup } from '../../../protocol/backups.ts';

/** Backups that may hold this game: those that do, and damaged ones, which can't be read. */
export function backupsOf(backups: readonly Backup[], gameCode: string): readonly Backup[] {
  return backups.filter(
    ({ games }) => games === null || games.some(({ game_code }) => game_code === gameCode),
  );
}

/**
 * How many events the game has had since that backup. Null when unknown: games were restored since then, or the backup
 * doesn't hold the game.
 * @param backups newest first, `backup` among them.
 * @param seq of the game as it is now.
 */
export function eventsSince(
  backups: readonly Backup[],
  backup: Backup,
  { gameCode, seq }: { readonly gameCode: string; readonly seq: number },
): number | null {
  const newer = backups.slice(0, backups.indexOf(backup));
  const wasPutBack =
    backup.reason === 'before-restore' ||
    newer.some(({ reason }) => reason === 'before-restore' || reason === 'after-restore');
  const held = backup.games?.find(({ game_code }) => game_code === gameCode);
  return wasPutBack || held === undefined || held.events > seq ? null : seq - held.events;
}

/** The games on this laptop that a full restore would remove, because the backup doesn't hold them. */
export function gamesLostBy<Game extends { readonly game_code: string }>(
  { games }: Pick<Backup, 'games'>,
  present: readonly Game[],
): readonly Game[] {
  const held = new Set(games?.map(({ game_code }) => game_code));
  return present.filter(({ game_code }) => !held.has(game_code));
}
