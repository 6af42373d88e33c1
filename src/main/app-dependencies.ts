import type { App, MenuItemConstructorOptions, PowerMonitor, Rectangle, WebContents } from 'electron';
import type { Host } from '../host/host-types.ts';
import type { Report } from './app-log.ts';
import type { ShowDialog } from './dialogs.ts';
import type { IpcRegistry } from './ipc.ts';
import type { NewerVersionDependencies } from './newer-version.ts';
import type { NotifierDependencies } from './notifier.ts';
import type { PermissionSession } from './permissions.ts';
import type { SleepBlocker, PowerEvents } from './power.ts';
import type { TrayDependencies } from './tray.ts';
import type { WaitingCountDependencies } from './waiting-count.ts';
import type { BoardDependencies, BoardWindow } from './windows/board-window.ts';
import type { DeskDependencies } from './windows/desk-window.ts';
import type { GuardedContents } from './windows/navigation.ts';
import type { CrashingContents } from './windows/reload-after-crash.ts';

/** The board's window, including its contents. */
export type FullBoardWindow = BoardWindow & {
  readonly webContents: GuardedContents & CrashingContents & Pick<WebContents, 'on'>;
};

/** What the app uses of Electron and of the machine: passed in, so that everything but Electron itself can be tested. */
export interface AppDependencies {
  readonly app: Pick<App, 'on' | 'quit' | 'relaunch' | 'focus' | 'setBadgeCount'>;
  readonly process: Pick<NodeJS.Process, 'on' | 'platform'>;
  readonly session: PermissionSession;
  readonly ipc: IpcRegistry;
  readonly blocker: SleepBlocker;
  readonly powerMonitor: PowerEvents & Pick<PowerMonitor, 'on'>;
  readonly board: Pick<BoardDependencies, 'displays' | 'deskDisplay' | 'screen' | 'canPlace'> & {
    readonly createWindow: (bounds: Rectangle) => FullBoardWindow;
  };
  readonly desk: Pick<
    DeskDependencies,
    'createWindow' | 'workAreas' | 'isDark' | 'stateFile' | 'preload' | 'icon'
  >;
  readonly notifier: Pick<NotifierDependencies, 'isSupported' | 'create'>;
  readonly createTray: TrayDependencies['createTray'];
  readonly badgeImage: WaitingCountDependencies['badgeImage'];
  /** Over the desk, if there is one. */
  readonly showDialog: ShowDialog;
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly popUpMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly openExternal: (url: string) => void;
  readonly showFolder: () => void;
  /** Ends the process immediately and on purpose. */
  readonly exit: (code: number) => void;
  /** The app's package.json, which may name a feed of newer versions. */
  readonly manifest: () => unknown;
  readonly newerVersion: Pick<NewerVersionDependencies, 'version' | 'fetch' | 'timeLimit'>;
  readonly report: Report;
  readonly newKey: () => string;
  readonly monotonicNow: () => number;
  readonly setTimer: (ms: number, call: () => void) => void;
  /** Starts the host; rejects with a sentence for the banker. */
  readonly startHost: () => Promise<Host>;
  /** Called once the desk is usable. */
  readonly onReady: (host: Host) => void;
}
