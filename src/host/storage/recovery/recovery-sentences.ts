/** The sentences about a recovery, in English. */
import type { RecoveredGame, Recovery } from './recovery.ts';

export function recoverySentence({
  quarantineFolder,
  games,
  backupAt,
  library,
}: Omit<Recovery, 'sentence'>): string {
  return [
    quarantineFolder === null
      ? 'The file with the games was missing.'
      : `The file with the games was damaged. It is kept in ${quarantineFolder}.`,
    ...gameSentences(games, backupAt),
    ...(games.length === 0
      ? ['No game could be read, and there is no good backup: make a new game, or import an exported one.']
      : []),
    ...(library === null ? [] : [LIBRARY_SENTENCES[library]]),
  ].join(' ');
}

const LIBRARY_SENTENCES = {
  backup:
    'Your own exercises and templates were restored from the last backup: check whether later changes are missing.',
  lost: 'If you had exercises and templates of your own, they could not be read, and there is no backup of them: import their file if you saved one.',
} as const;

export function unfinishedWipeSentence(reason: string): string {
  return `What an interrupted wipe left is still in the file; the next start tries again. ${reason}`;
}

export const WIPE_FINISHED = 'What an interrupted wipe had left was removed.';

/**
 * One sentence for all games with the same result, so that the text stays short. It uses codes, because it is also logged and logs
 * contain no names.
 */
function gameSentences(games: readonly RecoveredGame[], backupAt: number | null): string[] {
  const older = games.filter(({ from }) => from === 'backup' && backupAt !== null);
  const read = games.filter((game) => !older.includes(game));
  const [whole, cut] = [read.filter(({ isWhole }) => isWhole), read.filter(({ isWhole }) => !isWhole)];
  const lost = `the backup of ${clockTime(backupAt ?? 0)}: what happened after that is lost. Ask the players.`;
  const missing = 'what could still be read: the last things that happened may be missing. Ask the players.';
  return [
    ...(older.length > 0 ? [`${named(older, 'goes', 'go')} on from ${lost}`] : []),
    ...(cut.length > 0 ? [`${named(cut, 'goes', 'go')} on from ${missing}`] : []),
    ...(whole.length > 0 ? [`${named(whole, 'is', 'are')} complete.`] : []),
  ];
}

/** "Game A goes", "Games A, B and C go". */
function named(games: readonly RecoveredGame[], one: string, several: string): string {
  const codes = new Intl.ListFormat('en-GB').format(games.map(({ code }) => code));
  return games.length === 1 ? `Game ${codes} ${one}` : `Games ${codes} ${several}`;
}

/** In the laptop's time zone: 24 November at 19:40. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
