/** What a list of backups says to one game, or to the whole laptop. */
import type { Backup } from '../../../protocol/backups.ts';

/** Those that may hold this game: it is in them, or they are damaged and nobody knows. */
export function backupsOf(backups: readonly Backup[], gameCode: string): readonly Backup[] {
  return backups.filter(
    ({ games }) => games === null || games.some(({ game_code }) => game_code === gameCode),
  );
}

/**
 * How many things happened in the game since that backup. Null: nobody can notify, because games were put back since then, or it
 * does not hold the game.
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

/** Games of the laptop that go away when all of it is put back: the backup does not know them. */
export function gamesLostBy<Game extends { readonly game_code: string }>(
  { games }: Pick<Backup, 'games'>,
  present: readonly Game[],
): readonly Game[] {
  const held = new Set(games?.map(({ game_code }) => game_code));
  return present.filter(({ game_code }) => !held.has(game_code));
}
