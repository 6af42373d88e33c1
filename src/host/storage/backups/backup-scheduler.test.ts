import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import type { Warning } from '../../../protocol/host-warnings.ts';
import { createLocalBus } from '../../rooms/event-bus.ts';
import type { Room } from '../../rooms/room.ts';
import { openRooms, type Rooms } from '../../rooms/rooms.ts';
import { createHostTime } from '../../time/clock.ts';
import { createManualClock, type ManualClock } from '../../time/manual-clock.fake.ts';
import { StorageError } from '../event-store.ts';
import { temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import type { BackupReason } from './backup-files.ts';
import {
  BACKUP_PLAY_MS,
  startBackupScheduler,
  watchedBackups,
  type WatchedBackups,
} from './backup-scheduler.ts';

const folder = temporaryFolder();
let clock: ManualClock;
let store: SqliteStore;
let rooms: Rooms;
let room: Room;
let taken: string[];
let warnings: (Warning | null)[];
let reported: unknown[];
let failing: Error | null;
let backups: WatchedBackups;
let end: () => void;

beforeEach(async () => {
  clock = createManualClock();
  store = openSqliteStore({ folder: folder.path, now: () => clock.wall() });
  const hostTime = createHostTime(clock);
  rooms = await openRooms({
    bus: createLocalBus(),
    eventStore: store.eventStore,
    clock,
    hostTime,
    pinOf: () => null,
    report: () => undefined,
  });
  const answer = () => ({ status: 201, body: '{}', secretsOf: null });
  await rooms.create({ name: 'Night', teamCount: 2, settings: {}, bankerName: 'B', key: null, answer });
  [room] = rooms.all() as [Room];
  taken = [];
  warnings = [];
  reported = [];
  failing = null;
  const made = {
    list: () => [],
    take(reason: BackupReason) {
      taken.push(reason);
      return failing === null ? Promise.resolve(null) : Promise.reject(failing);
    },
    holding: <T>(_name: string, step: () => Promise<T>) => step(),
  };
  backups = watchedBackups(made, (warning) => warnings.push(warning));
  end = startBackupScheduler({
    rooms,
    clock,
    exerciseLibrary: store.exerciseLibrary,
    report: (_message, error) => reported.push(error),
    backups,
  });
});

afterEach(async () => {
  end();
  await rooms.close();
  store.close();
  folder.dispose();
});

async function run(type: 'start' | 'pause' | 'end' | 'resume') {
  const answer = () => ({ status: 200, body: '{}', secretsOf: null });
  const command = type === 'pause' ? ({ type, reason: 'banker' } as const) : { type };
  await room.execute({
    actor: { id: HOST_ACTOR_ID, role: 'banker' },
    command,
    key: null,
    answer,
    refuse: answer,
  });
  await published();
}

/** Events are published in the next turn of the event loop. */
const published = () => new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));

describe('backups are made', () => {
  it('at startup, but not while nobody is playing', async () => {
    clock.advance(5 * BACKUP_PLAY_MS);
    await run('start');
    await run('pause');
    clock.advance(5 * BACKUP_PLAY_MS);
    expect(taken).toEqual(['start']);
  });

  it('after every ten minutes of play', async () => {
    await run('start');
    clock.advance(BACKUP_PLAY_MS - 60_000);
    expect(taken).toEqual(['start']);
    clock.advance(120_000);
    expect(taken).toEqual(['start', 'play']);
    clock.advance(2 * BACKUP_PLAY_MS);
    expect(taken).toEqual(['start', 'play', 'play', 'play']);
  });

  it('of a library that was changed while nobody plays, once, and not within ten minutes', async () => {
    const change = (revision: number) => store.exerciseLibrary.write({ revision, contents: '{}' }, null);
    const wait = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.advance(60_000);
        await published();
      }
    };
    await published();
    await change(1);
    await wait(9);
    expect(taken).toEqual(['start']);
    await wait(1);
    expect(taken).toEqual(['start', 'play']);
    await change(2);
    await change(3);
    await wait(9);
    expect(taken).toEqual(['start', 'play']);
    await wait(60);
    expect(taken).toEqual(['start', 'play', 'play']);
  });

  it('at the end of a game, once', async () => {
    await run('start');
    await run('end');
    await published();
    clock.advance(BACKUP_PLAY_MS);
    expect(taken).toEqual(['start', 'end']);
    await run('resume');
    await run('end');
    expect(taken).toEqual(['start', 'end', 'end']);
  });

  it('and a failure is reported until one succeeds', async () => {
    await run('start');
    failing = new StorageError('No backup could be made.', {
      cause: Object.assign(new Error('no space'), { code: 'ENOSPC' }),
    });
    await run('end');
    await Promise.resolve();
    expect(warnings.at(-1)).toEqual({ code: 'no_backup', params: { error: 'disk_full' } });
    expect(reported).toEqual([failing]);
    failing = null;
    await run('resume');
    await run('end');
    await Promise.resolve();
    expect(warnings.at(-1)).toBeNull();
  });

  it('again where the one after a restore failed, which is said until there is one, though nobody plays', async () => {
    await published();
    warnings = [];
    failing = new StorageError('No backup could be made.', {
      cause: Object.assign(new Error('no space'), { code: 'ENOSPC' }),
    });
    for (const answered of ['asked', 'before-restore'] as const)
      await expect(backups.take(answered)).rejects.toThrow('No backup');
    expect(warnings).toEqual([]);
    await expect(backups.take('after-restore')).rejects.toThrow('No backup');
    const said = { code: 'no_backup', params: { error: 'disk_full' } };
    expect(warnings).toEqual([said]);
    taken = [];
    for (let minute = 0; minute < 2; minute += 1) {
      clock.advance(60_000);
      await published();
    }
    expect(warnings).toEqual([said, said, said]);
    failing = null;
    for (let minute = 0; minute < 5; minute += 1) {
      clock.advance(60_000);
      await published();
    }
    expect(warnings.at(-1)).toBeNull();
    expect(taken).toEqual(['after-restore', 'after-restore', 'after-restore']);
  });

  it('once, not again where somebody has asked for one since that holds everything', async () => {
    await published();
    failing = new StorageError('No backup could be made.');
    await expect(backups.take('after-restore')).rejects.toThrow('No backup');
    failing = null;
    await backups.take('asked');
    taken = [];
    clock.advance(5 * 60_000);
    expect(taken).toEqual([]);
  });
});
