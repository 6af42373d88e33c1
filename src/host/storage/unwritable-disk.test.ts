/** Starts on disks that cannot be written: real mounts where this process may make them, and faults of SQLite's own elsewhere. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostWarning } from '../../protocol/host-info.ts';
import { HOST_KEY_FILE, loadHostKey } from '../auth/host-key.ts';
import type { Host } from '../host.ts';
import { FOLDER_CHECK_MS } from '../reporting/watch-data-folder.ts';
import { callText, TestHost, type CreatedGame, type Joined } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { canMount, makeDisk, type MountedDisk, noDisk } from './mounted-disk.harness.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const DISK_BYTES = 1_200_000;

let place: MountedDisk;
let folder: string;
let clock: ManualClock;
let testHost: TestHost;

async function call<T>(host: Host, path: string, body?: object): Promise<T> {
  return JSON.parse(await callText(host, path, body)) as T;
}

const start = () => testHost.start({ port: 0, dataFolder: folder, clock });

async function warningsOf(host: Host): Promise<readonly HostWarning[]> {
  return (await call<{ warnings: readonly HostWarning[] }>(host, '/host')).warnings;
}

/** An evening with two players, written while the disk was well. */
async function evening(): Promise<{ code: string; anna: Joined }> {
  const host = await start();
  const { game_code: code } = await call<CreatedGame>(host, '/games', { name: 'Night' });
  const joined = await fetch(`${host.url}/api/v2/games/${code}/players`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ player_name: 'Anna', team_number: 1 }),
  });
  const anna = (await joined.json()) as Joined;
  await host.close();
  return { code, anna };
}

/** The desk opens by its link, as in the app and in the terminal. */
async function openDesk(host: Host): Promise<number> {
  const [, ticket] = (await host.deskUrl()).split('#ticket=');
  const response = await fetch(`${host.url}/api/v2/tickets/redeem`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ ticket }),
  });
  return response.status;
}

/** Everything that can be done for reading works, every change is refused with the reason, and nothing is written. */
async function expectReading(host: Host, { code, anna }: Awaited<ReturnType<typeof evening>>, said: RegExp) {
  const path = `/games/${code}`;
  expect(await openDesk(host)).toBe(200);
  expect(await callText(host, path)).toContain('Night');
  expect(await callText(host, `${path}/players`)).toContain('Anna');
  expect(await callText(host, `${path}/events`)).toContain('participant_joined');
  expect(await callText(host, `${path}/export?names=real`)).toContain('"Anna"');
  expect(await callText(host, '/backups')).toContain('items');
  const own = await fetch(`${host.url}/api/v2${path}/me`, {
    headers: { authorization: `Bearer ${anna.token}` },
  });
  expect(own.status).toBe(200);
  const changes = [
    ['/games', { name: 'Another' }],
    [`${path}/start`, {}],
    [`${path}/players`, { player_name: 'Ben' }],
    [`${path}/tickets`, { for: 'board' }],
    ['/backups', {}],
  ] as const;
  for (const [at, body] of changes) await expect(callText(host, at, body)).rejects.toThrow(said);
  const aboutStorage = (await warningsOf(host)).filter(({ code: each }) => each === 'storage');
  expect(aboutStorage.map(({ detail }) => detail)).toEqual([expect.stringMatching(said)]);
}

/** The codes of the warnings that stay once everything works again. */
async function writeAgain(
  host: Host,
  { code }: Awaited<ReturnType<typeof evening>>,
): Promise<readonly string[]> {
  await callText(host, `/games/${code}/start`, {});
  await callText(host, `/games/${code}/players`, { player_name: 'Ben' });
  await callText(host, '/backups', {});
  const codes = async () => (await warningsOf(host)).map(({ code: each }) => each);
  await expect.poll(codes).not.toContain('log_not_written');
  return codes();
}

beforeEach(() => {
  place = makeDisk();
  folder = join(place.path, 'data');
  clock = createManualClock();
  testHost = new TestHost();
});

afterEach(async () => {
  await testHost.close();
  place.dispose();
});

