/** Folders of earlier versions, moved or imported once, with real hosts and real files. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../host.ts';
import { StartError } from '../../start/start-error.ts';
import { callText, TestHost, type Joined, type CreatedGame } from '../../test-host.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { chooseDataFolder, type ChosenDataFolder } from './choose-data-folder.ts';
import { seatsIn } from './kept-seats.ts';

/** Of these, on Linux, one is not on the same file system as the temporary folders. */
const DISKS = ['/dev/shm', '/var/tmp'];
const deviceOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev;
const OTHER_DISK = DISKS.find((disk) => ![undefined, deviceOf(tmpdir())].includes(deviceOf(disk))) ?? null;
const noOtherDisk = OTHER_DISK === null ? ' (not run: no other disk is known)' : '';
const onWindows = process.platform === 'win32';
/** In characters, on Linux. */
const LONGEST_PATH = 4_096;

let testHost: TestHost;
let usual: string;
let checkout: string;
let app: string;
beforeEach(() => {
  testHost = new TestHost();
  usual = join(testHost.folder, 'share', 'night', 'data');
  checkout = join(testHost.folder, 'checkout', 'data');
  app = join(testHost.folder, 'config', 'Trading Game night', 'data');
});
afterEach(() => testHost.close());

const choose = (chosen: string | null = null): Promise<ChosenDataFolder> =>
  chooseDataFolder(chosen, usual, [checkout, app]);
const open = ({ dataFolder, importFolders }: ChosenDataFolder): Promise<Host> =>
  testHost.start({ dataFolder, importFolders, port: 0 });

interface Evening {
  readonly players?: readonly string[];
  readonly isOver?: boolean;
  readonly isBackedUp?: boolean;
  /** When its files were last written; seconds since 1970. */
  readonly writtenAt?: number;
}

/** An earlier version's host had a game there. Returns the first player's token. */
async function evening(
  dataFolder: string,
  name: string,
  { players = ['Anna'], isOver = false, isBackedUp = false, writtenAt = 100 }: Evening = {},
): Promise<{ code: string; token: string }> {
  const host = await testHost.start({ dataFolder, port: 0 });
  const { game_code: code } = JSON.parse(await callText(host, '/games', { name })) as CreatedGame;
  const tokens: string[] = [];
  for (const player of players) {
    const joined = await fetch(`${host.url}/api/v2/games/${code}/players`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ player_name: player }),
    });
    tokens.push(((await joined.json()) as Joined).token);
  }
  for (const action of isOver ? ['start', 'end'] : []) await callText(host, `/games/${code}/${action}`, {});
  if (isBackedUp) await callText(host, '/backups', {});
  await host.close();
  for (const file of readdirSync(dataFolder)) utimesSync(join(dataFolder, file), writtenAt, writtenAt);
  return { code, token: tokens[0] ?? '' };
}

async function games(host: Host): Promise<string[]> {
  const { items } = JSON.parse(await callText(host, '/games')) as { items: { name: string }[] };
  return items.map(({ name }) => name).toSorted();
}

