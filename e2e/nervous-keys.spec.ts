/** A key that is pressed again too soon, as nerves or haste make it, does nothing to the next child. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { statuses, type OpenChallenge } from './populate.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a second press of a key, as nerves make it, gives nobody else an exercise', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ waiting: 4 });
  await expect(banker.suggestion('Anna')).toBeVisible();
  await page.keyboard.press('j');
  const given = async () => Object.values(await statuses(host, code)).filter((each) => each === 'assigned');
  for (const [index, ms] of [150, 300, 400].entries()) {
    // Like hands, the second does not wait until the page has dealt with the first.
    await Promise.all([page.keyboard.press('1'), delay(ms).then(() => page.keyboard.press('1'))]);
    await expect.poll(given).toHaveLength(index + 1);
    await delay(SETTLING_MS);
    expect(await given()).toHaveLength(index + 1);
  }
});

/** As a window does that comes to the front: the focus comes once more to where it is. */
const comeToTheFront = (page: Page) =>
  page.evaluate(() => document.activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));

test('a window that comes to the front lets no key be meant for a row that the focus went to by itself', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 3, prepare: (opened) => opened.clock.install() });
  await expect(banker.suggestion('Anna')).toBeVisible();
  await page.keyboard.press('j');
  await letPass(page, 0);
  const isOn = (name: string) => async () =>
    (await banker.suggestion(name).and(page.locator(':focus')).count()) === 1;
  // After the banker's own key, pressed twice.
  await page.keyboard.press('1');
  await untilDrawn(page, isOn('Ben'));
  await comeToTheFront(page);
  await page.keyboard.press('1');
  await letPass(page, SETTLING_MS);
  // After another desk has taken the row that had the focus, however much later.
  const ben = (await host.api<OpenChallenge[]>(`/challenges/${code}/active`)).find(
    ({ player_name: name }) => name === 'Ben',
  );
  await host.api(`/challenges/${code}/${ben?.id}/cancel`, {});
  await untilDrawn(page, isOn('Clara'));
  await letPass(page, SETTLING_MS);
  await comeToTheFront(page);
  await page.keyboard.press('1');
  await expect(page.locator('[data-part="refused-press"]')).toHaveText('The list moved. Try again.');
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Clara: 'requested' });
  await letPass(page, SETTLING_MS);
  await page.keyboard.press('1');
  await expect.poll(() => statuses(host, code)).toMatchObject({ Clara: 'assigned' });
});

test('the ring around the row that the focus has only just come to is dashed until keys are meant for it', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 3, prepare: (opened) => opened.clock.install() });
  const focusedRow = (name: string) => banker.suggestion(name).and(page.locator(':focus'));
  const [anna, ben] = [focusedRow('Anna'), focusedRow('Ben')];
  await expect(banker.suggestion('Anna')).toBeVisible();
  await page.keyboard.press('j');
  await expect(anna).toHaveCSS('outline-style', 'solid');
  await letPass(page, 0);
  await page.keyboard.press('1');
  await untilDrawn(page, async () => (await ben.count()) === 1);
  await expect(ben).toHaveCSS('outline-style', 'dashed');
  await page.keyboard.press('1');
  await letPass(page, SETTLING_MS);
  await expect(ben).toHaveCSS('outline-style', 'solid');
  // The focus goes on at once, whenever the host hears of it.
  const given = { Anna: 'assigned', Ben: 'requested', Clara: 'requested' };
  await expect.poll(() => statuses(host, code)).toEqual(given);
  await page.keyboard.press('1');
  await expect.poll(() => statuses(host, code)).toMatchObject({ Ben: 'assigned', Clara: 'requested' });
});

test('the undo key, pressed again too soon, takes back nobody else’s exercise', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ waiting: 3, prepare: (opened) => opened.clock.install() });
  const undo = (name: string) => banker.button(new RegExp(`^Undo .*${name}.*what you did last`));
  for (const name of ['Anna', 'Ben', 'Clara']) {
    await banker.giveSuggested(name);
    await expect(undo(name)).toBeVisible();
  }
  await letPass(page, 0);
  await page.keyboard.press('z');
  await untilDrawn(page, async () => (await undo('Ben').count()) === 1);
  for (const ms of [0, 280, 240]) {
    await letPass(page, ms);
    await page.keyboard.press('z');
    await expect(page.locator('[data-part="refused-press"]')).toHaveText(
      'This had just changed. Press again.',
    );
  }
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'requested' });
  await letPass(page, SETTLING_MS);
  await page.keyboard.press('z');
  await expect.poll(() => statuses(host, code)).toMatchObject({ Anna: 'assigned', Ben: 'requested' });
});
