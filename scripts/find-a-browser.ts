import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { binScript } from './bin-script.ts';
import { runOrExit } from './run-or-exit.ts';

/** What the search needs of a machine, so that a test can hand in another one. */
export interface Machine {
  env: Record<string, string | undefined>;
  isRoot: boolean;
  /** Where Playwright keeps, or would keep, its own Chromium. */
  playwrightPath: string;
  exists(path: string): boolean;
  /** Existing files that match a glob pattern. */
  glob(pattern: string): string[];
  /** Runs a command to its end; true when it went well. */
  run(command: string, args: string[]): boolean;
}

/** The environment variable that overrides the search. */
const OVERRIDE = 'CHROMIUM_PATH';

const ROOT = join(import.meta.dirname, '..');

const ON_LINUX_AND_MACOS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Where Windows keeps programs: for all users, 32-bit for all users, for this user. The drive is not always C. */
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
/** Edge is on every Windows. */
const ON_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

function onWindows({ env }: Machine): string[] {
  const folders = WINDOWS_FOLDERS.flatMap((name) => env[name] ?? []);
  return ON_WINDOWS.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
}

/** Playwright's headless shell lives beside its full Chromium, under the same revision, and is faster. */
function playwrightsOwn(machine: Machine): string | undefined {
  const revision = dirname(dirname(machine.playwrightPath));
  const shells = revision.replace(/chromium-(?=\d+$)/, 'chromium_headless_shell-').replaceAll('\\', '/');
  const shell = machine.glob(`${shells}/*/*headless{-,_}shell{,.exe}`)[0];
  return shell ?? (machine.exists(machine.playwrightPath) ? machine.playwrightPath : undefined);
}

function installed(machine: Machine): string | undefined {
  return (
    playwrightsOwn(machine) ??
    [...ON_LINUX_AND_MACOS, ...onWindows(machine)].find((path) => machine.exists(path))
  );
}

function installByPlaywright(machine: Machine): string | undefined {
  machine.run(process.execPath, [binScript(ROOT, 'playwright'), 'install', '--only-shell', 'chromium']);
  return installed(machine);
}

function installByDebian(machine: Machine): string | undefined {
  if (!machine.isRoot || !machine.exists('/etc/debian_version')) return undefined;
  machine.run('apt-get', ['update']);
  machine.run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium-headless-shell']);
  return installed(machine);
}

/**
 * Path of a Chromium for the browser tests: the one named in the environment, Playwright's own, the machine's, else one
 * that this installs.
 * @throws one sentence that says what to install when there is none and none can be had.
 */
export function findABrowser(machine: Machine): string {
  const named = machine.env[OVERRIDE];
  if (named !== undefined && named !== '') {
    if (machine.exists(named)) return named;
    throw new Error(`${OVERRIDE} names ${named}, but there is no such file.`);
  }
  const found = installed(machine) ?? installByPlaywright(machine) ?? installByDebian(machine);
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium found for the browser tests: install Chromium or Chrome, or set ${OVERRIDE} to its path.`,
  );
}

/** This machine; what an installer says goes to standard error. */
export const thisMachine: Machine = {
  env: process.env,
  isRoot: process.getuid?.() === 0,
  playwrightPath: chromium.executablePath(),
  exists: existsSync,
  glob: (pattern) => globSync(pattern),
  run(command, args) {
    const run = spawnSync(command, args, {
      stdio: ['ignore', 2, 2],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return run.status === 0;
  },
};

if (import.meta.main) await runOrExit(() => console.log(findABrowser(thisMachine)));