describe('the folder that is opened', () => {
  it('is the usual one, without a message, if there was no earlier version', async () => {
    expect(await choose()).toEqual({ dataFolder: usual, importFolders: [], moved: null });
    expect(existsSync(usual)).toBe(false);
  });

  it('is the chosen one, and the others stay where they are', async () => {
    await evening(checkout, 'Spring camp');
    const chosen = join(testHost.folder, 'elsewhere');
    expect(await choose(chosen)).toEqual({ dataFolder: chosen, importFolders: [], moved: null });
    expect(existsSync(join(checkout, DATABASE_FILE))).toBe(true);
  });

  it.each(['checkout', 'app'] as const)(
    'holds what the earlier folder of the %s held, seats and all',
    async (which) => {
      const before = { checkout, app }[which];
      const anna = await evening(before, 'Spring camp');
      const chosen = await choose();
      expect(chosen).toEqual({
        dataFolder: usual,
        importFolders: [],
        moved: { from: before, to: usual, kept: null },
      });
      expect(existsSync(before)).toBe(false);
      const host = await open(chosen);
      expect(await games(host)).toEqual(['Spring camp']);
      const me = await fetch(`${host.url}/api/v2/games/${anna.code}/me`, {
        headers: { authorization: `Bearer ${anna.token}` },
      });
      expect(me.status).toBe(200);
      await host.close();
      expect(await choose()).toEqual({ dataFolder: usual, importFolders: [], moved: null });
    },
  );

  it('holds the games of both if there were two: the one with more seats is moved, the other imported, once', async () => {
    await evening(checkout, 'Spring camp');
    await evening(app, 'Summer camp', { players: ['Anna', 'Ben'] });
    const chosen = await choose();
    expect(chosen).toMatchObject({ dataFolder: usual, importFolders: [checkout] });
    expect(chosen.moved).toMatchObject({ from: app, kept: null });
    const host = await open(chosen);
    expect(await games(host)).toEqual(['Spring camp', 'Summer camp']);
    expect(host.warnings()).toContain(
      `One game was imported from ${checkout}. The old folder is kept as ${checkout}.old; delete it once you have checked that its games are here.`,
    );
    await host.close();
    const again = await choose();
    expect(again).toEqual({ dataFolder: usual, importFolders: [], moved: null });
    expect(await games(await open(again))).toEqual(['Spring camp', 'Summer camp']);
  });

  it.each([
    ['more seats', { players: ['Anna', 'Ben'] }, {}],
    ['a game that is not over', {}, { players: ['Anna', 'Ben'], isOver: true }],
    ['more seats in games that are over', { players: ['Anna', 'Ben'], isOver: true }, { isOver: true }],
  ])('is the earlier one with %s, whichever was written last', async (_, kept, other) => {
    for (const [one, another] of [
      [checkout, app],
      [app, checkout],
    ] as const) {
      await evening(one, 'Kept', { ...kept, writtenAt: 100 });
      await evening(another, 'Other', { ...other, writtenAt: 200 });
      const { importFolders, moved } = await choose();
      expect(importFolders).toEqual([another]);
      expect(moved?.from).toBe(one);
      for (const folder of [usual, another]) rmSync(folder, { recursive: true, maxRetries: 5 });
    }
  });

  it('is not the earlier one whose database cannot be read, unless a backup has more seats', async () => {
    const damage = () => writeFileSync(join(checkout, DATABASE_FILE), 'Dear diary, '.repeat(1_000));
    await evening(checkout, 'Spring camp', { players: ['Anna', 'Ben'], isBackedUp: true });
    await evening(app, 'Summer camp');
    damage();
    const backups = join(checkout, 'backups');
    renameSync(backups, `${backups}.away`);
    expect(seatsIn(checkout)).toEqual({ inUnfinishedGames: 0, inAllGames: 0 });
    renameSync(`${backups}.away`, backups);
    // The banker has a seat, too.
    expect(seatsIn(checkout)).toEqual({ inUnfinishedGames: 3, inAllGames: 3 });
    const { importFolders, moved } = await choose();
    expect(importFolders).toEqual([app]);
    expect(moved?.from).toBe(checkout);
  });

  it('has those imported that turn up later', async () => {
    await (await open(await choose())).close();
    await evening(app, 'Summer camp');
    const chosen = await choose();
    expect(chosen).toEqual({ dataFolder: usual, importFolders: [app], moved: null });
    expect(await games(await open(chosen))).toEqual(['Summer camp']);
  });

  it.skipIf(OTHER_DISK === null)(`is on another disk than the earlier one${noOtherDisk}`, async () => {
    const away = mkdtempSync(join(OTHER_DISK ?? '', 'night-'));
    try {
      await evening(app, 'Summer camp');
      const there = join(away, 'share', 'data');
      const chosen = await chooseDataFolder(null, there, [checkout, app]);
      expect(chosen.moved?.kept).toBe(`${app}.old`);
      const host = await open(chosen);
      expect(await games(host)).toEqual(['Summer camp']);
      await host.close();
      expect(await chooseDataFolder(null, there, [checkout, app])).toMatchObject({
        importFolders: [],
        moved: null,
      });
    } finally {
      rmSync(away, { recursive: true, maxRetries: 5 });
    }
  });

  it('replaces what a failed start left there, which is kept', async () => {
    mkdirSync(join(usual, 'logs'), { recursive: true });
    writeFileSync(join(usual, 'logs', 'host.log'), 'a start that failed');
    await evening(app, 'Summer camp');
    expect(await games(await open(await choose()))).toEqual(['Summer camp']);
    expect(readFileSync(join(`${usual}.before`, 'logs', 'host.log'), 'utf8')).toBe('a start that failed');
  });
});

describe('an earlier folder that is a link', () => {
  beforeEach(async () => {
    await evening(join(testHost.folder, 'big disk'), 'Spring camp');
  });

  function link(from: string, to: string): void {
    mkdirSync(dirname(from), { recursive: true });
    symlinkSync(to, from, 'junction');
  }

  it('moves as a link, also one that says where from its own place', async () => {
    link(checkout, relative(dirname(checkout), join(testHost.folder, 'big disk')));
    const chosen = await choose();
    expect(chosen.moved?.from).toBe(checkout);
    expect(await games(await open(chosen))).toEqual(['Spring camp']);
    expect(existsSync(join(testHost.folder, 'big disk', DATABASE_FILE))).toBe(true);
    expect(await choose()).toEqual({ dataFolder: usual, importFolders: [], moved: null });
  });

  it('to the other earlier folder is that folder, and its games come once', async () => {
    link(app, join(testHost.folder, 'big disk'));
    link(checkout, join(testHost.folder, 'big disk'));
    const chosen = await choose();
    expect(chosen.importFolders).toEqual([]);
    expect(await games(await open(chosen))).toEqual(['Spring camp']);
  });
});

