/** Where evenings are kept: one folder for the desktop app and the headless host. */
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, posix, win32 } from 'node:path';

/** What decides on this machine where programs keep their data. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: absolute(homedir(), { isAbsolute }) ?? userInfo().homedir,
});

/** The program's own folder: `data` in it holds the evenings, `app` the desktop app's window position and cookies. */
export function programFolder({ platform, env, home }: Machine): string {
  if (platform === 'win32')
    return win32.join(
      onDrive(env['LOCALAPPDATA']) ?? win32.join(home, 'AppData', 'Local'),
      'Trading Game Night',
    );
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Trading Game Night');
  return posix.join(xdg(env['XDG_DATA_HOME']) ?? posix.join(home, '.local', 'share'), 'trading-game-night');
}

/** Where the evenings are kept by default. */
export const usualDataFolder = (machine: Machine): string => join(programFolder(machine), 'data');

/**
 * Where earlier versions kept them: the headless host in its checkout, the app in the user's (on Windows roaming) settings.
 * @param checkout the project's folder; null in a package
 */
export function earlierDataFolders({ platform, env, home }: Machine, checkout: string | null): string[] {
  const roaming = {
    win32: onDrive(env['APPDATA']) ?? win32.join(home, 'AppData', 'Roaming'),
    darwin: posix.join(home, 'Library', 'Application Support'),
  };
  const settings =
    platform === 'win32' || platform === 'darwin'
      ? roaming[platform]
      : (xdg(env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config'));
  const ofTheApp = join(settings, 'Trading Game night', 'data');
  return checkout === null ? [ofTheApp] : [join(checkout, 'data'), ofTheApp];
}

/** Null where it is relative, or empty: it would lead to wherever the program is started from. So the XDG specification says, too. */
function absolute(path: string | undefined, system: Pick<typeof posix, 'isAbsolute'>): string | null {
  return path !== undefined && system.isAbsolute(path) ? path : null;
}

const xdg = (path: string | undefined) => absolute(path, posix);
const onDrive = (path: string | undefined) => absolute(path, win32);
