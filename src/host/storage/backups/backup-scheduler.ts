/** Makes backups at startup, after every ten minutes of play, and at the end of a game; one that failed, a minute later again. */
import type { Warning } from '../../../protocol/host-warnings.ts';
import type { Room } from '../../rooms/room.ts';
import type { Rooms } from '../../rooms/rooms.ts';
import type { Cancel, Clock } from '../../time/clock.ts';
import { errorKindOf } from '../error-kind.ts';
import type { BackupReason } from './backup-files.ts';
import type { Backups } from './backups.ts';

export const BACKUP_PLAY_MS = 10 * 60_000;
const CHECK_EVERY_MS = 60_000;

export interface BackupSchedulerOptions {
  readonly rooms: Pick<Rooms, 'all' | 'watch'>;
  readonly backups: Pick<Backups, 'take'>;
  readonly clock: Clock;
  /** Called after each attempt; null if it succeeded. */
  readonly warn: (warning: Warning | null) => void;
  readonly report: (message: string, error: unknown) => void;
}

/** Starts with a backup at once, which the games do not wait for. Returns a function that stops the scheduler. */
export function startBackupScheduler({
  rooms,
  backups,
  clock,
  warn,
  report,
}: BackupSchedulerOptions): Cancel {
  const backedUpAt = new Map<string, number>();
  let cancelCheck: Cancel = () => undefined;
  let isStopped = false;
  let hasFailed = false;

  const take = (reason: BackupReason) => {
    for (const room of rooms.all()) backedUpAt.set(room.epoch, room.moment().playMs);
    hasFailed = false;
    backups.take(reason).then(
      () => warn(null),
      (error: unknown) => {
        hasFailed = true;
        warn({ code: 'no_backup', params: { error: errorKindOf(error) } });
        report('no backup could be made', error);
      },
    );
  };

  const isDue = (room: Room) => room.moment().playMs - (backedUpAt.get(room.epoch) ?? 0) >= BACKUP_PLAY_MS;

  const check = () => {
    if (hasFailed || rooms.all().some(isDue)) take('play');
    cancelCheck = clock.after(CHECK_EVERY_MS, check);
  };

  take('start');
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

/** The same backups; calls `clear` whenever one succeeds, whoever asked for it, or the newest one turns out to hold everything. */
export function clearingBackups(backups: Backups, clear: () => void): Backups {
  return {
    list: () => backups.list(),
    async take(reason) {
      const taken = await backups.take(reason);
      clear();
      return taken;
    },
  };
}
