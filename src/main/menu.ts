import type { MenuItemConstructorOptions } from 'electron';
import { STRINGS } from './strings.ts';

export interface MenuActions {
  readonly showDesk: () => void;
  readonly openBoard: () => void;
  readonly openInBrowser: () => void;
  readonly showFolder: () => void;
  readonly openApi: () => void;
  /** Null: none that we know of. */
  readonly newer: { readonly version: string; readonly open: () => void } | null;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu, with the few things that matter: the desk, copy and paste, text size, help. macOS has About and Quit in the app menu,
 * and a Window menu; elsewhere Quit is in the first menu and About in the last.
 */
export function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const { menu } = STRINGS;
  const isMac = platform === 'darwin';
  const edit: MenuItemConstructorOptions = { role: 'editMenu', label: menu.edit };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    game(actions, isMac),
    edit,
    view(),
    ...(isMac ? [windows()] : []),
    help(actions, isMac),
  ];
}

function game(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const { menu } = STRINGS;
  return {
    label: menu.game,
    submenu: [
      { label: menu.desk, accelerator: 'CmdOrCtrl+D', click: actions.showDesk },
      { label: menu.board, click: actions.openBoard },
      { label: menu.browser, click: actions.openInBrowser },
      ...(isMac ? [] : [SEPARATOR, { role: 'quit', label: menu.quit } as const]),
    ],
  };
}

function view(): MenuItemConstructorOptions {
  return {
    label: STRINGS.menu.view,
    submenu: [
      { role: 'reload' },
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // On many keyboards + is Shift and =, so = without Shift zooms in too.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  };
}

/** Has no "Close": Command-W must not close the desk, and the board handles it itself. */
function windows(): MenuItemConstructorOptions {
  return {
    role: 'window',
    label: STRINGS.menu.window,
    submenu: [{ role: 'minimize' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }],
  };
}

function help(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const { menu } = STRINGS;
  return {
    role: 'help',
    label: menu.help,
    submenu: [
      ...(actions.newer === null
        ? []
        : [{ label: STRINGS.newer.line(actions.newer.version), click: actions.newer.open }, SEPARATOR]),
      { label: menu.folder, click: actions.showFolder },
      { label: menu.api, click: actions.openApi },
      ...(isMac ? [] : [SEPARATOR, { role: 'about', label: menu.about } as const]),
    ],
  };
}
