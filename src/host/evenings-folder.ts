/** Where evenings are kept: one folder for the desktop app and for the host without a window. */
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';

/** What of the machine decides where programs keep their data. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

/** The program's own folder: `data` in it holds the evenings, `app` the desktop app's window and cookies. */
export function programFolder({ platform, env, home }: Machine): string {
  if (platform === 'win32')
    return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), 'Trading Game Night');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Trading Game Night');
  return posix.join(xdg(env['XDG_DATA_HOME']) ?? posix.join(home, '.local', 'share'), 'trading-game-night');
}

/** Where the evenings are kept unless somebody chooses. */
export const usualDataFolder = (machine: Machine): string => join(programFolder(machine), 'data');

/**
 * Where versions up to 0.1 kept them: the host without a window in its checkout, the app in a folder that roams.
 * @param checkout the project's folder; null in a package
 */
export function earlierDataFolders({ platform, env, home }: Machine, checkout: string | null): string[] {
  const roaming = {
    win32: env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'),
    darwin: posix.join(home, 'Library', 'Application Support'),
  };
  const settings =
    platform === 'win32' || platform === 'darwin'
      ? roaming[platform]
      : (xdg(env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config'));
  const ofTheApp = join(settings, 'Trading Game night', 'data');
  return checkout === null ? [ofTheApp] : [join(checkout, 'data'), ofTheApp];
}

/** The XDG specification has relative paths ignored. */
function xdg(path: string | undefined): string | null {
  return path !== undefined && posix.isAbsolute(path) ? path : null;
}
