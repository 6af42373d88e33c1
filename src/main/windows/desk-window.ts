import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Report } from '../app-log.ts';
import { isSameOrigin } from '../same-origin.ts';
import { TITLE } from '../strings.ts';
import { loadPage } from './load-page.ts';
import type { GuardedContents } from './navigation.ts';
import { openingPage, PAPER } from './opening-page.ts';
import { webPreferences } from './web-preferences.ts';
import { DEFAULT_SIZE, readWindowState, type WindowState, writeWindowState } from './window-state.ts';

/** The methods of the desk's window that the app uses. */
export type DeskWindow = Pick<
  BrowserWindow,
  | 'on'
  | 'once'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'isDestroyed'
  | 'isVisible'
  | 'isMinimized'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'setTitle'
  | 'setOverlayIcon'
> & {
  readonly webContents: GuardedContents &
    Pick<BrowserWindow['webContents'], 'reload' | 'getURL' | 'isCrashed'>;
};

export interface DeskDependencies {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => DeskWindow;
  readonly workAreas: () => readonly Rectangle[];
  readonly isDark: () => boolean;
  readonly platform: NodeJS.Platform;
  readonly stateFile: string;
  readonly preload: string;
  readonly icon: string | null;
  readonly origin: () => string;
  /** A fresh link to the desk; null before there is a host. Rejects with what the host rejects with. */
  readonly deskUrl: () => Promise<string | null>;
  readonly report: Report;
}

/** The desk's window, as the rest of the app uses it. */
export interface Desk {
  readonly window: DeskWindow;
  /** Loads the desk with a fresh link; resolves once it has loaded or failed to. */
  open(): Promise<void>;
  /** Brings the window to the front, even if it is hidden or minimised. */
  raise(): void;
  /** Like `raise`, and loads the desk if the window shows anything else. */
  show(): void;
  /** Hides the window; the page keeps running. */
  hide(): void;
  /** Whether the window is open, visible and not minimised. */
  isOnScreen(): boolean;
  /** Saves its position for the next start; a failure is logged. */
  savePosition(): void;
}

/** Opens the desk's window where it was last, immediately, with a placeholder page; the caller decides what closing it means. */
export function openDeskWindow(dependencies: DeskDependencies): Desk {
  const { report, stateFile, platform } = dependencies;
  const state = savedState(dependencies);
  const window = dependencies.createWindow({
    ...(state?.bounds ?? DEFAULT_SIZE),
    minWidth: 640,
    minHeight: 480,
    title: TITLE,
    backgroundColor: dependencies.isDark() ? PAPER.dark : PAPER.light,
    autoHideMenuBar: false,
    ...(dependencies.icon !== null && { icon: dependencies.icon }),
    webPreferences: webPreferences(dependencies.preload),
  });
  if (state?.maximized === true) window.maximize();
  void loadPage(window, openingPage(), report);
  let isHiding = false;

  const open = async () => {
    try {
      const url = await dependencies.deskUrl();
      if (url !== null) await loadPage(window, url, report);
    } catch (error) {
      report('could not create a link to the desk', error);
    }
  };
  const raise = () => {
    if (window.isDestroyed()) return;
    isHiding = false;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const hideUnlessShown = () => {
    if (isHiding) window.hide();
    isHiding = false;
  };
  return {
    window,
    open,
    raise,
    show() {
      raise();
      if (!window.isDestroyed() && !showsDesk(window, dependencies.origin())) void open();
    },
    hide() {
      isHiding = true;
      // On macOS, hiding a full-screen window leaves a black screen behind.
      if (platform !== 'darwin' || !window.isFullScreen()) return hideUnlessShown();
      window.once('leave-full-screen', hideUnlessShown);
      window.setFullScreen(false);
    },
    isOnScreen: () => !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    savePosition() {
      if (window.isDestroyed()) return;
      try {
        writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
      } catch (error) {
        report("the window's position could not be saved", error);
      }
    },
  };
}

function savedState({ stateFile, workAreas, report }: DeskDependencies): WindowState | null {
  try {
    return readWindowState(stateFile, workAreas());
  } catch (error) {
    report("the window's position could not be read", error);
    return null;
  }
}

function showsDesk({ webContents }: Pick<DeskWindow, 'webContents'>, origin: string): boolean {
  const url = webContents.getURL();
  return !webContents.isCrashed() && isSameOrigin(url, origin) && new URL(url).pathname === '/banker/';
}
