import { dirname } from 'node:path';
import { chromium } from '@playwright/test';
import { type Machine, thisMachine } from './machine.ts';

/** The environment variable that overrides the search. */
const OVERRIDE = 'CHROMIUM_PATH';

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
function playwrightsOwn(machine: Machine, playwrightPath: string): string | undefined {
  const revision = dirname(dirname(playwrightPath));
  const shells = revision.replace(/chromium-(?=\d+$)/, 'chromium_headless_shell-').replaceAll('\\', '/');
  const shell = machine.glob(`${shells}/*/*headless{-,_}shell{,.exe}`)[0];
  return shell ?? (machine.exists(playwrightPath) ? playwrightPath : undefined);
}

/**
 * The browser that the environment names, Playwright's own, else the machine's.
 * @throws if the environment names one that is not there.
 */
export function whereBrowserIs(machine: Machine, playwrightPath: string): string | undefined {
  const named = machine.env[OVERRIDE];
  if (named !== undefined && named !== '') {
    if (machine.exists(named)) return named;
    throw new Error(`${OVERRIDE} names ${named}, but there is no such file.`);
  }
  return (
    playwrightsOwn(machine, playwrightPath) ??
    [...ON_LINUX_AND_MACOS, ...onWindows(machine)].find((path) => machine.exists(path))
  );
}

/**
 * Path of a Chromium for the browser tests.
 * @param playwrightPath where Playwright keeps, or would keep, its own
 * @throws one sentence that says what to install when there is none.
 */
export function findBrowser(
  machine: Machine = thisMachine,
  playwrightPath: string = chromium.executablePath(),
): string {
  const found = whereBrowserIs(machine, playwrightPath);
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium found for the browser tests: run npm run set-up, install Chromium or Chrome, or set ${OVERRIDE} to its path.`,
  );
}
