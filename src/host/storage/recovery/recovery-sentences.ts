/** The sentences about a recovery, in English. */
import type { MissingEvents, RecoveredGame, Recovery } from './recovery.ts';

export function recoverySentence({
  quarantineFolder,
  games,
  backupAt,
  lostGames,
  missingEvents,
  otherGames,
  library,
  areSettingsLost,
}: Omit<Recovery, 'sentence'>): string {
  const nothing = games.length === 0 && lostGames.length === 0;
  return [
    quarantineFolder === null
      ? 'The file with the games was missing.'
      : `The file with the games was damaged. It is kept in ${quarantineFolder}.`,
    ...(lostGames.length === 0 ? [] : [lostSentence(lostGames)]),
    ...gameSentences(games, backupAt),
    ...(missingEvents.length === 0 ? [] : [missingSentence(missingEvents)]),
    ...(nothing
      ? ['No game could be read, and there is no good backup: make a new game, or import an exported one.']
      : []),
    ...(otherGames === null || (nothing && otherGames === 'possible') ? [] : [OTHER_GAMES[otherGames]]),
    ...(library === null ? [] : [LIBRARY_SENTENCES[library]]),
    ...(areSettingsLost ? [SETTINGS_LOST] : []),
  ].join(' ');
}

function lostSentence(codes: readonly string[]): string {
  const [them, ask] =
    codes.length === 1
      ? ['it', 'import it if you exported it, or make a new game']
      : ['them', 'import what you exported, or make new games'];
  return `${named(codes)} could not be read, and no good backup contains ${them}: ${ask}.`;
}

/** A step is what the desk calls an event. */
function missingSentence(missing: readonly MissingEvents[]): string {
  const each = missing.map(({ code, count }) => `${code} (${count})`);
  return `At least this many steps are missing, and no good backup has them: ${new Intl.ListFormat('en-GB').format(each)}.`;
}

const OTHER_GAMES = {
  lost: 'At least one more game is lost; not even its code could be read.',
  possible:
    'There is no way to tell whether more games are lost: if one is missing, import it if you exported it.',
} as const;

const LIBRARY_SENTENCES = {
  backup:
    'Your own exercises and templates were restored from the last backup: check whether later changes are missing.',
  incomplete: 'Check your own exercises and templates, if you have any: the latest changes may be missing.',
  lost: 'If you had exercises and templates of your own, they could not be read, and there is no backup of them: import their file if you saved one.',
} as const;

const SETTINGS_LOST =
  'Some settings of this laptop could not be read: check that phones are shown the right address.';

export function unfinishedWipeSentence(reason: string): string {
  return `What an interrupted wipe left is still in the file; the next start tries again. ${reason}`;
}

/** For the log, of games that an older copy of the database has brought back. */
export function wipedAgainSentence(codes: readonly string[]): string {
  return `The games are as in an older copy, in which ${codes.join(', ')} was not wiped yet. What was wiped is wiped again.`;
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
    ...(older.length > 0 ? [`${namedWith(older, 'goes', 'go')} on from ${lost}`] : []),
    ...(cut.length > 0 ? [`${namedWith(cut, 'goes', 'go')} on from ${missing}`] : []),
    ...(whole.length > 0 ? [`${namedWith(whole, 'is', 'are')} complete.`] : []),
  ];
}

/** "Game A", "Games A, B and C". */
function named(codes: readonly string[]): string {
  return `${codes.length === 1 ? 'Game' : 'Games'} ${new Intl.ListFormat('en-GB').format(codes)}`;
}

/** "Game A goes", "Games A, B and C go". */
function namedWith(games: readonly RecoveredGame[], one: string, several: string): string {
  return `${named(games.map(({ code }) => code))} ${games.length === 1 ? one : several}`;
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
