import type { MenuItemConstructorOptions } from 'electron';
import { say } from './strings.ts';

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
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    game(actions, isMac),
    edit(),
    view(),
    ...(isMac ? [windows()] : []),
    help(actions, isMac),
  ];
}

function game(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: say('menu.game'),
    submenu: [
      { label: say('menu.desk'), accelerator: 'CmdOrCtrl+D', click: actions.showDesk },
      { label: say('menu.board'), click: actions.openBoard },
      { label: say('menu.browser'), click: actions.openInBrowser },
      ...(isMac ? [] : [SEPARATOR, { role: 'quit', label: say('menu.quit') } as const]),
    ],
  };
}

function edit(): MenuItemConstructorOptions {
  return {
    role: 'editMenu',
    label: say('menu.edit'),
    submenu: [
      { role: 'undo', label: say('menu.undo') },
      { role: 'redo', label: say('menu.redo') },
      SEPARATOR,
      { role: 'cut', label: say('menu.cut') },
      { role: 'copy', label: say('menu.copy') },
      { role: 'paste', label: say('menu.paste') },
      { role: 'selectAll', label: say('menu.select_all') },
    ],
  };
}

function view(): MenuItemConstructorOptions {
  return {
    label: say('menu.view'),
    submenu: [
      { role: 'reload', label: say('menu.reload') },
      SEPARATOR,
      { role: 'resetZoom', label: say('menu.actual_size') },
      { role: 'zoomIn', label: say('menu.zoom_in') },
      // On many keyboards + is Shift and =, so = without Shift zooms in too.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut', label: say('menu.zoom_out') },
      SEPARATOR,
      { role: 'togglefullscreen', label: say('menu.full_screen') },
    ],
  };
}

/** Has no "Close": Command-W must not close the desk, and the board handles it itself. */
function windows(): MenuItemConstructorOptions {
  return {
    role: 'window',
    label: say('menu.window'),
    submenu: [
      { role: 'minimize', label: say('menu.minimise') },
      { role: 'zoom', label: say('menu.zoom') },
      SEPARATOR,
      { role: 'front', label: say('menu.front') },
    ],
  };
}

function help(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: say('menu.help'),
    submenu: [
      ...(actions.newer === null
        ? []
        : [
            { label: say('newer.line', { version: actions.newer.version }), click: actions.newer.open },
            SEPARATOR,
          ]),
      { label: say('menu.folder'), click: actions.showFolder },
      { label: say('menu.api'), click: actions.openApi },
      ...(isMac ? [] : [SEPARATOR, { role: 'about', label: say('menu.about') } as const]),
    ],
  };
}
