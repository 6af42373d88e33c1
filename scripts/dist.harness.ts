/** Packages the app for a system from a fake runtime, offline, and reads the result. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from './dist-plan.ts';
import { writeRuntime } from './dist-runtime.fake.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

export const ROOT = join(import.meta.dirname, '..');
const NAME = 'Trading Game Night';

/** Makes a Node process fail loudly if it opens any connection. */
const NO_NETWORK = `import net from 'node:net';
net.Socket.prototype.connect = () => { process.stderr.write('REACHED FOR THE NETWORK\\n'); process.exit(1); };`;
const CLOSED_PORT = 'http://127.0.0.1:9';

/** The environment of a machine without a network and with empty download caches. */
export function offline(folder: string): NodeJS.ProcessEnv {
  const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  return {
    ...process.env,
    ...Object.fromEntries(proxies.map((name) => [name, CLOSED_PORT])),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(NO_NETWORK)}`,
    ELECTRON_BUILDER_CACHE: join(folder, 'cache/builder'),
    electron_config_cache: join(folder, 'cache/electron'),
  };
}

/** The layout of an unpacked app. */
const LAYOUT: Record<System, { app: string; program: string; resources: string }> = {
  linux: { app: 'linux-unpacked', program: 'trading-game-night', resources: 'resources' },
  win32: { app: 'win-unpacked', program: `${NAME}.exe`, resources: 'resources' },
  darwin: { app: 'mac-arm64', program: `${NAME}.app`, resources: `${NAME}.app/Contents/Resources` },
};

export interface PackedApp {
  /** The folder of the unpacked app. */
  app: string;
  /** The file that holds the fuses. */
  program: string;
  resources: string;
  archive: string;
  /** The native code beside the archive. */
  binaries: string[];
  /** What was downloaded in the process. */
  downloaded: string[];
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/**
 * Builds a system's unpacked app by `npm run dist`, without a network and with any extra arguments.
 * @throws its output if it fails.
 */
export function packApp(system: System, folder: string, ...extraArguments: string[]): PackedApp {
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { recursive: true });
  writeRuntime(runtime, system);
  const output = join(folder, 'output');
  const flag = { linux: '--linux', win32: '--win', darwin: '--mac' }[system];
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'scripts/dist.ts'),
      flag,
      '--dir',
      '--runtime',
      runtime,
      '--output',
      output,
      ...extraArguments,
    ],
    { cwd: ROOT, encoding: 'utf8', env: offline(folder) },
  );
  if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
  const { app, program, resources } = LAYOUT[system];
  return {
    app: join(output, app),
    program: join(output, app, program),
    resources: join(output, app, resources),
    archive: join(output, app, resources, 'app.asar'),
    binaries: filesIn(join(output, app)).filter((file) => file.endsWith('.node')),
    downloaded: filesIn(join(folder, 'cache')),
  };
}

/** A folder outside the project, removed at the end of the block that uses it. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = makeTemporaryFolder('night-dist-');
  return { path, [Symbol.dispose]: () => removeFolder(path) };
}

/** The format and processor of a native binary, from its first bytes. */
export function nativeFormat(file: string): string {
  const bytes = readFileSync(file);
  if (bytes.readUInt32BE(0) === 0x7f_45_4c_46) return `ELF machine ${bytes.readUInt16LE(18)}`;
  if (bytes.readUInt32LE(0) === 0xfe_ed_fa_cf)
    return `Mach-O processor ${bytes.readUInt32LE(4).toString(16)}`;
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString('latin1', header, header + 2) === 'PE') {
    return `PE machine ${bytes.readUInt16LE(header + 4).toString(16)}`;
  }
  return 'unknown';
}
