import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { reloadAfterCrash } from './crash.ts';
import { guardNavigation } from './navigation.ts';
import { webPreferences } from './web-preferences.ts';
import { DEFAULT_SIZE, readWindowState, writeWindowState } from './window-state.ts';
import { WORDS } from './words.ts';

/** The window of the desk, as far as it is needed here. */
export type DeskWindow = Pick<
  BrowserWindow,
  | 'on'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
> & { readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'reload' | 'setWindowOpenHandler'> };

export interface DeskParts {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => DeskWindow;
  readonly workAreas: () => readonly Rectangle[];
  readonly stateFile: string;
  readonly preload: string;
  readonly origin: () => string;
  readonly openExternal: (url: string) => void;
  readonly steady: () => number;
  readonly askToReload: () => Promise<boolean>;
}

/** Opens the desk where it was last and keeps it on the host's pages; the caller decides what closing it means. */
export async function openDesk(parts: DeskParts, url: string): Promise<DeskWindow> {
  const state = readWindowState(parts.stateFile, parts.workAreas());
  const desk = parts.createWindow({
    ...(state?.bounds ?? DEFAULT_SIZE),
    minWidth: 640,
    minHeight: 480,
    title: WORDS.title,
    autoHideMenuBar: false,
    webPreferences: webPreferences(parts.preload),
  });
  if (state?.maximized === true) desk.maximize();
  guardNavigation(desk.webContents, parts.origin, parts.openExternal);
  reloadAfterCrash(desk.webContents, parts.steady, parts.askToReload);
  await desk.loadURL(url);
  return desk;
}

/** Remembers where the desk is; for its `close` and before it is hidden. */
export function rememberPlace(
  desk: Pick<DeskWindow, 'getNormalBounds' | 'isMaximized'>,
  stateFile: string,
): void {
  writeWindowState(stateFile, { bounds: desk.getNormalBounds(), maximized: desk.isMaximized() });
}

/** Brings the desk to the front, from wherever it went. */
export function showDesk(desk: Pick<DeskWindow, 'show' | 'focus' | 'restore' | 'isMinimized'>): void {
  if (desk.isMinimized()) desk.restore();
  desk.show();
  desk.focus();
}
