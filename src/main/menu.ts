import type { MenuItemConstructorOptions } from 'electron';
import { WORDS } from './words.ts';

export interface MenuActions {
  readonly showDesk: () => void;
  readonly openInBrowser: () => void;
  readonly showFolder: () => void;
  readonly openApi: () => void;
}

/** The menu with the few things that matter: the desk, copy and paste, size of the text, help. */
export function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const { menu } = WORDS;
  const game: MenuItemConstructorOptions = {
    label: menu.game,
    submenu: [
      { label: menu.desk, accelerator: 'CmdOrCtrl+D', click: actions.showDesk },
      { label: menu.browser, click: actions.openInBrowser },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: menu.view,
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: menu.help,
    submenu: [
      { label: menu.folder, click: actions.showFolder },
      { label: menu.api, click: actions.openApi },
    ],
  };
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [...mac, game, { role: 'editMenu', label: menu.edit }, view, help];
}
