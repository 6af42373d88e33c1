/** Every warning of what the laptop, its files and its network cause goes when its cause has gone. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/free-port.ts';
import type { Host } from '../host.ts';
import type { Interfaces } from '../lan/addresses.ts';
import { REFRESH_MS } from '../lan/lan.ts';
import { type Cards, interfacesOf } from '../lan/laptops.fixtures.ts';
import type { NameFailure } from '../lan/mdns-responder.ts';
import { createMdns, NAME_RETRY_MS, NAME_SETTLED_MS } from '../lan/mdns.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { callText, WIFI } from '../test-host.harness.ts';
import { codesOf, type LaptopScenarios, WarnedHost } from './warned-host.harness.ts';

const MINUTE_MS = 60_000;
const onWindows = process.platform === 'win32';

let night: WarnedHost;
beforeEach(() => {
  night = new WarnedHost();
});
afterEach(() => night.close());

const wifiAt = (address: string): Interfaces => ({
  wlan0: (WIFI['wlan0'] ?? []).map((info) => ({ ...info, address })),
});
const setAside = () => readdirSync(night.folder).filter((name) => name.startsWith('damaged'));

/** A folder that is a disk of its own cannot be renamed. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** Nothing new can be written to the data folder, as on a disk that has become write-protected. What is open stays open. */
function protect(): void {
  if (!canMount) return chmodSync(night.folder, 0o500);
  spawnSync('mount', ['--bind', night.folder, night.folder]);
  spawnSync('mount', ['-o', 'remount,ro,bind', night.folder]);
}

function unprotect(): void {
  if (canMount) spawnSync('umount', ['--lazy', night.folder]);
  else chmodSync(night.folder, 0o700);
}
const canProtect = canMount || (!onWindows && process.getuid?.() !== 0);

/** A laptop that has only these cards, until it is in the Wi-Fi. */
const networkScenario = (cards: Cards) => ({
  raise() {
    night.interfaces = interfacesOf(cards);
    return night.start();
  },
  clear(host: Host) {
    night.interfaces = WIFI;
    return night.later(host, REFRESH_MS);
  },
});

