/** Every warning goes when its cause has gone. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WarningCode } from '../../protocol/host-warnings.ts';
import type { Host, HostOptions } from '../host.ts';
import type { Interfaces } from '../lan/addresses.ts';
import { REFRESH_MS } from '../lan/lan.ts';
import type { NameFailure } from '../lan/mdns-responder.ts';
import { createMdns, NAME_RETRY_MS, NAME_SETTLED_MS } from '../lan/mdns.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { callText, freePort, TestHost, WIFI } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { FOLDER_CHECK_MS } from './watch-data-folder.ts';

const MINUTE_MS = 60_000;
const onWindows = process.platform === 'win32';

let place: ReturnType<typeof temporaryFolder>;
let folder: string;
let clock: ManualClock;
let testHost: TestHost;
let interfaces: Interfaces;

beforeEach(() => {
  place = temporaryFolder();
  folder = join(place.path, 'data');
  clock = createManualClock();
  testHost = new TestHost();
  interfaces = WIFI;
});

afterEach(async () => {
  await testHost.close();
  place.dispose();
});

const start = (options: Partial<HostOptions> = {}): Promise<Host> =>
  testHost.start({ port: 0, dataFolder: folder, clock, interfaces: () => interfaces, ...options });

async function codesOf(host: Host): Promise<readonly string[]> {
  const { warnings } = JSON.parse(await callText(host, '/host')) as { warnings: { code: string }[] };
  return warnings.map(({ code }) => code);
}

const file = (name: string) => join(folder, name);
const wifiAt = (address: string): Interfaces => ({
  wlan0: (WIFI['wlan0'] ?? []).map((info) => ({ ...info, address })),
});
const setAside = () => readdirSync(folder).filter((name) => name.startsWith('damaged'));

/** A data folder with a game in it, beside this host's. */
async function folderWithGame(name: string): Promise<string> {
  const path = join(place.path, name);
  const host = await start({ dataFolder: path });
  await callText(host, '/games', { name: 'Night' });
  await host.close();
  return path;
}

interface Scenario {
  /** Starts a host and gives the cause. */
  readonly raise: () => Promise<Host>;
  /** Takes the cause away. Returns the host to ask: another one, if that takes a start. */
  readonly clear: (host: Host) => Host | Promise<Host>;
  /** Why it cannot be tried here. */
  readonly notHere?: string | false;
}

const restarted = async (host: Host, options: Partial<HostOptions> = {}): Promise<Host> => {
  await host.close();
  return start(options);
};
const later = (host: Host, ms = FOLDER_CHECK_MS): Host => {
  clock.advance(ms);
  return host;
};

