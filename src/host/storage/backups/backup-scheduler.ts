/**
 * Makes backups at startup, after every ten minutes of play, and at the end of a game; one that failed, a minute later again, and so the one
 * that follows a restore. While nobody plays, a change of the exercise library is backed up, at most every ten minutes: an afternoon of preparing has no play in it.
 */
import type { Warning } from '../../../protocol/host-warnings.ts';
import type { Room } from '../../rooms/room.ts';
import type { Rooms } from '../../rooms/rooms.ts';
import type { Cancel, Clock } from '../../time/clock.ts';
import { errorKindOf } from '../error-kind.ts';
import type { LibraryStore } from '../event-store.ts';
import type { BackupReason } from './backup-files.ts';
import type { Backups } from './backups.ts';

export const BACKUP_PLAY_MS = 10 * 60_000;
/** Of the monotonic clock, since the last backup. */
const BACKUP_LIBRARY_MS = 10 * 60_000;
const CHECK_EVERY_MS = 60_000;

export interface BackupSchedulerOptions {
  readonly rooms: Pick<Rooms, 'all' | 'watch'>;
  readonly backups: Pick<WatchedBackups, 'take' | 'failed'>;
  readonly clock: Clock;
  /** Null: it is backed up elsewhere. */
  readonly exerciseLibrary: Pick<LibraryStore, 'read'> | null;
  readonly report: (message: string, error: unknown) => void;
}

/** Starts with a backup at once, which the games do not wait for. Returns a function that stops the scheduler. */
export function startBackupScheduler({
  rooms,
  backups,
  clock,
  exerciseLibrary,
  report,
}: BackupSchedulerOptions): Cancel {
  const backedUpAt = new Map<string, number>();
  let cancelCheck: Cancel = () => undefined;
  let isStopped = false;
  let takenAt = clock.monotonic();
  /** Of the library, when it was looked at last; null: it was not yet. */
  let revision: number | null = null;

  const take = (reason: BackupReason) => {
    for (const room of rooms.all()) backedUpAt.set(room.epoch, room.moment().playMs);
    takenAt = clock.monotonic();
    backups.take(reason).catch((error: unknown) => report('no backup could be made', error));
  };

  const isDue = (room: Room) => room.moment().playMs - (backedUpAt.get(room.epoch) ?? 0) >= BACKUP_PLAY_MS;

  /** One that is in a backup by now is not backed up again: nothing has happened since the newest one then. */
  const backUpLibrary = async () => {
    const before = revision;
    revision = (await exerciseLibrary?.read())?.revision ?? 0;
    if (before !== null && revision !== before && !isStopped) take('play');
  };
  const lookAtLibrary = () => {
    backUpLibrary().catch((error: unknown) => {
      report('the library could not be looked at, to back it up', error);
    });
  };

  const check = () => {
    const failed = backups.failed();
    if (failed === 'after-restore') take(failed);
    else if (failed !== null || rooms.all().some(isDue)) take('play');
    else if (clock.monotonic() - takenAt >= BACKUP_LIBRARY_MS) lookAtLibrary();
    cancelCheck = clock.after(CHECK_EVERY_MS, check);
  };

  take('start');
  lookAtLibrary();
  cancelCheck = clock.after(CHECK_EVERY_MS, check);
  rooms.watch({
    opened(room) {
      let wasOver = room.state.status === 'completed';
      backedUpAt.set(room.epoch, room.moment().playMs);
      room.listen(() => {
        const isOver = room.state.status === 'completed';
        if (isOver && !wasOver && !isStopped) take('end');
        wasOver = isOver;
      });
    },
    wiped: (room) => void backedUpAt.delete(room.epoch),
  });

  return () => {
    isStopped = true;
    cancelCheck();
  };
}

export interface WatchedBackups extends Backups {
  /** Why the last one should have been made that failed and is not made up for, or tried again, yet; null: there is none. */
  failed(): BackupReason | null;
}

/** Whoever asks for a backup, or for a restore, is told in the answer. */
const IS_ANSWERED: readonly BackupReason[] = ['asked', 'before-restore'];

/**
 * The same backups.
 * @param warn called whenever one fails that nobody waits for; with null whenever one succeeds, whoever asked for it, or the newest one turns
 * out to hold everything
 */
export function watchedBackups(backups: Backups, warn: (warning: Warning | null) => void): WatchedBackups {
  let failed: BackupReason | null = null;
  return {
    list: () => backups.list(),
    holding: (name, step) => backups.holding(name, step),
    failed: () => failed,
    async take(reason) {
      const isAnswered = IS_ANSWERED.includes(reason);
      if (!isAnswered) failed = null;
      try {
        const taken = await backups.take(reason);
        failed = null;
        warn(null);
        return taken;
      } catch (error) {
        if (!isAnswered) {
          failed = reason;
          warn({ code: 'no_backup', params: { error: errorKindOf(error) } });
        }
        throw error;
      }
    },
  };
}
