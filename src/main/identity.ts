/** The name and ID by which the system knows the app; set before any window opens. */
import type { App } from 'electron';
import { TITLE } from './strings.ts';

/** The same as in the packages: Windows groups windows, the taskbar button and notifications by it. */
export const APP_ID = 'org.tradinggamenight.app';

/**
 * Names the app and turns hardware acceleration off: an unusable GPU would end the process and take the host with it. Call before
 * the app is ready.
 */
export function setIdentity(
  app: Pick<App, 'setName' | 'setAppUserModelId' | 'disableHardwareAcceleration'>,
  platform: NodeJS.Platform,
): void {
  app.setName(TITLE);
  app.disableHardwareAcceleration();
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
}
