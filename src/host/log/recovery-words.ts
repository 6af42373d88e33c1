/** What the desk says of a recovery, in English, all in one place. */
import type { RecoveredGame } from './recovery.ts';

export function recoverySentence(
  setAside: string,
  games: readonly RecoveredGame[],
  backupAt: number | null,
): string {
  return [
    `The file with the games was damaged. It is kept in ${setAside}.`,
    ...games.map((game) => gameSentence(game, backupAt)),
    ...(games.length === 0
      ? ['No game could be read, and there was no good backup: make a new game, or import an exported one.']
      : []),
  ].join(' ');
}

export function wipeLeftSentence(because: string): string {
  return `What an interrupted wipe left is still in the file; the next start tries again. ${because}`;
}

export const WIPE_FINISHED = 'What an interrupted wipe had left was removed.';

/** Games go by their code here: the sentence is logged too, and a log holds no names. */
function gameSentence({ code, from, isWhole }: RecoveredGame, backupAt: number | null): string {
  const game = `Game ${code}`;
  if (from === 'backup' && backupAt !== null)
    return `${game} goes on from the backup of ${clockTime(backupAt)}: what happened after that is lost. Ask the players.`;
  if (isWhole) return `${game} is complete.`;
  return `${game} goes on from what could still be read: the last things that happened may be missing. Ask the players.`;
}

/** As the laptop's own clock shows it: 24 November, 19:40. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
