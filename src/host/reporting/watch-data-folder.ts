/** Looks after the data folder while nobody writes: trouble is noticed, and its warning goes when its cause has gone. */
import { lstatSync } from 'node:fs';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { HostStore } from '../storage/open-store.ts';
import type { Recovery } from '../storage/recovery/recovery.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { HostLogger } from './logger.ts';
import { recoveryWarning, type WarningTopic } from './warnings.ts';

export const FOLDER_CHECK_MS = 10_000;

export interface DataFolderWatchOptions {
  readonly data: HostStore;
  readonly hostLogger: Pick<HostLogger, 'check' | 'report'>;
  readonly clock: Clock;
  readonly warn: (topic: WarningTopic, warning: Warning | null) => void;
}

/** Sets the warnings about what was found at the start, then looks every ten seconds. */
export function watchDataFolder({ data, hostLogger, clock, warn }: DataFolderWatchOptions): Cancel {
  /** Warnings that say where something is kept, by their topics. They go with it. */
  const kept = new Map<WarningTopic, string>();
  const warnKept = (topic: WarningTopic, warning: Warning, path: string | null) => {
    warn(topic, warning);
    if (path === null) kept.delete(topic);
    else kept.set(topic, path);
  };
  const warnStorage = () => {
    const error = data.health.current();
    warn('storage', error && { code: 'storage', params: { error } });
  };

  /** One at a time: each of them has to be looked at. What this host has kept itself has a warning of its own. */
  const warnKeptApart = () => {
    const own = kept.get('displaced');
    const path = data.keptByDisplaced().find((each) => each !== own);
    warn('kept apart', path === undefined ? null : { code: 'games_kept_apart', params: { kept_as: path } });
  };

  let recovered: Recovery | null = null;
  const warnRecovered = (found: Recovery | null) => {
    if (found === null || found === recovered) return;
    recovered = found;
    warnKept('recovery', recoveryWarning(found), found.quarantineFolder);
  };

  const look = () => {
    try {
      data.check();
      warnRecovered(data.recoveredLater());
      warn('unread end', data.isEndUnread() ? { code: 'games_end_unread', params: {} } : null);
      hostLogger.check();
      const exposed = data.exposedPath();
      warn('exposure', exposed === null ? null : { code: 'data_exposed', params: { path: exposed } });
      warnKeptApart();
    } catch (error) {
      hostLogger.report('the data folder could not be looked after', error);
    }
    for (const [topic, path] of kept) {
      if (isThere(path)) continue;
      kept.delete(topic);
      warn(topic, null);
    }
  };

  let cancel: Cancel = () => undefined;
  const schedule = () => {
    cancel = clock.after(FOLDER_CHECK_MS, () => {
      look();
      schedule();
    });
  };

  warnRecovered(data.recovered);
  warn('key', data.isKeyRenewed ? { code: 'key_renewed', params: {} } : null);
  const stopWatching = data.health.watch(warnStorage);
  const stopListening = data.onRescue(({ quarantineFolder }) =>
    warnKept('rescue', { code: 'games_rescued', params: { kept_in: quarantineFolder } }, quarantineFolder),
  );
  const stopWaiting = data.onDisplaced((keptAs) =>
    warnKept('displaced', { code: 'games_displaced', params: { kept_as: keptAs } }, keptAs),
  );
  const stopKeeping = data.keptHostKey.watch(({ failure, setAside }) => {
    warn('key file', failure && { code: 'key_not_written', params: { error: failure } });
    if (setAside !== null)
      warnKept('key set aside', { code: 'key_set_aside', params: { kept_as: setAside } }, setAside);
  });
  warnStorage();
  look();
  schedule();
  return () => {
    cancel();
    stopWatching();
    stopListening();
    stopWaiting();
    stopKeeping();
  };
}

/** A link whose target is gone is there, too. */
const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
