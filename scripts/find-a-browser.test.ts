import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findABrowser, type Machine } from './find-a-browser.ts';

const FULL = '/home/a/.cache/ms-playwright/chromium-12/chrome-linux64/chrome';
const SHELL = '/home/a/.cache/ms-playwright/chromium_headless_shell-12/linux/chrome-headless-shell';
const DEBIANS = '/usr/bin/chromium-headless-shell';

/** A machine that has `files`, and gains what `gains` says when a command runs that starts so. */
function machine(files: string[], differs: Partial<Machine> = {}, gains: Record<string, string> = {}) {
  const present = new Set(files);
  const ran: string[] = [];
  const made: Machine = {
    env: {},
    isRoot: false,
    playwrightPath: FULL,
    exists: (path) => present.has(path),
    glob: (pattern) => (pattern.includes('chromium_headless_shell-12/') && present.has(SHELL) ? [SHELL] : []),
    run(command, args) {
      const line = [
        command === process.execPath ? 'node' : command,
        ...args.map((arg) => basename(arg)),
      ].join(' ');
      ran.push(line);
      const gain = Object.entries(gains).find(([start]) => line.startsWith(start));
      if (gain) present.add(gain[1]);
      return gain !== undefined;
    },
    ...differs,
  };
  return { made, ran };
}

describe('findABrowser', () => {
  test('takes what the environment names before anything else', () => {
    const { made } = machine(['/opt/mine', SHELL], { env: { CHROMIUM_PATH: '/opt/mine' } });
    expect(findABrowser(made)).toBe('/opt/mine');
  });

  test('says so when the environment names a file that is not there', () => {
    const { made, ran } = machine([SHELL], { env: { CHROMIUM_PATH: '/opt/gone' } });
    expect(() => findABrowser(made)).toThrow('CHROMIUM_PATH names /opt/gone');
    expect(ran).toEqual([]);
  });

  test.each([
    [[SHELL, FULL, DEBIANS], SHELL],
    [[FULL, DEBIANS], FULL],
    [['/usr/bin/google-chrome', '/usr/bin/chromium', DEBIANS], DEBIANS],
    [['/usr/bin/google-chrome', '/usr/bin/chromium'], '/usr/bin/chromium'],
    [['/usr/bin/google-chrome'], '/usr/bin/google-chrome'],
  ])('of %j takes %s and installs nothing', (files, expected) => {
    const { made, ran } = machine(files);
    expect(findABrowser(made)).toBe(expected);
    expect(ran).toEqual([]);
  });

  const X64 = 'D:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const X86 = 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe';
  const OWN = 'C:\\Users\\Ana B\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
  const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  test.each([
    [[X64, X86, OWN, EDGE], X64],
    [[X86, OWN, EDGE], X86],
    [[OWN, EDGE], OWN],
    [[EDGE], EDGE],
  ])('on Windows of %j takes %s', (files, expected) => {
    const env = {
      ProgramFiles: 'D:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\Ana B\\AppData\\Local',
    };
    const { made, ran } = machine(files, { env });
    expect(findABrowser(made)).toBe(expected);
    expect(ran).toEqual([]);
  });

  test.each([
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ])('on a Mac takes %s', (browser) => {
    expect(findABrowser(machine([browser]).made)).toBe(browser);
  });

  test('has Playwright install its headless shell when there is no browser', () => {
    const { made, ran } = machine([], {}, { 'node cli.js install --only-shell chromium': SHELL });
    expect(findABrowser(made)).toBe(SHELL);
    expect(ran).toHaveLength(1);
  });

  test('on Debian as root falls back to apt-get, lists refreshed first', () => {
    const { made, ran } = machine(['/etc/debian_version'], { isRoot: true }, { 'apt-get install': DEBIANS });
    expect(findABrowser(made)).toBe(DEBIANS);
    expect(ran.slice(1)).toEqual([
      'apt-get update',
      'apt-get install --yes --no-install-recommends chromium-headless-shell',
    ]);
  });

  test('without root never calls apt-get, and says in a sentence what to install', () => {
    const { made, ran } = machine(['/etc/debian_version'], {}, { 'apt-get install': DEBIANS });
    expect(() => findABrowser(made)).toThrow(/install Chromium or Chrome, or set CHROMIUM_PATH/);
    expect(ran).toEqual(['node cli.js install --only-shell chromium']);
  });
});
