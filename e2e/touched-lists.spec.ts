/** Fingers at the desk hit whom they mean, in lists that lie still for them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { TOUCHED_MS } from '../src/renderer/banker/hooks/use-hands.ts';
import { REACHING_MS, SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { centreOf } from './pages.harness.ts';
import { assign, statuses, type OpenChallenge } from './populate.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true };
/** Where time passes as the test lets it. */
const HELD_TIME = { window: TABLET, prepare: (page: Page) => page.clock.install() };
/** Longer than it takes to read a name and look around. */
const HESITATION_MS = 4_000;

test('a finger that taps twice gives one exercise, however fast it is', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ window: TABLET, waiting: 12 });
  const leads = banker.waiting.locator('[data-leads]');
  await expect(leads).toHaveCount(12);
  const given = async () =>
    (await host.api<OpenChallenge[]>(`/challenges/${code}/active`)).filter(
      ({ status }) => status === 'assigned',
    ).length;
  await delay(SETTLING_MS);
  for (const [index, ms] of [80, 150, 250, 400, 550].entries()) {
    const place = await centreOf(leads.first());
    await page.touchscreen.tap(...place);
    await delay(ms);
    await page.touchscreen.tap(...place);
    await expect(leads).toHaveCount(11 - index);
    expect(await given()).toBe(index + 1);
    // The place has to settle before the next hand comes, also after the tap that did nothing.
    await delay(2 * SETTLING_MS);
  }
});

test('a list lies still for as long as a finger works in it, on its buttons too', async ({ crowd }) => {
  const { banker, page } = await crowd({ ...HELD_TIME, waiting: 12 });
  const leads = banker.waiting.locator('[data-leads]');
  const rows = banker.waiting.getByRole('listitem');
  await expect(leads).toHaveCount(12);
  await page.clock.fastForward(SETTLING_MS);
  for (const left of [11, 10, 9]) {
    await page.touchscreen.tap(...(await centreOf(leads.first())));
    await expect(leads).toHaveCount(left);
    await page.clock.fastForward(2 * SETTLING_MS);
  }
  // Whoever reads a name before the next tap takes a while.
  await page.clock.fastForward(HESITATION_MS);
  await expect(rows).toHaveCount(12);
  await page.touchscreen.tap(...(await centreOf(banker.active.getByRole('heading', { level: 2 }))));
  await expect(rows).toHaveCount(9);
});

test('a list that was touched closes up by itself in the end, and the places in it settle before they take a tap', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ ...HELD_TIME, waiting: 12 });
  const leads = banker.waiting.locator('[data-leads]');
  const rows = banker.waiting.getByRole('listitem');
  await expect(leads).toHaveCount(12);
  await page.clock.fastForward(SETTLING_MS);
  await page.touchscreen.tap(...(await centreOf(leads.first())));
  await expect(leads).toHaveCount(11);
  const [x, y] = await centreOf(leads.nth(5));
  // Time stands still from the moment in which the list has closed up: the tap of a hand that was on its way comes at once.
  await letPass(page, TOUCHED_MS + SETTLING_MS / 4);
  await expect(rows).toHaveCount(11);
  await page.touchscreen.tap(x, y);
  await page.clock.resume();
  await expect(async () => {
    await page.clock.fastForward(2 * SETTLING_MS);
    await page.touchscreen.tap(...(await centreOf(leads.nth(5))));
    await expect(leads).toHaveCount(10, { timeout: 2_000 });
  }).toPass();
  expect(Object.values(await statuses(host, code)).filter((each) => each === 'assigned')).toHaveLength(2);
});

test(
  'a list lies still for as long as a finger stays in it, however slowly it scrolls',
  LONG,
  async ({ crowd }) => {
    const { banker, page } = await crowd({ ...HELD_TIME, waiting: 25 });
    const leads = banker.waiting.locator('[data-leads]');
    await expect(leads).toHaveCount(25);
    await page.clock.fastForward(SETTLING_MS);
    await page.touchscreen.tap(...(await centreOf(leads.first())));
    await expect(leads).toHaveCount(24);
    const list = banker.waiting.locator('ul');
    const [x] = await centreOf(list);
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', { x, y: 680 });
    for (let y = 640; y >= 240; y -= 40) await touch('touchMove', { x, y });
    await expect.poll(() => list.evaluate((ul) => ul.parentElement?.scrollTop)).toBeGreaterThan(350);
    await page.clock.fastForward(2 * TOUCHED_MS);
    await expect(banker.waiting.getByRole('listitem')).toHaveCount(25);
    await touch('touchEnd');
    await page.clock.fastForward(TOUCHED_MS);
    await expect(banker.waiting.getByRole('listitem')).toHaveCount(24);
  },
);

test('a list closes up again although what the finger was on has gone', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ ...HELD_TIME, waiting: 12 });
  const leads = banker.waiting.locator('[data-leads]');
  const rows = banker.waiting.getByRole('listitem');
  await expect(leads).toHaveCount(12);
  await page.clock.fastForward(SETTLING_MS);
  const [x, y] = await centreOf(leads.first());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  const id = await rows.first().getAttribute('data-row');
  await host.api(`/challenges/${code}/${id ?? ''}/cancel`, {});
  await expect(leads).toHaveCount(11);
  await expect(rows).toHaveCount(12);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.clock.fastForward(TOUCHED_MS);
  await expect(rows).toHaveCount(11);
});

test('a list that was touched closes up at once when nobody is left in it', LONG, async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ ...HELD_TIME, waiting: 3 });
  const leads = banker.waiting.locator('[data-leads]');
  const rows = banker.waiting.getByRole('listitem');
  await expect(leads).toHaveCount(3);
  await page.clock.fastForward(SETTLING_MS);
  await page.touchscreen.tap(...(await centreOf(leads.first())));
  await expect(leads).toHaveCount(2);
  await expect(rows.first()).toContainText('Given:');
  for (const index of [1, 2]) {
    const id = await rows.nth(index).getAttribute('data-row');
    await host.api(`/challenges/${code}/${id ?? ''}/cancel`, {});
  }
  await expect(rows).toHaveCount(0, { timeout: TOUCHED_MS / 2 });
});

test('where the lower list comes up over rows of the upper one, nothing in it takes the press that was meant for those', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ ...HELD_TIME, waiting: 12, active: 1 });
  const heading = banker.active.getByRole('heading', { level: 2 });
  await expect(banker.waiting.locator('[data-leads]')).toHaveCount(12);
  // The mouse that opened the game rests on the lists, and holds them.
  await page.mouse.move(400, 60);
  const before = await heading.boundingBox();
  await letPass(page, 2 * REACHING_MS);
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  for (const { id } of open.filter(({ status }) => status === 'requested').slice(0, 4))
    await assign(host, code, id);
  const done = banker.active.getByRole('button', { name: 'Done' });
  const isUp = async () => ((await heading.boundingBox())?.y ?? 0) < (before?.y ?? 0) - 100;
  await untilDrawn(page, async () => (await done.count()) === 5 && (await isUp()));
  const place = await centreOf(done.first());
  await page.touchscreen.tap(...place);
  await untilDrawn(page, () => page.locator('[data-part="refused-press"]').isVisible());
  expect(Object.values(await statuses(host, code)).filter((status) => status === 'completed')).toEqual([]);
});
