/** Stands in for Electron's runtime where there is none: enough for the built app to run its host and open its desk. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

class App extends EventEmitter {
  requestSingleInstanceLock(): boolean {
    return true;
  }
  async whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getPath(): string {
    return process.env['STAND_IN_USER_DATA'] ?? '';
  }
  readonly isPackaged = false;
  getVersion(): string {
    return '0.0.0';
  }
  setName(): void {
    // The name is shown by the runtime only.
  }
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(code = 0): void {
    process.exit(code);
  }
  relaunch(): void {
    // A test looks at the process's end, not at the next one.
  }
}

class WebContents extends EventEmitter {
  setWindowOpenHandler(): void {
    // Nothing opens windows here.
  }
  reload(): void {
    // There is no page.
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  async loadURL(url: string): Promise<void> {
    process.stderr.write(`window loads ${url}\n`);
    return Promise.resolve();
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 1280, height: 800 };
  }
}

const display = { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } };
export const app = new App();
export const dialog = {
  // The last button is the harmless one.
  showMessageBox: async ({ message, detail, buttons }: Electron.MessageBoxOptions) => {
    process.stderr.write(`asked: ${message} ${detail ?? ''}\n`);
    return Promise.resolve({ response: (buttons?.length ?? 1) - 1 });
  },
};
export const ipcMain = { handle: () => undefined };
export const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: () => null };
export const powerMonitor = new EventEmitter();
export const powerSaveBlocker = { start: () => 1, stop: () => true };
export const screen = {
  getAllDisplays: () => [{ ...display, workArea: display.bounds }],
  getPrimaryDisplay: () => display,
  getDisplayMatching: () => display,
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
  },
};
export const shell = {
  openExternal: async () => Promise.resolve(),
  openPath: async () => Promise.resolve(''),
};
