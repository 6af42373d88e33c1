/** The Wi-Fi code: typed at the desk, shown beside the game's, on the board only when asked; and how large codes are. */
import type { Locator, Page } from '@playwright/test';
import { DESK_SIZES, resize, sightFaults } from './fit.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

const PASSWORD = 'Zebra: crossing';

/** Everything that a page receives from now on. */
function received(page: Page): string[] {
  const texts: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => texts.push(payload.toString())),
  );
  page.on('response', (response) => {
    void response.text().then(
      (text) => texts.push(text),
      () => undefined,
    );
  });
  return texts;
}

/** How many pixels wide one module of a code is, and whether all of it is on the screen. */
async function sizeOf(code: Locator): Promise<{ readonly module: number; readonly isWhole: boolean }> {
  return code.evaluate((svg) => {
    const { left, top, right, bottom, width, height } = svg.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    return {
      module: Math.min(width, height) / Number(svg.dataset['modules']),
      isWhole: left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1,
    };
  });
}

test('the owner types the Wi-Fi, and phones join it before they open the game', async ({
  browser,
  desk,
  game,
  host,
  phone,
}) => {
  const code = await game({ isStarted: false });
  const banker = await desk();
  const { page } = banker;
  const board = await openBoard({ host, context: await browser.newContext() }, code);
  const anna = await phone(code);
  const [onBoard, onPhone] = [received(board), received(anna.page)];
  await Promise.all([board.reload(), anna.page.reload()]);
  await banker.open(GAME);

  await banker.button('Make a Wi-Fi code').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Wi-Fi name').fill('Hall; upstairs');
  await dialog.getByLabel('Wi-Fi password').fill('short');
  await expect(dialog.getByText('A Wi-Fi password has 8 to 63 characters.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Wi-Fi password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const wifi = page.locator('[data-part="wifi"]');
  await expect(
    wifi.getByRole('img', { name: 'QR code to join the Wi-Fi \u2068Hall; upstairs\u2069' }),
  ).toBeVisible();
  await expect(wifi).not.toContainText(PASSWORD);
  await wifi.getByRole('button', { name: 'Show the Wi-Fi code full screen' }).click();
  const codes = page.getByRole('dialog').getByRole('img');
  await expect(codes).toHaveCount(2);
  await expect(codes.first()).toHaveAccessibleName(/Wi-Fi/);
  await expect(page.getByRole('dialog')).toContainText(PASSWORD);
  await page.keyboard.press('Escape');

  // The board asks every 5 s: once it has, it has been told nothing.
  const asked = onBoard.length;
  await expect
    .poll(() => onBoard.slice(asked).some((text) => text.includes('read_ssid')), { timeout: 15_000 })
    .toBe(true);
  await anna.join('Anna', 1);
  await expect(board.getByText('1 player is here')).toBeVisible();
  await expect(board.getByRole('img', { name: /QR/ })).toHaveCount(1);
  expect(onPhone.length).toBeGreaterThan(5);
  for (const text of [...onBoard, ...onPhone]) expect(text).not.toContain(PASSWORD);

  await banker.button('Change the Wi-Fi code').click();
  await page.getByLabel('Show the code on the board, too').check();
  await banker.button('Save').click();
  await expect(board.getByRole('img', { name: /QR/ })).toHaveCount(2, { timeout: 10_000 });
  await banker.button('Change the Wi-Fi code').click();
  await banker.button('Forget this Wi-Fi').click();
  await expect(board.getByRole('img', { name: /QR/ })).toHaveCount(1, { timeout: 10_000 });
  await expect(banker.button('Make a Wi-Fi code')).toBeVisible();
  for (const text of onPhone) expect(text).not.toContain(PASSWORD);
});

/** Someone at the front scans a picture of this size; by venue.md, 18 cm is enough for 1.8 m. */
const SIZES = [
  { width: 1024, height: 768, one: 15, two: 9 },
  { width: 1280, height: 800, one: 18, two: 11 },
  { width: 1920, height: 1080, one: 25, two: 15 },
] as const;

for (const { width, height, one, two } of SIZES) {
  test(
    `codes are as large as the place allows, at ${width} x ${height}`,
    longUnless(width === 1024),
    async ({ browser, desk, game, host }) => {
      const code = await game({ isStarted: false });
      const { page } = await desk(undefined, { viewport: { width, height } });
      const board = await openBoard({ host, context: await browser.newContext() }, code);
      await board.setViewportSize({ width, height });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      const fullScreen = page.getByRole('button', { name: 'Show the code full screen' });
      await fullScreen.click();
      for (const shown of [page.getByRole('dialog'), board.getByRole('main')]) {
        const { module, isWhole } = await sizeOf(shown.getByRole('img'));
        expect(isWhole).toBe(true);
        expect(module).toBeGreaterThan(one);
      }
      await page.keyboard.press('Escape');
      const network = { ssid: 'Hall', security: 'wpa', password: PASSWORD, hidden: false };
      await host.api('/host/wifi', { network, on_board: true }, 'PATCH');
      await expect(page.locator('[data-part="wifi"]').getByRole('img')).toBeVisible({ timeout: 10_000 });
      await fullScreen.click();
      await expect(board.getByRole('img', { name: /QR/ })).toHaveCount(2, { timeout: 10_000 });
      for (const shown of [page.getByRole('dialog'), board.getByRole('main')]) {
        for (const each of await shown.getByRole('img').all()) {
          const { module, isWhole } = await sizeOf(each);
          expect(isWhole).toBe(true);
          expect(module).toBeGreaterThan(two);
        }
      }
    },
  );
}

test('the code in the lobby is whole in a low window, at 200 % zoom and with text twice as large', async ({
  desk,
  game,
}) => {
  await game({ isStarted: false });
  const banker = await desk();
  await banker.open(GAME);
  const code = banker.page.getByRole('button', { name: 'Show the code full screen' });
  const found: string[] = [];
  for (const size of [...DESK_SIZES, { name: '820-zoom', width: 410, height: 590 }]) {
    await resize(banker.page, size);
    const faults = await sightFaults({ 'The code': code });
    found.push(...faults.map((fault) => `${fault} at ${size.name}`));
  }
  expect(found).toEqual([]);
});
