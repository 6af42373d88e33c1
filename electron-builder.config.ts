import { join } from 'node:path';
import { flipFuses, type FuseV1Config, FuseV1Options, FuseVersion } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

const NAME = 'Trading Game Night';
/** What whoever reads a signature, a menu or a firewall sees. */
const PUBLISHER = 'Trading Game Night contributors';

/**
 * All switches of Electron 45's wire. `strictlyRequireAllFuses`: a newer Electron with one more stops the build until
 * somebody has decided about it; electron-builder's own `electronFuses` knows all but the last and can't be strict.
 */
export const FUSES: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The app is no Node for other programs, and takes no orders from their environment.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The host's key lies beside the cookie in plain: encrypting would protect nothing, and a keyring may ask for a password.
  [FuseV1Options.EnableCookieEncryption]: false,
  // Only the code that was packed is run. Linux has no such check; the switch does nothing there.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Pages come over http from loopback, never from files; nobody brings a snapshot of their own.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Electron's default: WebAssembly (Node's fetch has some) is guarded by the processor.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The program that holds the fuses, inside an unpacked app. */
function programOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  if (electronPlatformName === 'darwin') return join(appOutDir, `${NAME}.app`);
  return join(appOutDir, electronPlatformName === 'win32' ? `${NAME}.exe` : packager.appInfo.name);
}

/** Of Node packages only what runs, and every licence. */
const NOT_SHIPPED = [
  '!node_modules/**/*.{map,ts,mts,cts,flow,tsbuildinfo,markdown,yml,yaml,sh}',
  '!node_modules/**/{README,CHANGELOG,HISTORY,History,CONTRIBUTING,SECURITY,SPONSORS,MIGRATION,GOVERNANCE,PROJECT_CHARTER}*',
  '!node_modules/**/{test,tests,__tests__,docs,example,examples,bench,benchmark,benchmarks,fixtures,integration}{,/**}',
  '!node_modules/**/{example,test,*.test,*.spec}.{js,mjs,cjs}',
  '!node_modules/**/.*',
  '!node_modules/better-sqlite3/{deps,src}{,/**}',
  // Headers, to compile against.
  '!node_modules/node-addon-api{,/**}',
];

/**
 * What goes into a system's app. A whole list for each: electron-builder takes a list of exclusions as "everything but".
 * Of SQLite only the binary of the target goes in; `\${platform}` would be the building machine's.
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

/** Without a certificate a Mac's app is signed for itself: it opens after a right click. Apple Silicon runs nothing unsigned. */
const hasCertificate = ['CSC_LINK', 'CSC_NAME'].some((name) => (process.env[name] ?? '') !== '');
const ENTITLEMENTS = `resources/entitlements${hasCertificate ? '' : '-no-certificate'}.plist`;

const config: Configuration = {
  appId: 'org.tradinggamenight.app',
  productName: NAME,
  copyright: `Copyright © 2026 ${PUBLISHER}`,
  directories: { buildResources: 'resources', output: 'dist/packages' },
  asar: { smartUnpack: false },
  // The system opens programs, not archives.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  afterPack: async (context) => {
    await flipFuses(programOf(context), FUSES);
  },
  // Nothing updates itself, so nothing is written for an updater.
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
      // As the host announces itself (src/host/lan/mdns-records.ts).
      NSBonjourServices: ['_http._tcp'],
      // Electron brings these; the app wants none of it and never asks.
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
