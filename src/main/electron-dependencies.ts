import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
} from 'electron';
import type { Host } from '../host/host-types.ts';
import type { AppDependencies } from './app-dependencies.ts';
import type { Report } from './app-log.ts';
import { badgeImage, createTray, windowIcon } from './images.ts';
import { TITLE } from './strings.ts';
import { canPlaceWindows } from './windows/can-place-windows.ts';
import { webPreferences } from './windows/web-preferences.ts';

const PRELOAD = join(import.meta.dirname, '../preload/index.cjs');

/** What differs from one launch of the app to the next. */
export interface Launch {
  readonly dataFolder: string;
  readonly report: Report;
  readonly startHost: () => Promise<Host>;
  readonly onReady: (host: Host) => void;
}

/** The real Electron and the real machine, for `boot`. Call once the app is ready. */
export function electronDependencies({ dataFolder, report, startHost, onReady }: Launch): AppDependencies {
  let desk: BrowserWindow | null = null;
  const icon = windowIcon(process.platform);
  const openFailed = (error: unknown) => report('a page or folder could not be opened', error);
  return {
    app,
    process,
    session: session.defaultSession,
    ipc: ipcMain,
    blocker: powerSaveBlocker,
    powerMonitor,
    board: {
      displays: () => screen.getAllDisplays(),
      deskDisplay: () =>
        desk === null || desk.isDestroyed()
          ? screen.getPrimaryDisplay()
          : screen.getDisplayMatching(desk.getBounds()),
      screen,
      canPlace: canPlaceWindows({
        platform: process.platform,
        env: process.env,
        ozonePlatform: app.commandLine.getSwitchValue('ozone-platform'),
      }),
      createWindow: (bounds) =>
        new BrowserWindow({
          ...bounds,
          show: false,
          title: TITLE,
          autoHideMenuBar: true,
          ...(icon !== null && { icon }),
          // The board is read from a distance, so it has its own zoom.
          webPreferences: { ...webPreferences(PRELOAD), zoomMode: 'isolated' },
        }),
    },
    desk: {
      createWindow: (options) => (desk = new BrowserWindow(options)),
      workAreas: () => screen.getAllDisplays().map(({ workArea }) => workArea),
      isDark: () => nativeTheme.shouldUseDarkColors,
      stateFile: join(app.getPath('userData'), 'desk-window.json'),
      preload: PRELOAD,
      icon,
    },
    notifier: {
      isSupported: () => Notification.isSupported(),
      create: (options) => new Notification(options),
    },
    createTray,
    badgeImage,
    // Without a parent window, macOS blocks the process and phones get no answers.
    showDialog: async (options) =>
      (desk === null || desk.isDestroyed()
        ? await dialog.showMessageBox(options)
        : await dialog.showMessageBox(desk, options)
      ).response,
    setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
    popUpMenu: (template) => Menu.buildFromTemplate(template).popup(),
    openExternal: (url) => void shell.openExternal(url).catch(openFailed),
    exit: (code) => app.exit(code),
    showFolder: () =>
      void shell.openPath(dataFolder).then((problem) => problem !== '' && openFailed(new Error(problem))),
    manifest: () => JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as unknown,
    newerVersion: { version: app.getVersion(), fetch, timeLimit: (ms) => AbortSignal.timeout(ms) },
    report,
    newKey: randomUUID,
    monotonicNow: () => performance.now(),
    setTimer: (ms, call) => void setTimeout(call, ms).unref(),
    startHost,
    onReady,
  };
}
