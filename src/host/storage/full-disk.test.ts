/** Large copies on a disk that has too little room for them, or is filled by others meanwhile. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../game/events.ts';
import { createLocalBus } from '../rooms/event-bus.ts';
import { openRooms } from '../rooms/rooms.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createArchive, type Archive, type ArchiveRequest } from './archive.ts';
import { scrubBackups } from './backups/backup-scrub.ts';
import { errorKindOf } from './error-kind.ts';
import { NoRoomError } from './event-store.ts';
import { BASE_TIME, batch, createGame, joined, logged, readAll, requested } from './events.fixtures.ts';
import { announceRunningHost } from './folders/running-host.ts';
import { longGame } from './long-game.harness.ts';
import { canMount, makeDisk, type MountedDisk, noDisk } from './mounted-disk.harness.ts';
import type { FreeBytes } from './sqlite/disk-room.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';
import { openWifiFile } from './wifi-file.ts';

const MEGABYTE = 1_000_000;
const PLENTY = 1_000_000 * MEGABYTE;

let disk: MountedDisk;
let folder: string;
let store: SqliteStore | null;
let now: number;

function open(freeBytes?: FreeBytes): SqliteStore {
  store = openSqliteStore({
    folder,
    now: () => (now += 1_000),
    ...(freeBytes !== undefined && { freeBytes }),
  });
  return store;
}

beforeEach(() => {
  disk = makeDisk();
  folder = join(disk.path, 'data');
  now = BASE_TIME;
  store = null;
});
afterEach(() => {
  store?.close();
  disk.dispose();
});

/** All files of the data folder, with those of folders in it. */
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const filesThatAreLeft = () => files().filter((name) => /\.(?:reserve|partial|new)|-journal/.test(name));

describe.skipIf(!canMount)(`G8 what fills the disk${noDisk}`, () => {
  /** About 20 MB in the file. */
  const events: readonly LoggedEvent[] = Array.from({ length: 150_000 }, (_each, index) =>
    logged(index + 1, requested(index)),
  );

  it(
    'is taken back at once, although nobody makes room: everybody goes on, and the disk has its room again',
    { timeout: 60_000 },
    async () => {
      disk.mount('size=30m');
      const { eventStore, staging, health } = open();
      const gameId = await createGame(eventStore);
      const before = disk.free();
      const other = await eventStore.nextId('game');
      const staged = staging.stage(other, 'LARGE1', events);
      await expect(staged).rejects.toSatisfy((error) => errorKindOf(error) === 'disk_full');
      expect(filesThatAreLeft()).toEqual([]);
      expect(health.current()).toBeNull();
      await eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
      expect((await eventStore.list()).map((game) => game.gameId)).toEqual([gameId]);
      // It may be asked for by somebody who has no more to write.
      await staging.discard(other);
      expect(disk.free()).toBeGreaterThan(before - MEGABYTE);
    },
  );

  it('is taken back although another program has taken what was left', { timeout: 60_000 }, async () => {
    disk.mount('size=60m');
    const { eventStore, staging } = open();
    const gameId = await createGame(eventStore);
    const other = await eventStore.nextId('game');
    const before = disk.free();
    const staged = staging.stage(other, 'LARGE1', events);
    const refused = staged.then(() => null, errorKindOf);
    // The reserve, and then some of the game.
    while (disk.free() > before - 20 * MEGABYTE) await new Promise(setImmediate);
    disk.fill();
    expect(await refused).toBe('disk_full');
    expect(filesThatAreLeft()).toEqual([]);
    await eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    expect(disk.free()).toBeGreaterThan(10 * MEGABYTE);
    store?.close();
    const again = open();
    expect(again.isReading()).toBe(false);
    expect(await readAll(again.eventStore, gameId)).toHaveLength(2);
  });

  it.each<readonly [string, () => unknown]>([
    [
      'the Wi-Fi',
      () =>
        openWifiFile(folder, () => undefined).write({
          network: { ssid: 'Night', security: 'wpa', password: 'x'.repeat(60), hidden: false },
          on_board: false,
        }),
    ],
    [
      'where the host runs',
      () =>
        announceRunningHost(folder, { port: 4747, secret: 's'.repeat(64) }, (_message, error) => {
          throw error;
        }),
    ],
    [
      'a backup without one of its games',
      () => {
        // Enough to copy it, and too little to rewrite the copy.
        const [{ bytes } = { bytes: 0 }] = store?.backups.list() ?? [];
        disk.makeRoom();
        disk.fill(bytes);
        scrubBackups(folder, [1]);
      },
    ],
  ])('leaves no half of a file behind: %s', async (_what, write) => {
    disk.mount('size=16m');
    const { eventStore, backups } = open();
    const gameId = await createGame(eventStore);
    expect(gameId).toBe(1);
    await createGame(eventStore);
    await backups.take('asked');
    const before = files();
    disk.fill();
    expect(write).toThrow(/ENOSPC|SQLITE_FULL|full|could not be stored/);
    expect(files()).toEqual(before);
  });
});

describe('a copy for which the disk has too little room', () => {
  let free: number | null;
  let archive: Archive;
  const request: ArchiveRequest = {
    key: null,
    answer: () => ({ status: 200, body: '{}', secretsOf: null }),
  };

  const start = async () => {
    const clock = createManualClock();
    const opened = open(() => free);
    const rooms = await openRooms({
      bus: createLocalBus(),
      eventStore: opened.eventStore,
      games: opened.games,
      clock,
      hostTime: createHostTime(clock),
      pinOf: () => null,
      report: () => undefined,
    });
    archive = createArchive({ store: opened, rooms, now: () => now, report: () => undefined });
    return opened;
  };

  beforeEach(() => {
    free = PLENTY;
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    ['an import', () => archive.importGame(longGame(10_000), request)],
    ['a restore', async () => archive.restore((await archive.backups())[0]?.name ?? '', null, request)],
    [
      'a backup',
      async () => {
        if (store !== null) await createGame(store.eventStore);
        return archive.backUp();
      },
    ],
  ])('is not begun, and says how much is missing: %s', async (_what, copy) => {
    const { eventStore, health } = await start();
    await archive.importGame(longGame(10_000), request);
    await archive.backUp();
    const before = (await eventStore.list()).length;
    free = MEGABYTE;
    const refused = await copy().then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(NoRoomError);
    const { message, missingMegabytes } = refused as NoRoomError;
    expect(missingMegabytes).toBeGreaterThan(1);
    expect(message).toBe(
      `The laptop's disk has too little room for this. Free ${missingMegabytes} MB, then try again.`,
    );
    expect(filesThatAreLeft()).toEqual([]);
    expect((await eventStore.list()).length - before).toBeLessThanOrEqual(1);
    expect(health.current()).toBeNull();
    free = (1 + missingMegabytes) * MEGABYTE;
    await copy();
  });

  it('is tried where nobody can tell', async () => {
    const { eventStore } = await start();
    free = null;
    await archive.importGame(longGame(100), request);
    expect(await eventStore.list()).toHaveLength(1);
  });

  it('leaves nothing of what a kill left of the reserve', async () => {
    const { eventStore, staging } = await start();
    await staging.stage(await eventStore.nextId('game'), 'LARGE1', [logged(1, requested(1))]);
    expect(existsSync(join(folder, 'games.reserve'))).toBe(true);
    store?.close();
    await start();
    expect(existsSync(join(folder, 'games.reserve'))).toBe(false);
  });
});
