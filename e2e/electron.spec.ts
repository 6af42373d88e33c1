/** What only the desktop app does. The rest of the suite runs against it too: `HOST=electron npm run test:e2e`. */
import type { ElectronApplication, JSHandle, Page } from '@playwright/test';
import type { BaseWindow, BrowserWindow, MessageBoxOptions } from 'electron';
import { launchSecondInstance } from './launch.harness.ts';
import { Desk } from './pages.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

const note =
  process.env['HOST'] === 'electron'
    ? ''
    : ' (not run: needs the Electron runtime; HOST=electron npm run test:e2e)';
test.skip(note !== '', note);

/** The app's window showing the page at this path, once it is open; other windows may open first. */
async function windowPage({ app, ready }: RunningHost, path: string): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().startsWith(ready.url + path));
  await expect.poll(() => find()?.url(), { timeout: 20_000 }).toBeDefined();
  const page = find();
  if (page === undefined) throw new Error(`The window with ${path} was closed.`);
  return page;
}

const deskOf = (host: RunningHost) => windowPage(host, '/banker/');

const windowOf = (app: ElectronApplication, page: Page): Promise<JSHandle<BrowserWindow>> =>
  app.browserWindow(page) as Promise<JSHandle<BrowserWindow>>;

async function isVisible(app: ElectronApplication, page: Page): Promise<boolean> {
  const window = await windowOf(app, page);
  return window.evaluate((browserWindow) => browserWindow.isVisible());
}

/** Answers the next dialog with the button with this label: Playwright cannot press native buttons. */
async function answerWith(app: ElectronApplication, words: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    dialog.showMessageBox = (first: BaseWindow | MessageBoxOptions, second?: MessageBoxOptions) => {
      const options = second ?? first;
      const buttons = 'buttons' in options ? (options.buttons ?? []) : [];
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false });
    };
  }, words);
}

test(`the app's window is the desk${note}`, async ({ host }) => {
  const desk = await deskOf(host);
  await expect(desk.getByRole('main')).toBeVisible();
  expect(desk.url()).not.toContain('ticket');
});

test(`the desk's page has the named functions and nothing from Node${note}`, async ({ host }) => {
  const desk = await deskOf(host);
  const seen = await desk.evaluate(() => ({
    app: typeof window.desktopApp?.openBoard,
    node: ['require', 'process', 'module'].filter((name) => name in globalThis),
  }));
  expect(seen).toEqual({ app: 'function', node: [] });
});

test(`the copy button copies the game's link to the clipboard${note}`, async ({ game, host }) => {
  test.skip(host.ready.join_urls.length === 0, 'not run: without a network there is no link to copy');
  const code = await game();
  const desk = new Desk(await deskOf(host));
  await desk.open(GAME);
  await host.app.evaluate(({ clipboard }) => clipboard.writeText(''));
  await desk.button('Copy link').first().click();
  await expect
    .poll(() => host.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`${host.ready.join_urls[0]}/j/${code}`);
});

test(`a game goes on without the window, and a second start shows the desk and exits${note}`, async ({
  game,
  host,
}) => {
  const code = await game();
  const { app } = host;
  const desk = await deskOf(host);
  await answerWith(app, 'Keep it running in the background');
  const window = await windowOf(app, desk);
  await window.evaluate((browserWindow) => browserWindow.close());
  await expect.poll(() => isVisible(app, desk)).toBe(false);
  await host.api(`/games/${code}/players`, { player_name: 'Anna', team_number: 1 });

  expect(await launchSecondInstance(app, host.userData)).toBe(0);
  await expect.poll(async () => isVisible(app, await deskOf(host))).toBe(true);
});

test(`the number of waiting requests is in the window's title${note}`, async ({ game, host, phone }) => {
  const code = await game();
  const desk = new Desk(await deskOf(host));
  await desk.open(GAME);
  const window = await windowOf(host.app, desk.page);
  const title = () => window.evaluate((browserWindow) => browserWindow.getTitle());
  await expect.poll(title).not.toMatch(/\d/);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect.poll(title).toMatch(/\b1\b/);
});

test(`the board opens in a window with its own zoom${note}`, async ({ game, host }) => {
  const code = await game();
  const desk = await deskOf(host);
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  await desk.evaluate(
    (link) => window.desktopApp?.openBoard(link),
    `${host.ready.url}/board/${new URL(url).hash}`,
  );
  const board = await windowPage(host, '/board/');
  await expect(board.getByRole('main')).toBeVisible();
  const [deskWindow, boardWindow] = [await windowOf(host.app, desk), await windowOf(host.app, board)];
  await deskWindow.evaluate((browserWindow) => browserWindow.webContents.setZoomFactor(1.5));
  expect(await deskWindow.evaluate((browserWindow) => browserWindow.webContents.getZoomFactor())).toBeCloseTo(
    1.5,
  );
  expect(
    await boardWindow.evaluate((browserWindow) => browserWindow.webContents.getZoomFactor()),
  ).toBeCloseTo(1);
});

test(`a page opens no window, not even an empty one${note}`, async ({ host }) => {
  const desk = await deskOf(host);
  const count = () => host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const before = await count();
  const opened = await desk.evaluate(() =>
    ['about:blank', '', 'https://example.org/'].map((link) => window.open(link) !== null),
  );
  expect(opened).toEqual([false, false, false]);
  expect(await count()).toBe(before);
});
