import { isAbsolute } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { earlierDataFolders, type Machine, programFolder, thisMachine } from './data-folder-location.ts';

const LINUX: Machine = { platform: 'linux', env: {}, home: '/home/berta' };
const MAC: Machine = { platform: 'darwin', env: {}, home: '/Users/berta' };
const WINDOWS: Machine = {
  platform: 'win32',
  env: { LOCALAPPDATA: 'C:\\Users\\berta\\AppData\\Local', APPDATA: 'C:\\Users\\berta\\AppData\\Roaming' },
  home: 'C:\\Users\\berta',
};

describe('the folder of the program', () => {
  it.each([
    [LINUX, '/home/berta/.local/share/trading-game-night'],
    [{ ...LINUX, env: { XDG_DATA_HOME: '/data/berta' } }, '/data/berta/trading-game-night'],
    [{ ...LINUX, env: { XDG_DATA_HOME: '' } }, '/home/berta/.local/share/trading-game-night'],
    [{ ...LINUX, env: { XDG_DATA_HOME: 'relative' } }, '/home/berta/.local/share/trading-game-night'],
    [MAC, '/Users/berta/Library/Application Support/Trading Game Night'],
    [WINDOWS, 'C:\\Users\\berta\\AppData\\Local\\Trading Game Night'],
    [{ ...WINDOWS, env: {} }, 'C:\\Users\\berta\\AppData\\Local\\Trading Game Night'],
    [
      { ...WINDOWS, env: { LOCALAPPDATA: 'relative' } },
      'C:\\Users\\berta\\AppData\\Local\\Trading Game Night',
    ],
    // Of whatever drive the program is started on.
    [
      { ...WINDOWS, env: { LOCALAPPDATA: 'C:Local' } },
      'C:\\Users\\berta\\AppData\\Local\\Trading Game Night',
    ],
  ] as const)('of %j is %s, which stays on this computer', (machine, folder) => {
    expect(programFolder(machine)).toBe(folder);
  });
});

describe('the folders of earlier versions', () => {
  it.skipIf(process.platform === 'win32')(
    'are the checkout and where the app was (not run on Windows: POSIX paths)',
    () => {
      expect(earlierDataFolders(LINUX, '/src/night')).toEqual([
        '/src/night/data',
        '/home/berta/.config/Trading Game night/data',
      ]);
      expect(earlierDataFolders({ ...LINUX, env: { XDG_CONFIG_HOME: '/settings' } }, null)).toEqual([
        '/settings/Trading Game night/data',
      ]);
      expect(earlierDataFolders(MAC, null)).toEqual([
        '/Users/berta/Library/Application Support/Trading Game night/data',
      ]);
    },
  );

  it('are in the roaming profile on Windows', () => {
    expect(earlierDataFolders(WINDOWS, null).map((folder) => folder.replaceAll('/', '\\'))).toEqual([
      'C:\\Users\\berta\\AppData\\Roaming\\Trading Game night\\data',
    ]);
    expect(earlierDataFolders({ ...WINDOWS, env: { APPDATA: 'relative' } }, null)).toEqual(
      earlierDataFolders(WINDOWS, null),
    );
  });
});

describe('this machine', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each(
    ['HOME', 'USERPROFILE'].flatMap((name) => ['', 'relative', './here', '..'].map((is) => [name, is])),
  )('has the account’s own home folder, wherever it is started, also where %s is %j', (name, is) => {
    vi.stubEnv(name, is);
    expect(isAbsolute(thisMachine().home)).toBe(true);
  });
});
