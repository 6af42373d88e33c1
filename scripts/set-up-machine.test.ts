import { describe, expect, test } from 'vitest';
import { fakeMachine } from './machine.fake.ts';
import type { Machine } from './machine.ts';
import { setUpMachine } from './set-up-machine.ts';

const FULL = '/home/a/.cache/ms-playwright/chromium-12/chrome-linux64/chrome';
const SHELL = '/home/a/.cache/ms-playwright/chromium_headless_shell-12/linux/chrome-headless-shell';
const CHROMIUM = '/usr/bin/chromium-headless-shell';
const DEBIAN = '/etc/debian_version';
const TOOLS = [
  '/usr/bin/strace',
  '/usr/sbin/ip',
  '/usr/lib/python3/dist-packages/zeroconf/__init__.py',
  '/usr/sbin/nft',
  '/usr/bin/firefox-esr',
  '/usr/bin/WebKitWebDriver',
  '/usr/bin/Xvfb',
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/bin/redis-server',
  '/usr/sbin/haproxy',
];
const ON_CI: Partial<Machine> = { isRoot: true, env: { CI: 'true', PATH: '/usr/bin' } };

const APT = 'apt-get install --yes --no-install-recommends --option DPkg::Lock::Timeout=120';
const BY_PLAYWRIGHT = 'node cli.js install --only-shell chromium';

function setUp(files: string[], differs: Partial<Machine> = {}, gains: Record<string, string> = {}) {
  const { machine, ran } = fakeMachine(files, differs, gains);
  const lines: string[] = [];
  const run = () => setUpMachine(machine, FULL, (line) => lines.push(line));
  return { run, ran, lines };
}

describe('the browser', () => {
  test('that is there is left alone', () => {
    const { run, ran, lines } = setUp([DEBIAN, CHROMIUM], { isRoot: true });
    run();
    expect([ran, lines]).toEqual([[], []]);
  });

  test("is Playwright's headless shell where there is none", () => {
    const { run, ran } = setUp([DEBIAN], { isRoot: true }, { [BY_PLAYWRIGHT]: SHELL });
    run();
    expect(ran).toEqual([BY_PLAYWRIGHT]);
  });

  test("is Debian's where Playwright has none and this is root, lists fetched first", () => {
    const { run, ran } = setUp([DEBIAN], { isRoot: true }, { [APT]: CHROMIUM });
    run();
    expect(ran).toEqual([
      BY_PLAYWRIGHT,
      'apt-get update --option DPkg::Lock::Timeout=120',
      `${APT} chromium-headless-shell`,
    ]);
  });

  test.each([
    ['without root', [DEBIAN], {}],
    ['elsewhere than on Debian', [], { isRoot: true }],
  ])('is never asked of apt-get %s; a sentence says what to do', (_, files, differs) => {
    const { run, ran } = setUp(files, differs, { [APT]: CHROMIUM });
    expect(run).toThrow(/install Chromium or Chrome, or set CHROMIUM_PATH/);
    expect(ran).toEqual([BY_PLAYWRIGHT]);
  });
});

describe('the tools of the optional suites', () => {
  test('that are there are left alone, servers too', () => {
    const { run, ran, lines } = setUp([DEBIAN, CHROMIUM, ...TOOLS], ON_CI);
    run();
    expect([ran, lines]).toEqual([[], []]);
  });

  test('are installed on CI as root, lists fetched once', () => {
    const { run, ran, lines } = setUp([DEBIAN, CHROMIUM], ON_CI, { [APT]: '/usr/bin/any' });
    run();
    expect(ran.filter((line) => line.startsWith('apt-get update'))).toHaveLength(1);
    expect(ran.slice(1)).toEqual(
      [
        'strace',
        'iproute2',
        'python3-zeroconf',
        'nftables',
        'firefox-esr',
        'webkit2gtk-driver',
        'xvfb',
        'postgresql',
        'redis-server',
        'haproxy',
      ].map((name) => `${APT} ${name}`),
    );
    expect(lines).toContain('Installed nftables.');
  });

  test('cost a line each that cannot be had, and never the run', () => {
    const there = TOOLS.filter((path) => !path.includes('zeroconf') && !path.endsWith('nft'));
    const gains = { [`${APT} python3-zeroconf`]: TOOLS[2] ?? '' };
    const { run, lines } = setUp([DEBIAN, CHROMIUM, ...there], ON_CI, gains);
    run();
    expect(lines).toEqual([
      'Installed python3-zeroconf.',
      'NOT INSTALLED: nftables (Unable to fetch). Not tested: networks that lose and block packets.',
    ]);
  });

  test.each([
    ["on a developer's machine", { ...ON_CI, env: {} }],
    ['where CI is set to nothing', { ...ON_CI, env: { CI: '' } }],
    ['without root', { ...ON_CI, isRoot: false }],
  ])('are never installed %s', (_, differs) => {
    const { run, ran } = setUp([DEBIAN, CHROMIUM], differs);
    run();
    expect(ran).toEqual([]);
  });

  test('are never installed elsewhere than on Debian', () => {
    const { run, ran } = setUp([CHROMIUM], ON_CI);
    run();
    expect(ran).toEqual([]);
  });
});