const SCENARIOS: LaptopScenarios = {
  port_taken: {
    async raise() {
      const first = await night.start({ port: await freePort() });
      await first.close();
      await night.testHost.occupyPort(first.port);
      const opening = night.start({ port: null });
      // It waits for a while: the host before it may be closing.
      const timer = setInterval(() => night.clock.advance(1_000), 10);
      return opening.finally(() => clearInterval(timer));
    },
    clear: (host) => night.restarted(host, { port: null }),
  },
  no_network: networkScenario({}),
  no_address_given: networkScenario({ wlan0: '169.254.7.7' }),
  no_phone_network: networkScenario({ utun3: '10.8.0.2' }),
  ipv6_only: networkScenario({ wlan0: 'fd12::7' }),
  chosen_address_gone: {
    async raise() {
      const host = await night.start();
      await fetch(`${host.url}/api/v2/host`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ chosen: '192.168.1.20' }),
      });
      night.interfaces = { eth0: wifiAt('10.0.0.9')['wlan0'] };
      return night.later(host, REFRESH_MS);
    },
    clear(host) {
      night.interfaces = WIFI;
      return night.later(host, REFRESH_MS);
    },
  },
  address_unknown: {
    raise: () => night.start({ chosenAddress: '10.0.0.9' }),
    clear(host) {
      night.interfaces = wifiAt('10.0.0.9');
      return night.later(host, REFRESH_MS);
    },
  },
  address_changed: {
    async raise() {
      const host = await night.start();
      night.interfaces = wifiAt('10.0.0.9');
      return night.later(host, REFRESH_MS);
    },
    clear(host) {
      night.interfaces = WIFI;
      return night.later(host, REFRESH_MS);
    },
  },
  pages_missing: {
    raise: () => night.start({ pagesFolder: join(night.place, 'pages') }),
    clear(host) {
      const pages = join(night.place, 'pages');
      mkdirSync(pages);
      writeFileSync(join(pages, 'build.json'), '{"id":"abcdef"}');
      return night.restarted(host, { pagesFolder: pages });
    },
  },
  log_not_kept: {
    raise() {
      mkdirSync(night.folder, { mode: 0o700 });
      writeFileSync(night.file('logs'), 'in the way');
      return night.start();
    },
    clear(host) {
      rmSync(night.file('logs'));
      return night.later(host);
    },
  },
  log_not_written: {
    raise() {
      mkdirSync(night.file('logs'), { recursive: true, mode: 0o700 });
      // A folder in its place would be set aside.
      symlinkSync(night.file('nowhere/host.log'), night.file('logs/host.log'));
      return night.start();
    },
    clear(host) {
      rmSync(night.file('logs/host.log'));
      return night.later(host);
    },
  },
  games_recovered: {
    async raise() {
      const host = await night.start();
      await host.close();
      writeFileSync(night.file('games.sqlite3'), 'Dear diary, '.repeat(1_000));
      return night.start();
    },
    clear(host) {
      for (const name of setAside()) rmSync(night.file(name), { recursive: true, maxRetries: 5 });
      return night.later(host);
    },
  },
  games_rescued: {
    notHere: onWindows && 'Windows lets nobody delete an open file',
    async raise() {
      const host = await night.start();
      rmSync(night.file('games.sqlite3'));
      writeFileSync(night.file('games.sqlite3'), 'mine');
      return night.later(host);
    },
    clear(host) {
      for (const name of setAside()) rmSync(night.file(name), { recursive: true, maxRetries: 5 });
      return night.later(host);
    },
  },
  games_displaced: {
    notHere: onWindows && 'Windows lets nobody delete an open file',
    async raise() {
      const host = await night.start();
      await night.takenOver();
      return night.later(host);
    },
    clear: (host) => night.withoutDisplaced(host),
  },
  games_kept_apart: {
    notHere: onWindows && 'Windows lets nobody delete an open file',
    async raise() {
      const host = await night.start();
      const second = await night.takenOver();
      await host.close();
      return night.restarted(second);
    },
    clear: (host) => night.withoutDisplaced(host),
  },
  data_exposed: {
    notHere: onWindows && 'Windows has no such rights',
    raise() {
      mkdirSync(night.folder);
      chmodSync(night.folder, 0o755);
      return night.start();
    },
    clear(host) {
      chmodSync(night.folder, 0o700);
      return night.later(host);
    },
  },
  key_renewed: {
    async raise() {
      await night.folderWithGame('data');
      rmSync(night.file('host.key'));
      return night.start();
    },
    clear: (host) => night.restarted(host),
  },
  key_not_written: {
    notHere: !canProtect && 'nobody is kept from writing here',
    async raise() {
      const host = await night.start();
      rmSync(night.file('host.key'));
      protect();
      return night.later(host);
    },
    clear(host) {
      unprotect();
      return night.later(host);
    },
  },
  key_set_aside: {
    async raise() {
      const host = await night.start();
      writeFileSync(night.file('host.key'), 'mine');
      return night.later(host);
    },
    clear(host) {
      rmSync(night.file('host.key.aside'));
      return night.later(host);
    },
  },
  storage: {
    notHere: onWindows && 'Windows lets nobody move an open file',
    async raise() {
      const host = await night.start();
      renameSync(night.folder, `${night.folder}.elsewhere`);
      writeFileSync(night.folder, 'in the way');
      return night.later(host);
    },
    clear(host) {
      rmSync(night.folder);
      renameSync(`${night.folder}.elsewhere`, night.folder);
      return night.later(host);
    },
  },
  no_backup: {
    async raise() {
      await night.folderWithGame('data');
      rmSync(night.file('backups'), { recursive: true, force: true, maxRetries: 5 });
      writeFileSync(night.file('backups'), 'in the way');
      return night.start();
    },
    clear(host) {
      rmSync(night.file('backups'));
      return night.later(host, MINUTE_MS);
    },
  },
  games_imported: {
    async raise() {
      return night.start({ importFolders: [await night.folderWithGame('old')] });
    },
    clear(host) {
      rmSync(join(night.place, 'old.old'), { recursive: true, maxRetries: 5 });
      return night.later(host, MINUTE_MS);
    },
  },
  games_imported_twice: {
    notHere: !canMount && 'only root on Linux may make a folder that cannot be renamed',
    async raise() {
      const old = await night.folderWithGame('old');
      spawnSync('mount', ['--bind', old, old]);
      return night.start({ importFolders: [old] });
    },
    clear(host) {
      spawnSync('umount', ['--lazy', join(night.place, 'old')]);
      return night.later(host, MINUTE_MS);
    },
  },
  games_not_imported: {
    async raise() {
      const old = await night.folderWithGame('old');
      const other = openSqliteStore({ folder: old });
      const host = await night.start({ importFolders: [old] });
      other.close();
      return host;
    },
    clear: (host) => night.later(host, MINUTE_MS),
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
  await night.folderWithGame('data');
  rmSync(night.file('backups'), { recursive: true, force: true, maxRetries: 5 });
  writeFileSync(night.file('backups'), 'in the way');
  const host = await night.start();
  await expect.poll(() => codesOf(host)).toContain('no_backup');
  rmSync(night.file('backups'));
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
      clock: night.clock,
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
    night.clock.advance(3 * NAME_RETRY_MS);
    expect(tries).toBe(4);
    expect(new Set(warned)).toEqual(new Set([failure.code]));
    isRefused = false;
    night.clock.advance(NAME_RETRY_MS + NAME_SETTLED_MS);
    expect(warned.at(-1)).toBeNull();
    night.clock.advance(3 * NAME_RETRY_MS);
    expect(tries).toBe(5);
  });
});
