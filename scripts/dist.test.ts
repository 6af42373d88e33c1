/** What `npm run dist` builds for each system, from a fake runtime and without a network. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { flipFuses, FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config, { FUSES } from '../electron-builder.config.ts';
import type { System } from './dist-plan.ts';
import { fuseWire, writeRuntime } from './dist-runtime.fake.ts';
import { nativeFormat, type PackedApp, packApp, ROOT, temporaryFolder } from './dist.harness.ts';
import { inLongForm, shortOrAll } from './long-form.fixtures.ts';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  version: string;
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { dev?: boolean }>;
};
const isOnlyForDevelopers = (name: string) => lock.packages[`node_modules/${name}`]?.dev === true;

const SYSTEMS: { system: System; name: string; sqlite: string; format: string }[] = [
  { system: 'linux', name: 'Linux, x64', sqlite: 'linux-x64.node', format: 'ELF machine 62' },
  { system: 'win32', name: 'Windows, x64', sqlite: 'win32-x64.node', format: 'PE machine 8664' },
  { system: 'darwin', name: 'a Mac, arm64', sqlite: 'darwin-arm64.node', format: 'Mach-O processor 100000c' },
];
const isRefused = (system: System) => system === 'darwin' && process.platform === 'win32';
const MEGABYTE = 1_000_000;

/** The innermost package that a file belongs to. */
const packageOf = (file: string): string | undefined =>
  /^.*node_modules\/(?<name>@[^/]+\/[^/]+|[^@/][^/]*)(?:\/|$)/.exec(file)?.groups?.['name'];

const headerHash = (archive: string) =>
  createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');

const POSSIBLE = shortOrAll(SYSTEMS.filter(({ system }) => !isRefused(system)));
const folder = temporaryFolder();
const made = new Map<System, PackedApp>();
beforeAll(() => {
  for (const { system } of POSSIBLE) {
    made.set(system, packApp(system, join(folder.path, system)));
  }
}, 120_000);
afterAll(() => folder[Symbol.dispose]());

function packedFor(system: System): PackedApp {
  const packed = made.get(system);
  if (packed === undefined) throw new Error(`There is no app for ${system}.`);
  return packed;
}

describe.each(POSSIBLE)('the app for $name', ({ system, sqlite, format }) => {
  let packed: PackedApp;
  let files: string[];
  beforeAll(() => {
    packed = packedFor(system);
    files = listPackage(packed.archive, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
  });

  it('has every fuse set as configured', async () => {
    const wire = await getCurrentFuseWire(packed.program);
    const states = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
    for (const fuse of states) {
      expect([FuseV1Options[fuse], wire[fuse]]).toEqual([
        FuseV1Options[fuse],
        FUSES[fuse] ? FuseState.ENABLE : FuseState.DISABLE,
      ]);
    }
  });

  it('has one native binary, the right one, outside the archive', () => {
    expect(packed.binaries).toEqual([
      join(packed.resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds', sqlite),
    ]);
    expect(packed.binaries.map(nativeFormat)).toEqual([format]);
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      `node_modules/better-sqlite3/prebuilds/${sqlite}`,
    ]);
  });

  it('contains what it needs to run', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'package.json',
        'dist/app/main/index.js',
        'dist/app/main/storage-worker.js',
        'dist/app/main/migrations/001-games.sql',
        'dist/app/preload/index.cjs',
        'dist/pages/index.html',
        'dist/pages/index.html.gz',
        'dist/pages/banker/index.html',
        'dist/pages/board/index.html',
        'resources/icon.ico',
        'resources/icons/512x512.png',
        'resources/tray/tray.png',
        'resources/tray/tray@2x.png',
        'resources/tray/trayTemplate.png',
        'resources/tray/trayTemplate@2x.png',
        'resources/badges/1.png',
        'resources/badges/more.png',
      ]),
    );
    const packages = new Set(files.map(packageOf));
    // The app is always alone with its games: what hosts use to tell each other what is new stays out.
    const missing = Object.keys(manifest.dependencies).filter((dependency) => !packages.has(dependency));
    expect(missing).toEqual(['@redis/client']);
  });

  it('contains nothing else: no sources, tests, maps, typings, screenshots, tools or evenings', () => {
    expect([...new Set(files.map((file) => file.split('/', 1).join()))].toSorted()).toEqual([
      'LICENSE',
      'dist',
      'node_modules',
      'package.json',
      'resources',
    ]);
    expect(files.filter((file) => /^(dist|resources)\/[^/]+$/.test(file)).toSorted()).toEqual([
      'dist/app',
      'dist/pages',
      'resources/badges',
      'resources/icon.ico',
      'resources/icons',
      'resources/tray',
    ]);
    const unwanted =
      /\.(map|ts|mts|cts|tsx|c|cc|cpp|h|hpp|gyp|gypi)$|[./](test|spec)\.[cm]?js$|\/(tests?|docs|deps|fixtures)\/|\/README/;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
    // Some of the tools are also needed at run time.
    const tools = Object.keys(manifest.devDependencies).filter(isOnlyForDevelopers);
    expect(tools.filter((tool) => files.some((file) => packageOf(file) === tool))).toEqual([]);
  });

  it('contains the licence of everything in it', () => {
    const licensed = new Set(files.filter((file) => /\/licen[cs]e[^/]*$/i.test(file)).map(packageOf));
    const packages = new Set(files.map(packageOf).filter((owner) => owner !== undefined));
    // Those that have no licence file say "MIT" in their package.json, which is included.
    const unlicensed = [...packages].filter((owner) => !licensed.has(owner));
    expect(unlicensed.toSorted()).toEqual(['abstract-logging', 'pg-types', 'pgpass']);
    for (const owner of unlicensed) {
      const text = extractFile(packed.archive, `node_modules/${owner}/package.json`).toString();
      expect(JSON.parse(text)).toMatchObject({ name: owner, license: 'MIT' });
    }
    expect(files).toContain('dist/pages/licences.md');
  });

  it('stays small', () => {
    expect(statSync(packed.archive).size).toBeLessThan(15 * MEGABYTE);
  });

  it('has no feed of newer versions unless given one', () => {
    expect(JSON.parse(extractFile(packed.archive, 'package.json').toString())).not.toHaveProperty(
      'newerVersionFeed',
    );
  });

  it('was built without downloading anything', () => {
    expect(packed.downloaded).toEqual([]);
  });
});

