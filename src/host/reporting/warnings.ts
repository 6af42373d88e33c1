/** What does not work as it should but stops nothing: one warning a topic, as long as it holds. */
import type { HostWarning } from '../../protocol/host-info.ts';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Recovery } from '../storage/recovery/recovery.ts';
import type { Cancel } from '../time/clock.ts';
import { warningSentence } from './warning-sentences.ts';

type WarningTopic =
  | 'port'
  | 'address'
  | 'mdns'
  | 'pages'
  | 'log'
  | 'recovery'
  | 'storage'
  | 'backup'
  | `folder ${string}`;

/** What is said about the games kept here: whoever runs the host has to look after them. */
const ABOUT_GAMES: ReadonlySet<WarningTopic> = new Set(['recovery', 'storage', 'backup']);
const isAboutGames = (topic: WarningTopic) => ABOUT_GAMES.has(topic) || topic.startsWith('folder ');

export interface Warnings {
  /** As they cross the wire. */
  list(): readonly HostWarning[];
  /** Replaces what is said about a topic; null: all is well. */
  set(topic: WarningTopic, warning: Warning | null): void;
  /** Told at each change; `fresh`: the sentence that is new, null when one was taken back. */
  listen(listener: (sentence: string | null) => void): Cancel;
}

export function createWarnings(): Warnings {
  const current = new Map<WarningTopic, HostWarning>();
  const listeners = new Set<(sentence: string | null) => void>();
  return {
    list: () => [...current.values()],
    set(topic, warning) {
      const detail = warning === null ? null : warningSentence(warning);
      if ((current.get(topic)?.detail ?? null) === detail) return;
      if (warning === null || detail === null) current.delete(topic);
      else current.set(topic, { ...warning, detail, about_games: isAboutGames(topic) });
      for (const listener of listeners) listener(detail);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a start says that found its database damaged. */
export function recoveryWarning({ setAside, games, backupAt }: Recovery): Warning {
  const codes = (wanted: 'backup' | 'file', isWhole: boolean) =>
    games.filter((game) => game.from === wanted && game.isWhole === isWhole).map(({ code }) => code);
  return {
    code: 'games_recovered',
    params: {
      kept_in: setAside,
      backup_at: backupAt,
      from_backup: codes('backup', false),
      incomplete: codes('file', false),
      complete: codes('file', true),
    },
  };
}
