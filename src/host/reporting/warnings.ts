/** Problems that do not stop the host: at most one warning per topic, for as long as it applies. */
import type { HostWarning } from '../../protocol/host-info.ts';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { TerminalWords } from '../start/terminal-words.ts';
import type { Recovery } from '../storage/recovery/recovery.ts';
import type { Cancel } from '../time/clock.ts';
import { warningSentence } from './warning-sentences.ts';
import { warningText } from './warning-texts.ts';

export type WarningTopic =
  | 'port'
  | 'address'
  | 'mdns'
  | 'pages'
  | 'log'
  | 'recovery'
  | 'unread end'
  | 'rescue'
  | 'displaced'
  | 'kept apart'
  | 'exposure'
  | 'key'
  | 'key file'
  | 'key set aside'
  | 'storage'
  | 'connections'
  | 'bus'
  | 'owners'
  | 'backup'
  | 'games'
  | 'newer games'
  | 'clock'
  | 'database clock'
  | 'sleep'
  | 'battery'
  | 'lid'
  | 'staying awake'
  | `folder ${string}`;

/** Topics that concern the stored games, which whoever runs the host has to look after. */
const ABOUT_GAMES: ReadonlySet<WarningTopic> = new Set([
  'recovery',
  'unread end',
  'rescue',
  'displaced',
  'kept apart',
  'exposure',
  'key',
  'key file',
  'key set aside',
  'storage',
  'backup',
  'games',
  'newer games',
]);
const isAboutGames = (topic: WarningTopic) => ABOUT_GAMES.has(topic) || topic.startsWith('folder ');

export interface Warnings {
  /** As they cross the wire. */
  list(): readonly HostWarning[];
  /** In these words, or else in English. */
  sentences(words?: TerminalWords): readonly string[];
  /** Replaces the warning of a topic; null: all is well. */
  set(topic: WarningTopic, warning: Warning | null): void;
  /** Called at each change, with the new sentence, or null when a warning was cleared. */
  listen(listener: (sentence: string | null) => void): Cancel;
}

export function createWarnings(): Warnings {
  const current = new Map<WarningTopic, { readonly warning: Warning; readonly presented: HostWarning }>();
  const listeners = new Set<(sentence: string | null) => void>();
  return {
    list: () => [...current.values()].map(({ presented }) => presented),
    sentences: (words) =>
      [...current.values()].map(({ warning, presented }) =>
        words === undefined ? presented.detail : warningText(warning, words),
      ),
    set(topic, warning) {
      const detail = warning === null ? null : warningSentence(warning);
      if (isSame(current.get(topic)?.presented ?? null, warning)) return;
      if (warning === null || detail === null) current.delete(topic);
      else current.set(topic, { warning, presented: presentWarning(warning, isAboutGames(topic)) });
      for (const listener of listeners) listener(detail);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Words that are the same may be about another time. */
function isSame(one: Pick<HostWarning, 'code' | 'params'> | null, other: Warning | null): boolean {
  if (one === null || other === null) return one === other;
  return one.code === other.code && JSON.stringify(one.params) === JSON.stringify(other.params);
}

/** `about_games`: whether it is about the stored games. */
export function presentWarning(warning: Warning, about_games: boolean): HostWarning {
  return { ...warning, detail: warningSentence(warning), about_games };
}

/** The warning after a start that found its database damaged. */
export function recoveryWarning(recovery: Recovery): Warning {
  const { games } = recovery;
  const codes = (wanted: 'backup' | 'file', isWhole: boolean) =>
    games.filter((game) => game.from === wanted && game.isWhole === isWhole).map(({ code }) => code);
  return {
    code: 'games_recovered',
    params: {
      kept_in: recovery.quarantineFolder,
      backup_at: recovery.backupAt,
      from_backup: codes('backup', false),
      incomplete: codes('file', false),
      complete: codes('file', true),
      lost: [...recovery.lostGames],
      missing: recovery.missingEvents.map(({ code }) => code),
      missing_steps: recovery.missingEvents.map(({ count }) => String(count)),
      others: recovery.otherGames,
      library: recovery.library,
      settings: recovery.areSettingsLost ? 'lost' : null,
    },
  };
}
