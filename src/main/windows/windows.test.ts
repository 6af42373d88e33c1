import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../host/storage/events.fixtures.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { fakeEvent } from '../app.fake.ts';
import { FakeWindow } from './window.fake.ts';
import { type HostLinks, openWindows } from './windows.ts';

const ORIGIN = 'http://127.0.0.1:4747';
const BOARD = `${ORIGIN}/board/#ticket=once`;
const DISPLAY = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};

let temporary: ReturnType<typeof temporaryFolder>;
let folder = '';
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
afterEach(() => temporary.dispose());

class FakeBoard extends FakeWindow {
  setBounds(): void {
    this.recorded.push('moved');
  }
  showInactive(): void {
    this.recorded.push('show inactive');
  }
  close(): void {
    this.isClosed = true;
    this.emit('closed');
  }
}

function scene(links: Partial<HostLinks> = {}) {
  const desk = new FakeWindow();
  const boards: FakeBoard[] = [];
  const menus: MenuItemConstructorOptions[][] = [];
  const dialogs: string[] = [];
  const reported: string[] = [];
  const parts = {
    process: { platform: 'linux' },
    desk: {
      createWindow: () => desk,
      workAreas: () => [],
      isDark: () => false,
      stateFile: join(folder, 'desk-window.json'),
      preload: '/preload.cjs',
      icon: null,
    },
    board: {
      displays: () => [DISPLAY],
      deskDisplay: () => DISPLAY,
      screen: { on: () => undefined },
      canPlace: true,
      createWindow() {
        const board = new FakeBoard();
        boards.push(board);
        return board;
      },
    },
    showDialog: async ({ message }: { message: string }) => {
      dialogs.push(message);
      return Promise.resolve(1);
    },
    popUpMenu: (template: MenuItemConstructorOptions[]) => void menus.push(template),
    openExternal: () => undefined,
    report: (message: string) => void reported.push(message),
    monotonicNow: () => 0,
  } as unknown as AppDependencies;
  const windows = openWindows(parts, {
    origin: () => ORIGIN,
    deskUrl: async () => `${ORIGIN}/banker/#ticket=once`,
    boardUrl: async () => BOARD,
    ...links,
  });
  return { windows, desk, boards, menus, dialogs, reported };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('both windows', () => {
  async function both() {
    const all = scene();
    await all.windows.board.open(BOARD);
    const [board] = all.boards;
    if (board === undefined) throw new Error('There is no board.');
    return { ...all, each: [all.desk, board] };
  }

  it('stay on the pages of the host', async () => {
    for (const { webContents } of (await both()).each) {
      const event = { ...fakeEvent(), url: 'https://evil.example/' };
      webContents.emit('will-navigate', event);
      expect(event.isPrevented()).toBe(true);
    }
  });

  it('have context menus', async () => {
    const { each, menus } = await both();
    for (const { webContents } of each)
      webContents.emit('context-menu', {}, { isEditable: true, selectionText: '', editFlags: {} });
    expect(menus).toHaveLength(2);
  });

  it('reload after a crash, and ask over the desk if they keep crashing', async () => {
    const { each, dialogs, desk } = await both();
    desk.recorded.length = 0;
    for (const window of each)
      for (let crash = 0; crash < 4; crash += 1)
        window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await settled();
    expect(each.map(({ recorded }) => recorded.filter((what) => what === 'reload').length)).toEqual([3, 3]);
    expect(dialogs).toEqual(['The desk keeps crashing.', 'The board keeps crashing.']);
    expect(desk.recorded).toContain('focus');
  });
});

it('a failure to open the desk in the real browser is logged', async () => {
  const { windows, reported } = scene({
    deskUrl: async () => {
      throw new Error('The disk is full.');
    },
  });
  windows.openDeskInBrowser();
  await settled();
  expect(reported).toEqual(['could not create a link to the desk']);
});

describe('the board from the menu', () => {
  it("is the newest game's, and only comes to the front if it is already open", async () => {
    const { windows, boards } = scene();
    windows.showBoard();
    await settled();
    windows.showBoard();
    await settled();
    expect(boards).toHaveLength(1);
    expect(boards[0]?.recorded.filter((what) => what.startsWith('load'))).toEqual([`load ${BOARD}`]);
  });

  it('shows the desk if there is no game', async () => {
    const { windows, desk, boards } = scene({ boardUrl: async () => null });
    desk.recorded.length = 0;
    windows.showBoard();
    await settled();
    expect([boards.length, desk.recorded[0]]).toEqual([0, 'show']);
  });

  it('logs the error if no link to it can be created', async () => {
    const { windows, reported } = scene({
      boardUrl: async () => {
        throw new Error('The disk is full.');
      },
    });
    windows.showBoard();
    await settled();
    expect(reported).toEqual(['the board could not be opened']);
  });
});

it('a dialog is shown over the desk, and the board does not cover it', async () => {
  const { windows, boards } = scene();
  const asked = windows.dialogs.show({ message: 'Well?' });
  expect(windows.dialogs.isOpen()).toBe(true);
  await windows.board.open(BOARD);
  expect(boards[0]?.recorded).toContain('show inactive');
  await asked;
  expect(windows.dialogs.isOpen()).toBe(false);
});