describe('an earlier folder that cannot be moved', () => {
  it('because the place for it cannot be made is left as it is, with a sentence', async () => {
    await evening(checkout, 'Spring camp');
    writeFileSync(join(testHost.folder, 'share'), 'a file');
    await expect(choose()).rejects.toThrow(StartError);
    await expect(choose()).rejects.toThrow('Allow this user to write it, and check the disk.');
    expect(existsSync(join(checkout, DATABASE_FILE))).toBe(true);
  });

  const nobodyLooks = 'because nobody can look into it is said, and the evening goes on without it';
  it.skipIf(process.platform === 'win32')(
    `${nobodyLooks} (not run on Windows: no link to itself)`,
    async () => {
      mkdirSync(dirname(checkout), { recursive: true });
      symlinkSync(checkout, checkout, 'junction');
      const chosen = await choose();
      expect(chosen).toEqual({ dataFolder: usual, importFolders: [checkout], moved: null });
      const host = await open(chosen);
      expect(host.warnings()).toContainEqual(
        expect.stringContaining(`The games in ${checkout} have not been imported yet.`),
      );
    },
  );

  it.skipIf(OTHER_DISK === null)(
    `to another disk leaves nothing half copied there${noOtherDisk}`,
    async () => {
      const away = mkdtempSync(join(OTHER_DISK ?? '', 'night-'));
      try {
        await evening(app, 'Summer camp');
        const levels = Math.floor((LONGEST_PATH - app.length) / 100) - 1;
        mkdirSync(join(app, ...Array.from({ length: levels }, () => 'x'.repeat(99))), { recursive: true });
        const place = join(away, 'a place that is too deep for it'.repeat(8));
        await expect(chooseDataFolder(null, join(place, 'data'), [app])).rejects.toThrow(StartError);
        expect(readdirSync(place)).toEqual([]);
        expect(existsSync(join(app, DATABASE_FILE))).toBe(true);
      } finally {
        rmSync(away, { recursive: true, maxRetries: 5 });
      }
    },
  );
});

describe('evenings that another host has open', () => {
  it('are not moved: the start fails with a sentence', async () => {
    await testHost.start({ dataFolder: checkout, port: 0 });
    await expect(choose()).rejects.toThrow(StartError);
    await expect(choose()).rejects.toThrow('is in use: another host is running. Close that one first.');
    expect(existsSync(usual)).toBe(false);
  });

  /** A backup is left, for which a start would take the folder. */
  const loseFiles = async (host: Host, folder: string, lost = /^(?:host\.lock|games)/) => {
    await callText(host, '/games', { name: 'Night' });
    await callText(host, '/backups', {});
    for (const name of readdirSync(folder))
      if (lost.test(name)) rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
  };

  it.skipIf(onWindows)(
    'are not moved either where its lock and games were deleted: it is asked',
    async () => {
      const host = await testHost.start({ dataFolder: checkout, port: 0 });
      await loseFiles(host, checkout);
      await expect(choose()).rejects.toThrow('is in use: another host is running. Close that one first.');
      expect(existsSync(usual)).toBe(false);
      await callText(host, '/games', { name: 'Another' });
      await host.close();
      expect(await games(await open(await choose()))).toEqual(['Another', 'Night']);
    },
  );

  it.skipIf(onWindows)('are not imported either where its lock and games were deleted', async () => {
    await (await open(await choose())).close();
    const earlier = await testHost.start({ dataFolder: checkout, port: 0 });
    await loseFiles(earlier, checkout);
    const host = await open(await choose());
    expect(await games(host)).toEqual([]);
    expect(host.warnings()).toContainEqual(
      expect.stringContaining(`The games in ${checkout} have not been imported yet.`),
    );
    await callText(earlier, '/games', { name: 'Another' });
    expect(await games(earlier)).toEqual(['Another', 'Night']);
  });

  it.skipIf(onWindows)('stay the usual ones where a host has just lost all files of theirs', async () => {
    await evening(checkout, 'Spring camp');
    const host = await testHost.start({ dataFolder: usual, port: 0 });
    await loseFiles(host, usual, /^(?:host\.lock|games|backups)/);
    expect(await choose()).toEqual({ dataFolder: usual, importFolders: [checkout], moved: null });
    await callText(host, '/games', { name: 'Another' });
    await host.close();
    expect(await games(await open(await choose()))).toEqual(['Another', 'Night', 'Spring camp']);
  });

  it('are not imported, which is said, and the evening goes on without them', async () => {
    await (await open(await choose())).close();
    await testHost.start({ dataFolder: checkout, port: 0 });
    const host = await open(await choose());
    expect(await games(host)).toEqual([]);
    expect(host.warnings()).toContainEqual(
      expect.stringContaining(`The games in ${checkout} have not been imported yet.`),
    );
    expect(existsSync(join(checkout, DATABASE_FILE))).toBe(true);
  });
});