describe.skipIf(!canMount)(`G8 a start on a real disk that cannot be written${noDisk}`, () => {
  it(
    'for reading, if it is write-protected; and it writes by itself once it may',
    { timeout: 30_000 },
    async () => {
      place.mount('size=16m');
      const game = await evening();
      place.remount('ro');
      const host = await start();
      await expectReading(host, game, /write-protected/);
      place.remount('rw');
      clock.advance(2 * FOLDER_CHECK_MS + 60_000);
      expect(await writeAgain(host, game)).toEqual(['pages_missing']);
      await host.close();
      const again = await start();
      expect(await callText(again, `/games/${game.code}/players`)).toContain('Ben');
    },
  );

  it(
    'for reading, if it is full; and it writes by itself once there is room',
    { timeout: 30_000 },
    async () => {
      place.mount(`size=${DISK_BYTES}`);
      const game = await evening();
      place.fill();
      const host = await start();
      // A backup is refused before it takes what little there is.
      await expectReading(
        host,
        game,
        /The disk is full: free some space|disk has too little room for this. Free 1 MB/,
      );
      place.makeRoom();
      clock.advance(2 * FOLDER_CHECK_MS + 60_000);
      expect(await writeAgain(host, game)).toEqual(['pages_missing']);
    },
  );

  it('for reading, if it is full and without a file name left', { timeout: 30_000 }, async () => {
    place.mount('size=16m', 'nr_inodes=15');
    const game = await evening();
    const fillers: string[] = [];
    const addFile = () => {
      const name = join(place.path, `filler-${fillers.length}`);
      writeFileSync(name, '');
      fillers.push(name);
    };
    expect(() => {
      for (;;) addFile();
    }).toThrow('ENOSPC');
    const host = await start();
    expect(await openDesk(host)).toBe(200);
    expect(await callText(host, `/games/${game.code}/export?names=real`)).toContain('"Anna"');
    for (const name of fillers) rmSync(name);
    clock.advance(2 * FOLDER_CHECK_MS + 60_000);
    expect(await writeAgain(host, game)).toEqual(['pages_missing']);
  });

  /** What a crash leaves: the last player is in the WAL alone. */
  async function crashedEvening(): Promise<Awaited<ReturnType<typeof evening>>> {
    const game = await evening();
    const first = await start();
    await call(first, `/games/${game.code}/players`, { player_name: 'Lastminute' });
    expect(statSync(join(folder, 'games.sqlite3-wal')).size).toBeGreaterThan(0);
    const crashed = join(place.path, 'crashed');
    execFileSync('cp', ['-a', folder, crashed]);
    await first.close();
    folder = crashed;
    return game;
  }

  it('with the WAL that a crash left: everything acknowledged can be read', { timeout: 30_000 }, async () => {
    place.mount('size=16m');
    const game = await crashedEvening();
    const before = readdirSync(folder);
    place.remount('ro');
    const host = await start();
    expect(await callText(host, `/games/${game.code}/players`)).toContain('Lastminute');
    expect(readdirSync(folder)).toEqual(before);
  });

  it(
    'with a flipped bit in that WAL: so it can, and the game goes on later',
    { timeout: 30_000 },
    async () => {
      place.mount('size=16m');
      const game = await crashedEvening();
      const path = join(folder, 'games.sqlite3-wal');
      const wal = readFileSync(path);
      wal.writeUInt8(wal.readUInt8(3_000) ^ 4, 3_000);
      writeFileSync(path, wal);
      place.remount('ro');
      const host = await start();
      expect(await callText(host, `/games/${game.code}/players`)).toContain('Lastminute');
      expect(readFileSync(path)).toEqual(wal);
      place.remount('rw');
      clock.advance(2 * FOLDER_CHECK_MS + 60_000);
      await call(host, `/games/${game.code}/players`, { player_name: 'Later' });
      expect(await callText(host, `/games/${game.code}/players`)).toContain('Lastminute');
    },
  );

  it('for the first time, if it is full: the desk opens and says so', async () => {
    place.mount('size=64k');
    mkdirSync(folder);
    place.fill();
    const host = await start();
    expect(await openDesk(host)).toBe(200);
    await expect(callText(host, '/games', { name: 'Night' })).rejects.toThrow(/The disk is full/);
    const { ownerToken } = host;
    execFileSync('mount', ['-o', 'remount,size=16m', place.path]);
    clock.advance(FOLDER_CHECK_MS);
    await callText(host, '/games', { name: 'Night' });
    await host.close();
    expect((await start()).ownerToken).toBe(ownerToken);
  });

  it.each<readonly [string, () => void]>([
    ['write-protected', () => place.remount('ro')],
    ['full', () => place.fill()],
  ])(
    'is refused if it is %s and the host key is damaged: another key would take every seat',
    async (_, spoil) => {
      place.mount('size=16m');
      await evening();
      const key = join(folder, HOST_KEY_FILE);
      const intact = readFileSync(key);
      const damaged = Buffer.from(intact);
      damaged[5] = (damaged[5] ?? 0) ^ 1;
      writeFileSync(key, damaged);
      spoil();
      await expect(start()).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringMatching(/host\.key is damaged\. Put the right file back/) as string,
      });
      expect(readFileSync(key)).toEqual(damaged);
    },
  );

  it('lends a key until the next start if it is write-protected and has none, and says so', async () => {
    place.mount('size=16m');
    const { code } = await evening();
    rmSync(join(folder, HOST_KEY_FILE));
    place.remount('ro');
    const host = await start();
    expect(await openDesk(host)).toBe(200);
    expect(await callText(host, `/games/${code}/players`)).toContain('Anna');
    expect((await warningsOf(host)).map(({ code: each }) => each)).toContain('key_renewed');
  });

  it.each<readonly [string, string, () => void]>([
    ['write-protected', '16m', () => place.remount('ro')],
    ['full', String(DISK_BYTES), () => place.fill()],
  ])(
    'says that the host key is another laptop’s if it is %s, at each start until it may be kept, and nothing once the right one is back',
    async (_, size, spoil) => {
      place.mount(`size=${size}`);
      const { code } = await evening();
      const path = join(folder, HOST_KEY_FILE);
      const right = readFileSync(path);
      const elsewhere = temporaryFolder();
      loadHostKey(elsewhere.path, (bytes) => Buffer.alloc(bytes, 0x6f));
      const wrong = readFileSync(join(elsewhere.path, HOST_KEY_FILE));
      elsewhere.dispose();
      const codes = async () => {
        const host = await start();
        expect(await callText(host, `/games/${code}/players`)).toContain('Anna');
        const found = (await warningsOf(host)).map(({ code: each }) => each);
        await host.close();
        return found;
      };
      writeFileSync(path, wrong);
      spoil();
      expect(await codes()).toEqual(expect.arrayContaining(['key_renewed', 'storage']));
      expect(await codes()).toContain('key_renewed');
      place.remount('rw');
      writeFileSync(path, right);
      spoil();
      const trouble = await codes();
      expect(trouble).toContain('storage');
      expect(trouble).not.toContain('key_renewed');
    },
  );

  it('is refused with one sentence if there is not even a folder', async () => {
    place.mount('size=64k');
    place.remount('ro');
    await expect(start()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^The data folder .* cannot be made\. Choose a folder/) as string,
    });
  });
});

