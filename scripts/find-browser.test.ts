import { describe, expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { fakeMachine } from './machine.fake.ts';

const FULL = '/home/a/.cache/ms-playwright/chromium-12/chrome-linux64/chrome';
const SHELL = '/home/a/.cache/ms-playwright/chromium_headless_shell-12/linux/chrome-headless-shell';
const DEBIANS = '/usr/bin/chromium-headless-shell';

describe('findBrowser', () => {
  test('takes what the environment names before anything else', () => {
    const { machine } = fakeMachine(['/opt/mine', SHELL], { env: { CHROMIUM_PATH: '/opt/mine' } });
    expect(findBrowser(machine, FULL)).toBe('/opt/mine');
  });

  test('says so when the environment names a file that is not there', () => {
    const { machine, ran } = fakeMachine([SHELL], { env: { CHROMIUM_PATH: '/opt/gone' } });
    expect(() => findBrowser(machine, FULL)).toThrow('CHROMIUM_PATH names /opt/gone');
    expect(ran).toEqual([]);
  });

  test.each([
    [[SHELL, FULL, DEBIANS], SHELL],
    [[FULL, DEBIANS], FULL],
    [['/usr/bin/google-chrome', '/usr/bin/chromium', DEBIANS], DEBIANS],
    [['/usr/bin/google-chrome', '/usr/bin/chromium'], '/usr/bin/chromium'],
    [['/usr/bin/google-chrome'], '/usr/bin/google-chrome'],
  ])('of %j takes %s and installs nothing', (files, expected) => {
    const { machine, ran } = fakeMachine(files);
    expect(findBrowser(machine, FULL)).toBe(expected);
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
    const { machine, ran } = fakeMachine(files, { env });
    expect(findBrowser(machine, FULL)).toBe(expected);
    expect(ran).toEqual([]);
  });

  test.each([
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ])('on a Mac takes %s', (browser) => {
    expect(findBrowser(fakeMachine([browser]).machine, FULL)).toBe(browser);
  });

  test('says in a sentence what to do when there is none, and installs nothing', () => {
    const { machine, ran } = fakeMachine(['/etc/debian_version'], { isRoot: true });
    expect(() => findBrowser(machine, FULL)).toThrow(/run npm run set-up, install .* or set CHROMIUM_PATH/);
    expect(ran).toEqual([]);
  });
});
