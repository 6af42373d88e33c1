import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../host/storage/events.fixtures.ts';
import { type DeskDependencies, type DeskWindow, openDeskWindow } from './desk-window.ts';
import { openingPage } from './opening-page.ts';
import { FakeWindow } from './window.fake.ts';

const ORIGIN = 'http://127.0.0.1:4747';
const LINK = `${ORIGIN}/banker/#ticket=once`;

let temporary: ReturnType<typeof temporaryFolder>;
let folder = '';
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
afterEach(() => temporary.dispose());

function scene(overrides: Partial<DeskDependencies> = {}) {
  const window = new FakeWindow();
  const reported: string[] = [];
  const created: unknown[] = [];
  const desk = openDeskWindow({
    createWindow(options) {
      created.push(options);
      return window as unknown as DeskWindow;
    },
    workAreas: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    isDark: () => false,
    platform: 'linux',
    stateFile: join(folder, 'desk-window.json'),
    preload: '/preload.cjs',
    icon: null,
    origin: () => ORIGIN,
    deskUrl: async () => LINK,
    report: (message) => void reported.push(message),
    ...overrides,
  });
  window.recorded.length = 0;
  return { desk, window, reported, created };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the window at the start', () => {
  it.each([
    [false, '#faf8f3'],
    [true, '#14181b'],
  ])(
    'has the background of its theme (dark: %s) and says that the desk is opening',
    (isDark, backgroundColor) => {
      const { window, created } = scene({ isDark: () => isDark });
      expect(created).toMatchObject([{ backgroundColor }]);
      expect(window.url).toBe(openingPage());
    },
  );

  it("takes its colours from the pages' tokens", () => {
    const tokens = readFileSync(join(import.meta.dirname, '../../renderer/shared/tokens.css'), 'utf8');
    const page = decodeURIComponent(openingPage());
    const colours = page.match(/#[0-9a-f]{6}/g) ?? [];
    expect(colours).toHaveLength(4);
    for (const colour of colours) expect(tokens).toContain(colour);
    expect(page).toContain('role="status"');
    expect(page).not.toContain('<script');
  });

  it('opens even if its saved position cannot be read', () => {
    const { created, reported } = scene({ stateFile: folder });
    expect(created).toHaveLength(1);
    expect(reported).toEqual(["the window's position could not be read"]);
  });
});

describe('opening the desk', () => {
  it('does not fail if another load supersedes it', async () => {
    const { desk, window, reported } = scene();
    window.loadFailure = Object.assign(new Error('ERR_ABORTED (-3)'), { code: 'ERR_ABORTED', errno: -3 });
    await desk.open();
    expect(reported).toEqual([]);
  });

  it('logs anything else that goes wrong, and carries on', async () => {
    const { desk, window, reported } = scene();
    window.loadFailure = Object.assign(new Error('ERR_FAILED (-2)'), { code: 'ERR_FAILED', errno: -2 });
    await desk.open();
    const full = scene({
      deskUrl: async () => {
        throw new Error('The disk is full.');
      },
    });
    await full.desk.open();
    expect([...reported, ...full.reported]).toEqual([
      'a page could not be loaded',
      'could not create a link to the desk',
    ]);
  });
});

describe('showing the desk', () => {
  it('brings it back from the taskbar and leaves its page alone', () => {
    const { desk, window } = scene();
    window.url = `${ORIGIN}/banker/?theme=dark#game=ABC234&seat=0`;
    window.isMinimised = true;
    desk.show();
    expect(window.recorded).toEqual(['restore', 'show', 'focus']);
  });

  it.each([openingPage(), '', 'about:blank', `${ORIGIN}/docs`, 'http://127.0.0.1:4748/banker/'])(
    'loads a fresh link when the page is %.40s',
    async (url) => {
      const { desk, window } = scene();
      window.url = url;
      desk.show();
      await settled();
      expect(window.recorded).toEqual(['show', 'focus', `load ${LINK}`]);
    },
  );

  it('loads a fresh link if the page has crashed', async () => {
    const { desk, window } = scene();
    window.url = `${ORIGIN}/banker/`;
    window.hasCrashed = true;
    desk.show();
    await settled();
    expect(window.recorded).toContain(`load ${LINK}`);
  });

  it('only comes to the front while there is no host', async () => {
    const { desk, window } = scene({ deskUrl: async () => null, origin: () => '' });
    desk.show();
    await settled();
    expect(window.recorded).toEqual(['show', 'focus']);
  });
});

describe('hiding the desk', () => {
  it('leaves full screen first on macOS', () => {
    const { desk, window } = scene({ platform: 'darwin' });
    window.isInFullScreen = true;
    desk.hide();
    expect(window.recorded).toEqual(['full false']);
    window.emit('leave-full-screen');
    expect(window.recorded).toEqual(['full false', 'hide']);
  });

  it('does not hide the desk if it was shown again in the meantime', () => {
    const { desk, window } = scene({ platform: 'darwin' });
    window.isInFullScreen = true;
    desk.hide();
    desk.raise();
    window.emit('leave-full-screen');
    expect(window.recorded).not.toContain('hide');
  });

  it('hides it at once on other systems', () => {
    const { desk, window } = scene();
    window.isInFullScreen = true;
    desk.hide();
    expect(window.recorded).toEqual(['hide']);
  });
});

it('logs that its position cannot be saved, and carries on', () => {
  const { desk, reported } = scene({ stateFile: join(folder, 'gone', 'desk-window.json') });
  desk.savePosition();
  expect(reported).toEqual(["the window's position could not be saved"]);
});