const NO_MAC = isRefused('darwin') ? ' (not run: it cannot be built on Windows)' : '';

inLongForm(() => {
  describe.skipIf(isRefused('darwin'))(`the app for a Mac${NO_MAC}`, () => {
    let packed: PackedApp;
    let plist: string;
    beforeAll(() => {
      packed = packedFor('darwin');
      plist = readFileSync(join(packed.program, 'Contents/Info.plist'), 'utf8');
    });

    it('tells macOS why it uses the network, and as what', () => {
      const text = (key: string) =>
        new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1];
      expect(text('CFBundleIdentifier')).toBe('org.tradinggamenight.app');
      expect(text('CFBundleName')).toBe('Trading Game Night');
      expect(text('CFBundleShortVersionString')).toBe(manifest.version);
      expect(text('LSApplicationCategoryType')).toBe('public.app-category.games');
      expect(text('NSLocalNetworkUsageDescription')).toContain('Wi-Fi');
      // The service type that the host announces.
      expect(readFileSync(join(ROOT, 'src/host/lan/mdns-records.ts'), 'utf8')).toContain(
        "'_http._tcp.local'",
      );
      expect(plist).toMatch(
        /<key>NSBonjourServices<\/key>\s*<array>\s*<string>_http\._tcp<\/string>\s*<\/array>/,
      );
      expect(plist).not.toMatch(/Camera|Microphone|Bluetooth|AudioCapture/);
      expect(readFileSync(join(packed.resources, 'icon.icns'))).toEqual(
        readFileSync(join(ROOT, 'resources/icon.icns')),
      );
    });

    it('lets macOS check the archive', () => {
      expect(plist.replaceAll(/\s+/g, '')).toContain(
        `<key>ElectronAsarIntegrity</key><dict><key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${headerHash(packed.archive)}</string>`,
      );
    });
  });

  describe('the app for Windows', () => {
    it('lets Windows check the archive, and shows its own name and icon', () => {
      const packed = packedFor('win32');
      const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(packed.program)));
      const integrity = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
      expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString())).toEqual([
        { file: 'resources\\app.asar', alg: 'SHA256', value: headerHash(packed.archive) },
      ]);
      const [version] = Resource.VersionInfo.fromEntries(entries);
      const [language] = version?.getAllLanguagesForStringValues() ?? [];
      expect(language && version?.getStringValues(language)).toMatchObject({
        ProductName: 'Trading Game Night',
        FileDescription: 'Trading Game Night',
        FileVersion: manifest.version,
      });
      expect(Resource.IconGroupEntry.fromEntries(entries).map(({ icons }) => icons.length)).toEqual([7]);
    });
  });
});

describe('a newer Electron with one more fuse', () => {
  it('stops the build until somebody decides about it', async () => {
    const runtime = join(folder.path, 'newer');
    writeRuntime(runtime, 'linux', fuseWire(Array.from({ length: 10 }, () => true)));
    await expect(flipFuses(join(runtime, 'electron'), FUSES)).rejects.toThrow('10 fuses');
  });
});

const hasCertificate = config.mac?.identity === undefined;
const SIGNED = hasCertificate ? ' (not run: CSC_LINK or CSC_NAME names a certificate)' : '';

describe.skipIf(hasCertificate)(`a Mac app without a certificate${SIGNED}`, () => {
  it('is signed ad hoc, with the entitlements that the hardened runtime needs in that case', () => {
    expect(config.mac).toMatchObject({ identity: '-', hardenedRuntime: true });
    const entitlements = readFileSync(join(ROOT, config.mac?.entitlements ?? ''), 'utf8');
    expect([...entitlements.matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.cs.disable-library-validation',
    ]);
  });
});
