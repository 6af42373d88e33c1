/** The access point goes off and comes back: what the desk says about phones that are away at once. */
import type { Page } from '@playwright/test';
import { countInSight } from './fit.harness.ts';
import type { Desk } from './pages.harness.ts';
import { joinGame, sayAndPlan } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';
import { joinAll, Wifi } from './wifi.harness.ts';

test.use({ sharesHost: true });

const lineOf = (page: Page) => page.locator('[data-part="outage"]');

interface Fixtures {
  readonly host: RunningHost;
  readonly game: () => Promise<string>;
  readonly desk: () => Promise<Desk>;
}

/** The desk of a game with so many phones in one Wi-Fi, all connected. */
async function begin({ host, game, desk }: Fixtures, count: number) {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const { page } = banker;
  const seats = await joinAll(host, code, count);
  const wifi = new Wifi(host, code);
  await wifi.connect(seats);
  await expect(page.getByText(`${count} of ${count} connected`)).toBeVisible();
  await expect(lineOf(page)).toHaveCount(0);
  return { code, page, seats, wifi };
}

test(
  'sixty phones whose access point is off are one line that says why, with their names behind a press',
  LONG,
  async ({ host, game, desk }) => {
    const { code, page, seats, wifi } = await begin({ host, game, desk }, 60);
    wifi.switchOff();
    // Before the connections themselves break.
    await expect(lineOf(page)).toContainText(
      /^60 phones have been away since \d\d:\d\d: probably the Wi-Fi\. They come back by themselves\./,
      { timeout: 20_000 },
    );
    await expect(lineOf(page)).toHaveCount(1);
    await expect(lineOf(page).getByRole('button')).toHaveCount(0);
    await lineOf(page).getByText('Who?').click();
    await expect(lineOf(page).getByRole('button')).toHaveCount(60);
    const announced = page.locator('output', { hasText: 'Many phones went away' });
    await expect(announced).toHaveCount(1);
    const back = new Wifi(host, code);
    await back.connect(seats);
    await expect(lineOf(page)).toHaveCount(0);
    await expect(page.getByText('60 of 60 connected')).toBeVisible();
    for (const each of [wifi, back]) each.disconnect();
  },
);

test('what has been read is not said again, until more phones go away', async ({ host, game, desk }) => {
  const { code, page, seats, wifi } = await begin({ host, game, desk }, 6);
  wifi.disconnect();
  await expect(lineOf(page)).toContainText('6 phones have been away');
  await page.getByRole('button', { name: 'OK' }).click();
  await expect(lineOf(page)).toHaveCount(0);
  await expect(page.getByText('0 of 6 connected')).toBeVisible();
  // Whoever does not come back was away already.
  await wifi.connect(seats.slice(1));
  await expect(page.getByText('5 of 6 connected')).toBeVisible();
  await expect(lineOf(page)).toHaveCount(0);
  await wifi.connect(seats.slice(0, 1));
  const others = new Wifi(host, code);
  await others.connect(await Promise.all(['Zoe', 'Yann'].map((name) => joinGame(host, code, name, 1))));
  await expect(page.getByText('8 of 8 connected')).toBeVisible();
  for (const each of [wifi, others]) each.disconnect();
  await expect(lineOf(page)).toContainText('8 phones have been away');
});

test('in a low window the line is one line that opens, and somebody who waits is still seen below', async ({
  host,
  game,
  desk,
}) => {
  const { code, page, seats, wifi } = await begin({ host, game, desk }, 6);
  for (const { player_id } of seats.slice(0, 2))
    await host.api(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  await sayAndPlan(host, code);
  wifi.disconnect();
  await expect(lineOf(page)).toBeVisible();
  await host.api(`/games/${code}/pause`, {});
  for (const [width, height, textSize] of [
    [640, 400, '100%'],
    [1280, 800, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), textSize);
    const words = lineOf(page).locator('summary span').first();
    // As high as the button beside it.
    const rem = textSize === '100%' ? 16 : 32;
    expect((await lineOf(page).boundingBox())?.height).toBeLessThanOrEqual(2.75 * rem + 1);
    const rows = page.locator('[data-part="waiting"] [data-row]');
    expect(await countInSight(rows)).toBeGreaterThanOrEqual(1);
    await lineOf(page).getByText('Who?').click();
    expect(await words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await expect(lineOf(page).getByRole('button')).toHaveCount(6);
    await lineOf(page).getByText('Hide').click();
  }
});

test('whoever does not come back is named; one phone that goes by itself is only asleep', async ({
  host,
  game,
  desk,
}) => {
  const { code, page, seats, wifi } = await begin({ host, game, desk }, 6);
  wifi.disconnect();
  await expect(lineOf(page)).toContainText('6 phones have been away');
  await wifi.connect(seats.slice(1));
  await expect(lineOf(page)).toContainText('1 phone has not come back since');
  await wifi.connect(seats.slice(0, 1));
  await expect(lineOf(page)).toHaveCount(0);

  const single = new Wifi(host, code);
  const alone = await joinGame(host, code, 'Zoe', 1);
  await single.connect([alone]);
  await expect(page.getByText('7 of 7 connected')).toBeVisible();
  single.disconnect();
  await expect(page.getByText('6 of 7 connected')).toBeVisible();
  await expect(lineOf(page)).toHaveCount(0);
  wifi.disconnect();
});
