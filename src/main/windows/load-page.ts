import type { BrowserWindow } from 'electron';
import type { Report } from '../app-log.ts';

/** Chromium's code for a load that was superseded by another. */
const SUPERSEDED = 'ERR_ABORTED';

/** Loads a page. Logs a failure instead of rejecting: showing the window again reloads it. */
export async function loadPage(
  window: Pick<BrowserWindow, 'loadURL'>,
  url: string,
  report: Report,
): Promise<void> {
  try {
    await window.loadURL(url);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === SUPERSEDED) return;
    report('a page could not be loaded', error);
  }
}
