import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
} from 'electron';
import type { Host } from '../host/host-types.ts';
import type { ShellParts } from './boot.ts';
import { webPreferences } from './web-preferences.ts';
import { WORDS } from './words.ts';

const PRELOAD = join(import.meta.dirname, '../preload/index.cjs');

/** Nothing sensible can be done about a page that does not open outside; it is written down. */
const log = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

/** Electron itself and the machine, for `boot`. The only file that holds them. Use after the app is ready. */
export function electronParts(
  dataFolder: string,
  startHost: () => Promise<Host>,
  onReady: (host: Host) => void,
): ShellParts {
  let desk: BrowserWindow | null = null;
  return {
    app,
    process,
    session: session.defaultSession,
    ipc: ipcMain,
    blocker: powerSaveBlocker,
    sleep: powerMonitor,
    board: {
      displays: () => screen.getAllDisplays(),
      displayOfDesk: () =>
        desk === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(desk.getBounds()),
      createWindow: (bounds) =>
        new BrowserWindow({ ...bounds, title: WORDS.title, webPreferences: webPreferences(PRELOAD) }),
    },
    desk: {
      createWindow: (options) => (desk = new BrowserWindow(options)),
      workAreas: () => screen.getAllDisplays().map(({ workArea }) => workArea),
      stateFile: join(app.getPath('userData'), 'desk-window.json'),
      preload: PRELOAD,
    },
    showQuestion: async (options) => (await dialog.showMessageBox(options)).response,
    setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
    openExternal: (url) => void shell.openExternal(url).catch(log),
    showFolder: () => void shell.openPath(dataFolder).then((problem) => problem !== '' && log(problem)),
    log,
    newKey: randomUUID,
    steady: () => performance.now(),
    after: (ms, call) => void setTimeout(call, ms).unref(),
    startHost,
    onReady,
  };
}
