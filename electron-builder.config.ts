import { join } from 'node:path';
import { flipFuses, type FuseV1Config, FuseV1Options, FuseVersion } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

const NAME = 'Trading Game Night';
/** The name that signatures and copyright notices show. */
const PUBLISHER = 'Trading Game Night contributors';

/**
 * All the fuses of Electron 45. `strictlyRequireAllFuses`: if a newer Electron has another one, the build stops until somebody
 * decides about it; electron-builder's own `electronFuses` lacks the last one and can't be strict.
 */
export const FUSES: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Other programs can neither run the app as Node nor control it through the environment.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The host's key is stored unencrypted beside the cookies: encrypting them would be pointless, and a keyring may ask for a password.
  [FuseV1Options.EnableCookieEncryption]: false,
  // Only packaged code is run. Linux has no such check, so there this does nothing.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Pages are loaded over http from loopback, never from files; and we have no V8 snapshot of our own.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Electron's default: WebAssembly (Node's fetch uses some) is bounds-checked by the processor.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The file in an unpacked app that holds the fuses. */
function programOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  if (electronPlatformName === 'darwin') return join(appOutDir, `${NAME}.app`);
  return join(appOutDir, electronPlatformName === 'win32' ? `${NAME}.exe` : packager.appInfo.name);
}

/** Leaves out everything in Node packages except code and licences. */
const NOT_SHIPPED = [
  '!node_modules/**/*.{map,ts,mts,cts,flow,tsbuildinfo,markdown,yml,yaml,sh}',
  '!node_modules/**/{README,CHANGELOG,HISTORY,History,CONTRIBUTING,SECURITY,SPONSORS,MIGRATION,GOVERNANCE,PROJECT_CHARTER}*',
  '!node_modules/**/{test,tests,__tests__,docs,example,examples,bench,benchmark,benchmarks,fixtures,integration}{,/**}',
  '!node_modules/**/{example,test,*.test,*.spec}.{js,mjs,cjs}',
  '!node_modules/**/.*',
  '!node_modules/better-sqlite3/{deps,src}{,/**}',
  // Headers to compile against.
  '!node_modules/node-addon-api{,/**}',
  // Several hosts are started from the sources; the app is always alone with its games.
  '!node_modules/@redis{,/**}',
];

/**
 * What goes into a system's app. Each has a complete list: electron-builder takes a list of only exclusions as "everything but".
 * Only the target's SQLite binary goes in; `\${platform}` would be that of the build machine.
 */
const filesFor = (system: 'darwin' | 'linux' | 'win32'): string[] => [
  'dist/app/**',
  'dist/pages/**',
  'resources/tray/*.png',
  'resources/badges/*.png',
  'resources/icons/512x512.png',
  'resources/icon.ico',
  'LICENSE',
  ...NOT_SHIPPED,
  `!node_modules/better-sqlite3/prebuilds/!(${system}-\${arch}).node`,
];

/**
 * Without a certificate, the Mac app is signed ad hoc, because Apple silicon runs nothing unsigned; macOS blocks it until the user
 * allows it.
 */
const hasCertificate = ['CSC_LINK', 'CSC_NAME'].some((name) => (process.env[name] ?? '') !== '');
const ENTITLEMENTS = `resources/entitlements${hasCertificate ? '' : '-no-certificate'}.plist`;

const config: Configuration = {
  appId: 'org.tradinggamenight.app',
  productName: NAME,
  copyright: `Copyright © 2026 ${PUBLISHER}`,
  directories: { buildResources: 'resources', output: 'dist/packages' },
  asar: { smartUnpack: false },
  // The system cannot load a library from inside an archive.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  afterPack: async (context) => {
    await flipFuses(programOf(context), FUSES);
  },
  // The app does not update itself, so no update metadata is written.
  publish: null,

  win: {
    target: [{ target: 'nsis', arch: ['x64'] }],
    icon: 'icon.ico',
    files: filesFor('win32'),
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: true,
    include: 'resources/installer.nsh',
    differentialPackage: false,
    packElevateHelper: false,
    artifactName: 'trading-game-night-${version}-windows-${arch}.${ext}',
  },
  mac: {
    target: [
      { target: 'dmg', arch: ['arm64', 'x64'] },
      { target: 'zip', arch: ['arm64', 'x64'] },
    ],
    icon: 'icon.icns',
    category: 'public.app-category.games',
    files: filesFor('darwin'),
    artifactName: 'trading-game-night-${version}-mac-${arch}.${ext}',
    hardenedRuntime: true,
    ...(!hasCertificate && { identity: '-' }),
    entitlements: ENTITLEMENTS,
    entitlementsInherit: ENTITLEMENTS,
    extendInfo: {
      NSLocalNetworkUsageDescription: 'Players’ phones reach the game on this laptop over the Wi-Fi.',
      // The service type that the host announces (src/host/lan/mdns-records.ts).
      NSBonjourServices: ['_http._tcp'],
      // Electron sets these; the app needs none of them and never asks.
      NSAudioCaptureUsageDescription: null,
      NSBluetoothAlwaysUsageDescription: null,
      NSBluetoothPeripheralUsageDescription: null,
      NSCameraUsageDescription: null,
      NSMicrophoneUsageDescription: null,
    },
  },
  dmg: { title: '${productName} ${version}' },
  linux: {
    target: [
      { target: 'deb', arch: ['x64'] },
      { target: 'AppImage', arch: ['x64'] },
    ],
    icon: 'icons',
    executableName: 'trading-game-night',
    syncDesktopName: true,
    category: 'Game',
    synopsis: 'Run a Trading Game evening from one laptop',
    files: filesFor('linux'),
    artifactName: 'trading-game-night-${version}-linux-${arch}.${ext}',
  },
  deb: { packageCategory: 'games', priority: 'optional' },
};

export default config;
