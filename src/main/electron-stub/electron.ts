/**
 * Stands in for Electron's runtime: enough for the built app to run its host and behave like an app. It reports every call on
 * standard error and, if `ELECTRON_STUB_COMMANDS` is set, takes a test's commands on standard input.
 */
import { EventEmitter } from 'node:events';
import { dirname, join } from 'node:path';
import type * as Electron from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { runCommands } from './commands.ts';

export { BrowserWindow } from './browser-window.ts';

const print = (line: string) => void process.stderr.write(`${line}\n`);

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map<string, string>();
  readonly commandLine: Pick<Electron.CommandLine, 'getSwitchValue'> = {
    getSwitchValue(name) {
      const given = process.argv.find((arg) => arg.startsWith(`--${name}=`));
      return given?.slice(name.length + 3) ?? '';
    },
  };
  requestSingleInstanceLock(): boolean {
    return process.env['ELECTRON_STUB_SECOND_INSTANCE'] === undefined;
  }
  getAppPath(): string {
    const given = process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '';
    return given.endsWith('.js') ? join(dirname(given), '../../..') : given;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  async whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? '';
  }
  getLocale(): string {
    return 'en-GB';
  }
  getVersion(): string {
    return '0.0.0';
  }
  setName(): void {
    // Only the real runtime shows the name.
  }
  setAppUserModelId(id: string): void {
    print(`app is ${id}`);
  }
  setAboutPanelOptions({ applicationVersion }: Electron.AboutPanelOptionsOptions): void {
    print(`about: version ${applicationVersion ?? 'unknown'}`);
  }
  disableHardwareAcceleration(): void {
    print('no hardware acceleration');
  }
  setBadgeCount(count = 0): boolean {
    print(`badge ${count}`);
    return true;
  }
  focus(): void {
    print('app focused');
  }
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.exit();
  }
  exit(code = 0): void {
    process.exit(code);
  }
  relaunch(): void {
    // Tests look at how this process ends, not at the next one.
  }
}

export const app = new App();

/** The buttons to press in the next dialogs; by default the last one, which is harmless. */
const answers: number[] = [];
const ask = async ({ message, detail, buttons }: Electron.MessageBoxOptions, isOverDesk: boolean) => {
  print(`asked${isOverDesk ? '' : ' without a window'}: ${message} ${detail ?? ''}`);
  return Promise.resolve({ response: answers.shift() ?? (buttons?.length ?? 1) - 1 });
};
export const dialog = {
  showMessageBox: async (
    ...given: [Electron.MessageBoxOptions] | [BrowserWindow, Electron.MessageBoxOptions]
  ) => (given.length === 1 ? ask(given[0], false) : ask(given[1], true)),
};

export const ipcMain = { handle: () => undefined };
export const Menu = {
  setApplicationMenu: () => undefined,
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => ({
    template,
    popup: () => print(`menu: ${template.map(({ label = '' }) => label).join()}`),
  }),
};
export const nativeImage = { createFromPath: (path: string) => ({ path }) };
export const nativeTheme = { shouldUseDarkColors: false };

export class Notification extends EventEmitter {
  readonly #words: Electron.NotificationConstructorOptions;
  constructor(words: Electron.NotificationConstructorOptions) {
    super();
    this.#words = words;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    print(`notification: ${this.#words.title ?? ''}`);
  }
  close(): void {
    print('notification closed');
  }
}

export const powerMonitor = new EventEmitter();
export const powerSaveBlocker = { start: () => 1, stop: () => true };

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
  getDisplayMatching: () => display,
});
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

/** Clicks the entry with this label in the tray's menu. */
let choose: (label: string) => void = () => print('there is no tray');

export class Tray extends EventEmitter {
  setToolTip(): void {
    // Nobody ever hovers over it.
  }
  setContextMenu({ template }: { template: { label?: string; click?: () => void }[] }): void {
    choose = (wanted) => template.find(({ label }) => label === wanted)?.click?.();
  }
}

const commands = {
  answer: (button: string) => void answers.push(Number(button)),
  quit: () => app.quit(),
  tray: (label: string) => choose(label),
  close: () => BrowserWindow.desk()?.close(),
  'second-start': () => app.emit('second-instance'),
  shutdown: () => powerMonitor.emit('shutdown', { preventDefault: () => print('shutdown waits') }),
  'gpu-gone': () => app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 }),
  throw: () =>
    setImmediate(() => {
      throw new Error('thrown by a test');
    }),
};
if (process.env['ELECTRON_STUB_COMMANDS'] !== undefined) runCommands(commands);
