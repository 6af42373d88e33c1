import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { isFrom } from '../origin.ts';
import type { Report } from '../shell-log.ts';
import { WORDS } from '../words.ts';
import { loadPage } from './load-page.ts';
import type { GuardedContents } from './navigation.ts';
import { OPENING_PAGE, PAPER } from './opening-page.ts';
import { webPreferences } from './web-preferences.ts';
import { DEFAULT_SIZE, readWindowState, type WindowState, writeWindowState } from './window-state.ts';

/** What is needed here of the desk's window. */
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

export interface DeskParts {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => DeskWindow;
  readonly workAreas: () => readonly Rectangle[];
  readonly isDark: () => boolean;
  readonly platform: NodeJS.Platform;
  readonly stateFile: string;
  readonly preload: string;
  readonly icon: string | null;
  readonly origin: () => string;
  /** A fresh link to the desk; null before there is a host. Throws what the host throws. */
  readonly deskUrl: () => string | null;
  readonly report: Report;
}

/** The desk's window and what the rest of the app does with it. */
export interface Desk {
  readonly window: DeskWindow;
  /** Loads the desk with a fresh link; resolves when it has loaded or failed to. */
  open(): Promise<void>;
  /** Brings the window to the front, also when hidden or minimised. */
  raise(): void;
  /** Like `raise`, and loads the desk if the window shows anything else. */
  show(): void;
  /** Hides the window; the page keeps running. */
  hide(): void;
  /** Whether the banker can see it. */
  isSeen(): boolean;
  /** Saves its position for the next start; a failure is logged. */
  rememberPlace(): void;
}

/** Opens the desk's window where it was last, at once and with nothing but a word in it; the caller decides what closing means. */
export function openDeskWindow(parts: DeskParts): Desk {
  const { report, stateFile, platform } = parts;
  const state = placeOf(parts);
  const window = parts.createWindow({
    ...(state?.bounds ?? DEFAULT_SIZE),
    minWidth: 640,
    minHeight: 480,
    title: WORDS.title,
    backgroundColor: parts.isDark() ? PAPER.dark : PAPER.light,
    autoHideMenuBar: false,
    ...(parts.icon !== null && { icon: parts.icon }),
    webPreferences: webPreferences(parts.preload),
  });
  if (state?.maximized === true) window.maximize();
  void loadPage(window, OPENING_PAGE, report);
  let isHiding = false;

  const open = async () => {
    try {
      const url = parts.deskUrl();
      if (url !== null) await loadPage(window, url, report);
    } catch (error) {
      report('no link to the desk could be made', error);
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
      if (!window.isDestroyed() && !showsDesk(window, parts.origin())) void open();
    },
    hide() {
      isHiding = true;
      // On macOS hiding a full-screen window leaves a black screen behind.
      if (platform !== 'darwin' || !window.isFullScreen()) return hideUnlessShown();
      window.once('leave-full-screen', hideUnlessShown);
      window.setFullScreen(false);
    },
    isSeen: () => !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    rememberPlace() {
      if (window.isDestroyed()) return;
      try {
        writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
      } catch (error) {
        report("the window's position could not be saved", error);
      }
    },
  };
}

function placeOf({ stateFile, workAreas, report }: DeskParts): WindowState | null {
  try {
    return readWindowState(stateFile, workAreas());
  } catch (error) {
    report("the window's position could not be read", error);
    return null;
  }
}

function showsDesk({ webContents }: Pick<DeskWindow, 'webContents'>, origin: string): boolean {
  const url = webContents.getURL();
  return !webContents.isCrashed() && isFrom(url, origin) && new URL(url).pathname === '/banker/';
}