/** Runs the rest of this file's idea as a user who may not write: root may write anything. */
const canBeSomeoneElse = process.platform !== 'win32' && process.getuid?.() !== 0;
const asUser = canBeSomeoneElse ? '' : ' (not run: as root, or on Windows, nobody is kept from writing)';

describe.skipIf(!canBeSomeoneElse)(`G8 a start without the right to write${asUser}`, () => {
  const rights: readonly (readonly [string, () => void])[] = [
    ['the folder', () => chmodSync(folder, 0o500)],
    ['the database', () => chmodSync(join(folder, 'games.sqlite3'), 0o400)],
    [
      'a WAL that is there',
      () => {
        writeFileSync(join(folder, 'games.sqlite3-wal'), '');
        chmodSync(join(folder, 'games.sqlite3-wal'), 0o400);
      },
    ],
  ];
  it.each(rights)('to %s is for reading', async (_, take) => {
    const game = await evening();
    take();
    const host = await start();
    try {
      await expectReading(host, game, /may not write|write-protected/);
    } finally {
      chmodSync(folder, 0o700);
      for (const name of readdirSync(folder).filter((each) => each.startsWith('games.sqlite3')))
        chmodSync(join(folder, name), 0o600);
    }
    clock.advance(2 * FOLDER_CHECK_MS + 60_000);
    expect(await writeAgain(host, game)).toEqual(['pages_missing']);
  });
});

describe('G8 a start where the log cannot be kept', () => {
  it('says so until it can', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'logs'), 'in the way');
    const host = await start();
    expect((await warningsOf(host)).map(({ code }) => code)).toContain('log_not_kept');
    rmSync(join(folder, 'logs'));
    clock.advance(FOLDER_CHECK_MS);
    await expect
      .poll(async () => (await warningsOf(host)).map(({ code }) => code))
      .not.toContain('log_not_kept');
  });
});
