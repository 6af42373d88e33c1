import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planDist, whyNotBuildable } from './dist-plan.ts';

describe('npm run dist', () => {
  it('builds packages for the system it runs on', () => {
    expect(planDist([], 'win32')).toEqual({
      systems: ['win32'],
      folderOnly: false,
      runtime: null,
      output: null,
      feed: null,
    });
  });

  it('follows its arguments', () => {
    const args = ['--linux', '--mac', '--dir', '--runtime', 'electron', '--output', 'out'];
    expect(planDist([...args, '--feed', 'https://example.org/newest.json'], 'linux')).toEqual({
      systems: ['linux', 'darwin'],
      folderOnly: true,
      runtime: resolve('electron'),
      output: resolve('out'),
      feed: 'https://example.org/newest.json',
    });
  });

  it('only prints its usage with --help', () => {
    expect(planDist(['--help', '--win'], 'linux')).toBeNull();
  });

  it.each([
    [['--windows'], 'linux', 'windows'],
    [['now'], 'linux', 'now'],
    [['--feed', 'http://example.org/newest.json'], 'linux', 'https'],
    [['--feed', 'newest'], 'linux', 'https'],
    [[], 'freebsd', 'no packages for freebsd'],
  ] as const)('says what is wrong with %j on %s', (args, platform, why) => {
    expect(() => planDist([...args], platform)).toThrow(why);
  });
});

describe('a package for another system', () => {
  it.each([
    ['linux', 'win32', 'Packages for Linux can only be built on Linux'],
    ['win32', 'linux', 'Packages for Windows can only be built on Windows'],
    ['darwin', 'linux', 'Packages for macOS can only be built on macOS'],
  ] as const)('(%s on %s) is not built, and the reason is given', (system, platform, why) => {
    expect(whyNotBuildable(system, false, platform)).toContain(why);
  });

  it.each([
    ['win32', 'darwin'],
    ['linux', 'win32'],
    ['darwin', 'linux'],
  ] as const)('(%s on %s) can be built as a folder', (system, platform) => {
    expect(whyNotBuildable(system, true, platform)).toBeNull();
  });

  it('cannot even be unpacked for a Mac on Windows', () => {
    expect(whyNotBuildable('darwin', true, 'win32')).toContain('Windows');
  });
});
