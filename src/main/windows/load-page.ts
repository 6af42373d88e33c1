import type { BrowserWindow } from 'electron';
import type { Report } from '../shell-log.ts';

/** Chromium's code for a load that was given up for another one. */
const OVERTAKEN = 'ERR_ABORTED';

/** Loads a page; resolves also when that failed, which is written down: whoever shows the window again loads it again. */
export async function loadPage(
  window: Pick<BrowserWindow, 'loadURL'>,
  url: string,
  report: Report,
): Promise<void> {
  try {
    await window.loadURL(url);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === OVERTAKEN) return;
    report('a page could not be loaded', error);
  }
}
