/** The network doctor's page, its line beside the code, and what the board says while nobody gets through. */
import type { Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

/** From now on the host seems to say this. */
const say = (page: Page, name: keyof typeof DOCTOR_REPORTS) =>
  page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: DOCTOR_REPORTS[name]?.() }));
const rung = (page: Page, name: string) => page.locator(`[data-rung="${name}"]`);

test('the real host’s ladder, from the menu', async ({ game, desk }) => {
  await game();
  const banker = await desk();
  await banker.open(GAME);
  await banker.openMenu();
  await banker.page.getByRole('menuitem', { name: 'Phones and network' }).click();
  await expect(banker.page.getByRole('heading', { name: 'Phones and network' })).toBeVisible();
  await expect(rung(banker.page, 'listening')).toHaveAttribute('data-state', 'passed');
  await expect(rung(banker.page, 'heard')).toHaveAttribute('data-state', 'waiting');
  await expect(banker.page.locator('[data-rung]')).toHaveCount(6);
});

test('the line beside the code leads to what is wrong, and to the command that mends it', async ({
  game,
  desk,
}) => {
  await game({ isStarted: false });
  const banker = await desk();
  const { page } = banker;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await say(page, 'waiting');
  await banker.open(GAME);
  const line = page.locator('[data-part="join"] [data-part="doctor-line"]');
  await expect(line).toContainText('No phone has reached this laptop yet.');
  await expect(line.getByRole('link', { name: 'What to do if the page does not open' })).toBeVisible();
  await expect(line).toHaveAttribute('data-alarm', 'false');
  await expect(page.getByRole('alert').getByText('No phone')).toBeHidden();
  await say(page, 'closed-linux');
  await expect(line).toContainText('No phone gets through to this laptop.');
  await expect(page.getByRole('alert').getByText('No phone gets through')).toBeVisible();
  await line.getByRole('link', { name: 'Find out why' }).click();

  await expect(rung(page, 'request')).toHaveAttribute('data-state', 'failed');
  await expect(rung(page, 'self')).toContainText('proves nothing about phones');
  const first = page.locator('[data-cause]').first();
  await expect(first).toContainText('ufw has no rule for port 4747.');
  await expect(first.locator('code')).toHaveText('sudo ufw allow 4747/tcp');
  await first.getByRole('button', { name: /^Copy the command/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('sudo ufw allow 4747/tcp');
  await expect(page.getByText('nft (for administrators only)')).toBeVisible();

  await say(page, 'well');
  await expect(page.getByText('All is well: phones reach this laptop.')).toBeVisible();
  await expect(page.locator('[data-part="causes"]')).toBeHidden();
});

test(
  'whoever plays on the laptop itself is no phone, and is said to be there',
  LONG,
  async ({ game, desk, phone }) => {
    const code = await game({ isStarted: false });
    const banker = await desk();
    await banker.open(GAME);
    const line = banker.page.locator('[data-part="join"] [data-part="doctor-line"]');
    await expect(line).not.toContainText('itself');
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await expect(line).toContainText('playing on this laptop itself. No phone has come yet.');
    await line.getByRole('link').click();
    await expect(rung(banker.page, 'request')).toContainText('only this laptop itself is connected');
  },
);

test('without a network it says how to make one', LONG, async ({ game, desk }) => {
  await game({ isStarted: false });
  const { page } = await desk();
  await say(page, 'no-network');
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  await page.locator('[data-part="join"]').getByRole('link', { name: 'Find out why' }).click();
  const hotspot = page.getByRole('region', { name: 'No Wi-Fi? Make one' });
  await expect(hotspot).toContainText('The Windows hotspot');
  await expect(hotspot).toContainText('It carries 8 phones');
});

test('the board says what to try when nobody has come for a minute', async ({ browser, game, host }) => {
  const code = await game({ isStarted: false });
  const context = await browser.newContext();
  const page = await openBoard({ host, context }, code);
  await expect(page.locator('[data-screen="joining"]')).toBeVisible();
  await expect(page.getByText('If it does not open')).toBeHidden();
  await page.clock.install();
  await page.reload();
  await expect(page.locator('[data-screen="joining"]')).toBeVisible();
  await page.clock.fastForward(61_000);
  await expect(page.getByText('If it does not open')).toBeVisible();
  await context.close();
});
