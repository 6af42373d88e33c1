/** The pictures that the app shows outside of its pages, and the icon beside the clock, which lives as long as the app. */
import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import { WORDS } from './words.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');

/** The app's picture as a file, for windows and the About panel. */
export const APP_ICON = join(RESOURCES, 'icons/512x512.png');

/** More than this is "more" on a taskbar. */
const HIGHEST_BADGE = 9;

/** The icon of a window; null on macOS, where windows have the app's. */
export function windowIcon(platform: NodeJS.Platform): string | null {
  if (platform === 'darwin') return null;
  return platform === 'win32' ? join(RESOURCES, 'icon.ico') : APP_ICON;
}

export function badgeImage(waiting: number): NativeImage {
  const name = waiting > HIGHEST_BADGE ? 'more' : String(waiting);
  return nativeImage.createFromPath(join(RESOURCES, 'badges', `${name}.png`));
}

/** Kept here: an icon that nobody holds vanishes. */
let tray: Tray | null = null;

/** Throws where the system has no place for it. */
export function createTray(template: MenuItemConstructorOptions[], onClick: () => void): void {
  const isMac = process.platform === 'darwin';
  const file = isMac ? 'trayTemplate.png' : 'tray.png';
  tray = new Tray(nativeImage.createFromPath(join(RESOURCES, 'tray', file)));
  tray.setToolTip(WORDS.title);
  tray.setContextMenu(Menu.buildFromTemplate(template));
  // On macOS a click opens the menu.
  if (!isMac) tray.on('click', onClick);
}
