import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { aboutPanel } from './about-panel.ts';
import { menuTemplate } from './menu.ts';
import { showTray } from './tray.ts';

const nothing = () => undefined;
const ACTIONS = {
  showDesk: nothing,
  openBoard: nothing,
  openInBrowser: nothing,
  showFolder: nothing,
  openApi: nothing,
  newer: null,
};

const entries = (item: MenuItemConstructorOptions): MenuItemConstructorOptions[] =>
  Array.isArray(item.submenu) ? item.submenu : [];
const roles = (items: MenuItemConstructorOptions[]) => items.flatMap(({ role }) => role ?? []);

describe('the menu', () => {
  it('has About and the only Quit in the app menu on macOS, and a Window menu', () => {
    const menu = menuTemplate(ACTIONS, 'darwin');
    expect(roles(menu)).toEqual(['appMenu', 'editMenu', 'window', 'help']);
    expect(roles(menu.flatMap(entries)).filter((role) => role === 'quit' || role === 'about')).toEqual([]);
  });

  it.each(['win32', 'linux'] as const)(
    'has one Quit in the first menu and About in the last on %s',
    (system) => {
      const menu = menuTemplate(ACTIONS, system);
      expect(roles(menu)).toEqual(['editMenu', 'help']);
      expect(roles(menu.flatMap(entries)).filter((role) => role === 'quit')).toHaveLength(1);
      expect(entries(menu[0] ?? {}).at(-1)?.role).toBe('quit');
      expect(entries(menu.at(-1) ?? {}).at(-1)?.role).toBe('about');
    },
  );

  it.each(['darwin', 'win32', 'linux'] as const)('has no key that closes the desk on %s', (system) => {
    expect(roles(menuTemplate(ACTIONS, system).flatMap(entries))).not.toContain('close');
  });

  it('zooms in with and without Shift', () => {
    const zooms = menuTemplate(ACTIONS, 'linux')
      .flatMap(entries)
      .filter(({ role }) => role === 'zoomIn');
    expect(zooms.map(({ accelerator }) => accelerator)).toEqual([undefined, 'CmdOrCtrl+=']);
  });

  it('offers a newer version, if there is one', () => {
    const recorded: string[] = [];
    const newer = { version: '1.4.0', open: () => void recorded.push('page') };
    const [line] = entries(menuTemplate({ ...ACTIONS, newer }, 'linux').at(-1) ?? {});
    expect(line?.label).toBe('Version 1.4.0 is out');
    line?.click?.({} as never, undefined, {});
    expect(recorded).toEqual(['page']);
  });

  it('opens the desk and the board', () => {
    const recorded: string[] = [];
    const actions = {
      ...ACTIONS,
      showDesk: () => void recorded.push('desk'),
      openBoard: () => void recorded.push('board'),
    };
    const [desk, board] = entries(menuTemplate(actions, 'linux')[0] ?? {});
    for (const item of [desk, board]) item?.click?.({} as never, undefined, {});
    expect(recorded).toEqual(['desk', 'board']);
  });
});

describe('the tray icon', () => {
  it('shows the desk, opens the board and quits', () => {
    const recorded: string[] = [];
    let shown: MenuItemConstructorOptions[] = [];
    showTray(
      { createTray: (template) => void (shown = template), report: nothing },
      {
        showDesk: () => void recorded.push('desk'),
        openBoard: () => void recorded.push('board'),
        quit: () => void recorded.push('quit'),
      },
    );
    for (const { click } of shown) click?.({} as never, undefined, {});
    expect(recorded).toEqual(['desk', 'board', 'quit']);
  });

  it('only logs the error if it cannot be shown', () => {
    const reported: string[] = [];
    const createTray = () => {
      throw new Error('no tray');
    };
    showTray(
      { createTray, report: (message) => void reported.push(message) },
      { showDesk: nothing, openBoard: nothing, quit: nothing },
    );
    expect(reported).toEqual(['the tray icon could not be shown']);
  });
});

it.each(['darwin', 'win32', 'linux'] as const)(
  'About shows the version and the data folder on %s',
  (platform) => {
    const panel = aboutPanel({ version: '1.2.3', dataFolder: '/evenings', iconPath: '/icon.png', platform });
    expect(panel.applicationVersion).toBe('1.2.3');
    expect(platform === 'linux' ? panel.copyright : panel.credits).toContain('/evenings');
  },
);
