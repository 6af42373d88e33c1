/** The images that the app shows outside its pages, and the tray icon. */
import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import { TITLE } from './strings.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');

/** The app's icon as a file, for windows and the About panel. */
export const APP_ICON = join(RESOURCES, 'icons/512x512.png');

/** Above this the badge is `more.png`. */
const HIGHEST_BADGE = 9;

/** A window's icon; null on macOS, where windows don't have their own. */
export function windowIcon(platform: NodeJS.Platform): string | null {
  if (platform === 'darwin') return null;
  return platform === 'win32' ? join(RESOURCES, 'icon.ico') : APP_ICON;
}

export function badgeImage(waiting: number): NativeImage {
  const name = waiting > HIGHEST_BADGE ? 'more' : String(waiting);
  return nativeImage.createFromPath(join(RESOURCES, 'badges', `${name}.png`));
}

/** Kept here so that it isn't garbage-collected, which would make it vanish. */
let tray: Tray | null = null;

/** Throws if the system has no tray. */
export function createTray(template: MenuItemConstructorOptions[], onClick: () => void): void {
  const isMac = process.platform === 'darwin';
  const file = isMac ? 'trayTemplate.png' : 'tray.png';
  tray = new Tray(nativeImage.createFromPath(join(RESOURCES, 'tray', file)));
  tray.setToolTip(TITLE);
  tray.setContextMenu(Menu.buildFromTemplate(template));
  // On macOS a click opens the menu.
  if (!isMac) tray.on('click', onClick);
}
