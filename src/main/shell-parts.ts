import type { App, MenuItemConstructorOptions, PowerMonitor, Rectangle, WebContents } from 'electron';
import type { Host } from '../host/host-types.ts';
import type { IpcHandles } from './ipc.ts';
import type { NewerVersionParts } from './newer-version.ts';
import type { NotifierParts } from './notifier.ts';
import type { PermissionSession } from './permissions.ts';
import type { Blocker, SleepMonitor } from './power.ts';
import type { ShowQuestion } from './questions.ts';
import type { Report } from './shell-log.ts';
import type { TrayParts } from './tray.ts';
import type { WaitingParts } from './waiting.ts';
import type { BoardParts, BoardWindow } from './windows/board-window.ts';
import type { CrashingContents } from './windows/crash.ts';
import type { DeskParts } from './windows/desk-window.ts';
import type { GuardedContents } from './windows/navigation.ts';

/** The board's window, with its contents. */
export type FullBoardWindow = BoardWindow & {
  readonly webContents: GuardedContents & CrashingContents & Pick<WebContents, 'on'>;
};

/**
 * The parts of Electron and of the machine that the app uses: passed in, so that everything but Electron itself can be tested.
 */
export interface ShellParts {
  readonly app: Pick<App, 'on' | 'quit' | 'relaunch' | 'focus' | 'setBadgeCount'>;
  readonly process: Pick<NodeJS.Process, 'on' | 'platform'>;
  readonly session: PermissionSession;
  readonly ipc: IpcHandles;
  readonly blocker: Blocker;
  readonly power: SleepMonitor & Pick<PowerMonitor, 'on'>;
  readonly board: Pick<BoardParts, 'displays' | 'deskDisplay' | 'screen' | 'canPlace'> & {
    readonly createWindow: (bounds: Rectangle) => FullBoardWindow;
  };
  readonly desk: Pick<DeskParts, 'createWindow' | 'workAreas' | 'isDark' | 'stateFile' | 'preload' | 'icon'>;
  readonly notifier: Pick<NotifierParts, 'isSupported' | 'create'>;
  readonly createTray: TrayParts['createTray'];
  readonly badge: WaitingParts['badge'];
  /** Over the desk, where there is one. */
  readonly showQuestion: ShowQuestion;
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly popUpMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly openExternal: (url: string) => void;
  readonly showFolder: () => void;
  /** Ends the process at once, and on purpose. */
  readonly exit: (code: number) => void;
  /** The app's package.json, which may name a feed of newer versions. */
  readonly manifest: () => unknown;
  readonly newer: Pick<NewerVersionParts, 'version' | 'fetch' | 'timeLimit'>;
  readonly report: Report;
  readonly newKey: () => string;
  readonly steady: () => number;
  readonly after: (ms: number, call: () => void) => void;
  /** Starts the host; rejects with a sentence for the banker. */
  readonly startHost: () => Promise<Host>;
  /** Called once the desk can be used. */
  readonly onReady: (host: Host) => void;
}