/** A folder that is a disk of its own cannot be renamed. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

type HostWarningCode = Exclude<
  WarningCode,
  | NameFailure['code']
  | 'connections_flooded'
  | 'connections_full'
  | 'games_not_opened'
  | 'many_joins'
  | 'pin_guesses'
>;

/** By the compiler neither more nor fewer than there are. */
const SCENARIOS: Readonly<Record<HostWarningCode, Scenario>> = {
  port_taken: {
    async raise() {
      const first = await start({ port: await freePort() });
      await first.close();
      await testHost.occupyPort(first.port);
      const opening = start({ port: null });
      // It waits for a while: the host before it may be closing.
      const timer = setInterval(() => clock.advance(1_000), 10);
      return opening.finally(() => clearInterval(timer));
    },
    clear: (host) => restarted(host, { port: null }),
  },
  no_network: {
    raise() {
      interfaces = {};
      return start();
    },
    clear(host) {
      interfaces = WIFI;
      return later(host, REFRESH_MS);
    },
  },
  chosen_address_gone: {
    async raise() {
      const host = await start();
      await fetch(`${host.url}/api/v2/host`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ chosen: '192.168.1.20' }),
      });
      interfaces = { eth0: wifiAt('10.0.0.9')['wlan0'] };
      return later(host, REFRESH_MS);
    },
    clear(host) {
      interfaces = WIFI;
      return later(host, REFRESH_MS);
    },
  },
  address_unknown: {
    raise: () => start({ chosenAddress: '10.0.0.9' }),
    clear(host) {
      interfaces = wifiAt('10.0.0.9');
      return later(host, REFRESH_MS);
    },
  },
  address_changed: {
    async raise() {
      const host = await start();
      interfaces = wifiAt('10.0.0.9');
      return later(host, REFRESH_MS);
    },
    clear(host) {
      interfaces = WIFI;
      return later(host, REFRESH_MS);
    },
  },
  pages_missing: {
    raise: () => start({ pagesFolder: join(place.path, 'pages') }),
    clear(host) {
      const pages = join(place.path, 'pages');
      mkdirSync(pages);
      writeFileSync(join(pages, 'build.json'), '{"id":"abcdef"}');
      return restarted(host, { pagesFolder: pages });
    },
  },
  log_not_kept: {
    raise() {
      mkdirSync(folder, { mode: 0o700 });
      writeFileSync(file('logs'), 'in the way');
      return start();
    },
    clear(host) {
      rmSync(file('logs'));
      return later(host);
    },
  },
  log_not_written: {
    raise() {
      mkdirSync(file('logs/host.log'), { recursive: true, mode: 0o700 });
      return start();
    },
    clear(host) {
      rmSync(file('logs/host.log'), { recursive: true });
      return later(host);
    },
  },
  games_recovered: {
    async raise() {
      const host = await start();
      await host.close();
      writeFileSync(file('games.sqlite3'), 'Dear diary, '.repeat(1_000));
      return start();
    },
    clear(host) {
      for (const name of setAside()) rmSync(file(name), { recursive: true });
      return later(host);
    },
  },
  games_rescued: {
    notHere: onWindows && 'Windows lets nobody delete an open file',
    async raise() {
      const host = await start();
      rmSync(file('games.sqlite3'));
      writeFileSync(file('games.sqlite3'), 'mine');
      return later(host);
    },
    clear(host) {
      for (const name of setAside()) rmSync(file(name), { recursive: true });
      return later(host);
    },
  },
  data_exposed: {
    notHere: onWindows && 'Windows has no such rights',
    raise() {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
      return start();
    },
    clear(host) {
      chmodSync(folder, 0o700);
      return later(host);
    },
  },
  key_renewed: {
    async raise() {
      await folderWithGame('data');
      rmSync(file('host.key'));
      return start();
    },
    clear: (host) => restarted(host),
  },
  storage: {
    notHere: onWindows && 'Windows lets nobody move an open file',
    async raise() {
      const host = await start();
      renameSync(folder, `${folder}.elsewhere`);
      writeFileSync(folder, 'in the way');
      return later(host);
    },
    clear(host) {
      rmSync(folder);
      renameSync(`${folder}.elsewhere`, folder);
      return later(host);
    },
  },
  no_backup: {
    async raise() {
      await folderWithGame('data');
      rmSync(file('backups'), { recursive: true, force: true });
      writeFileSync(file('backups'), 'in the way');
      return start();
    },
    clear(host) {
      rmSync(file('backups'));
      return later(host, MINUTE_MS);
    },
  },
  games_imported: {
    async raise() {
      return start({ importFolders: [await folderWithGame('old')] });
    },
    clear(host) {
      rmSync(join(place.path, 'old.old'), { recursive: true });
      return later(host, MINUTE_MS);
    },
  },
  games_imported_twice: {
    notHere: !canMount && 'only root on Linux may make a folder that cannot be renamed',
    async raise() {
      const old = await folderWithGame('old');
      spawnSync('mount', ['--bind', old, old]);
      return start({ importFolders: [old] });
    },
    clear(host) {
      spawnSync('umount', ['--lazy', join(place.path, 'old')]);
      return later(host, MINUTE_MS);
    },
  },
  games_not_imported: {
    async raise() {
      const old = await folderWithGame('old');
      const other = openSqliteStore({ folder: old });
      const host = await start({ importFolders: [old] });
      other.close();
      return host;
    },
    clear: (host) => later(host, MINUTE_MS),
  },
};

describe.each(Object.entries(SCENARIOS))('the warning %s', (code, { raise, clear, notHere }) => {
  const note = notHere ? ` (not run: ${notHere})` : '';
  it.skipIf(notHere)(`goes when its cause has gone${note}`, { timeout: 30_000 }, async () => {
    const host = await raise();
    await expect.poll(() => codesOf(host)).toContain(code);
    const asked = await clear(host);
    await expect.poll(() => codesOf(asked)).not.toContain(code);
  });
});

it('the warning no_backup goes when somebody makes a backup', async () => {
  await folderWithGame('data');
  rmSync(file('backups'), { recursive: true, force: true });
  writeFileSync(file('backups'), 'in the way');
  const host = await start();
  await expect.poll(() => codesOf(host)).toContain('no_backup');
  rmSync(file('backups'));
  await callText(host, '/backups', {});
  expect(await codesOf(host)).not.toContain('no_backup');
});

const FAILURES: readonly NameFailure[] = [
  { code: 'name_taken' },
  { code: 'name_port_held' },
  { code: 'name_not_allowed' },
  { code: 'name_refused', error: 'ENETUNREACH' },
];

describe.each(FAILURES)('the warning $code', (failure) => {
  it('stays while the name is refused again, and goes once it works', () => {
    const warned: (string | null)[] = [];
    let isRefused = true;
    let tries = 0;
    const mdns = createMdns({
      hostName: 'night-3f2a.local',
      port: 4747,
      clock,
      title: () => 'Night',
      address: () => '192.168.1.20',
      warn: (warning) => warned.push(warning?.code ?? null),
      open({ onFailure }) {
        tries += 1;
        if (isRefused) onFailure(failure);
        return { close: () => Promise.resolve() };
      },
    });
    mdns.update();
    clock.advance(3 * NAME_RETRY_MS);
    expect(tries).toBe(4);
    expect(new Set(warned)).toEqual(new Set([failure.code]));
    isRefused = false;
    clock.advance(NAME_RETRY_MS + NAME_SETTLED_MS);
    expect(warned.at(-1)).toBeNull();
    clock.advance(3 * NAME_RETRY_MS);
    expect(tries).toBe(5);
  });
});
