/** Who the app is to the system, said before any window is there. */
import type { App } from 'electron';
import { WORDS } from './words.ts';

/** As the packages have it: Windows puts windows, taskbar button and notifications together by it. */
export const APP_ID = 'org.tradinggamenight.app';

/**
 * Names the app, and does without the graphics card: one that cannot be used would end the process, the host with it. Before the
 * app is ready.
 */
export function introduce(
  app: Pick<App, 'setName' | 'setAppUserModelId' | 'disableHardwareAcceleration'>,
  platform: NodeJS.Platform,
): void {
  app.setName(WORDS.title);
  app.disableHardwareAcceleration();
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
}
