/** Everyone can use the pages: small screens, large text, no mouse, no motion. What every state has to be: every-state.spec.ts. */
import type { Locator, Page } from '@playwright/test';
import { pressUntilTaken } from './keyboard.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const REDUCED_MOTION = { reducedMotion: 'reduce' } as const;

/** The elements that overflow the page horizontally, so that it scrolls sideways. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent}`);
  });

test('the phone never scrolls sideways at 320 px, even with text twice as large', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code, { ...REDUCED_MOTION, viewport: { width: 320, height: 568 } });
  const { page } = anna;
  const fits = async () => {
    expect(await overflowing(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflowing(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  };
  await expect(page.getByLabel('Your name')).toBeVisible();
  // It comes after the first screen.
  await expect(page.getByLabel('Language')).toBeVisible();
  await fits();
  await anna.join('W'.repeat(20), 1);
  await expect(anna.title).toHaveText('Pick a building');
  await fits();
  await anna.ask('Electrical');
  await expect(anna.title).toHaveText("You're next");
  await fits();
  const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  await host.api(`/challenges/${code}/${open?.id}/assign`, {
    challenge_type: 'custom',
    challenge_description: `Hop ${'to'.repeat(30)} the door and back on one leg`,
    target_number: 1,
    duration_seconds: 7_200,
  });
  await expect(anna.timer).toBeVisible();
  await fits();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await anna.button('Done').click();
  await expect(anna.title).toContainText('You earned');
  await fits();
  await host.api(`/games/${code}/end`, {});
  await expect(page.getByRole('heading', { name: 'What you did' })).toBeVisible();
  await fits();
});

/** Whether the beginning of a text can be read: in view, and behind nothing. */
const isReadable = (text: Locator) =>
  text.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + 4, top + 4);
    return found !== null && (found === element || element.contains(found));
  });

for (const [what, size, fontSize] of [
  ['lies on its side', { width: 740, height: 360 }, '100%'],
  ['is small', { width: 320, height: 568 }, '100%'],
  ['has text twice as large', { width: 360, height: 740 }, '200%'],
] as const) {
  const kind = longUnless(fontSize === '200%');
  test(
    `a phone that ${what} shows why it may not join, and its buttons cover none of it`,
    kind,
    async ({ game, phone }) => {
      const code = await game({ settings: { locked: true } });
      const anna = await phone(code, { ...REDUCED_MOTION, viewport: size });
      const { page } = anna;
      await page.evaluate(
        (value) => document.documentElement.style.setProperty('font-size', value),
        fontSize,
      );
      await page.getByLabel('Your name').fill('...');
      await anna.button('Join').click();
      await expect.poll(() => isReadable(page.getByText('Use at least one letter'))).toBe(true);
      await page.getByLabel('Your name').fill('Anna');
      await anna.button('Join').click();
      await expect.poll(() => isReadable(page.getByText('locked the room'))).toBe(true);
      // With large text the buttons come after what there is to read, or they would cover it.
      if (fontSize !== '100%') await anna.button('Join').scrollIntoViewIfNeeded();
      await expect(anna.button('Join')).toBeInViewport({ ratio: 1 });
    },
  );
}

test('the desk can run a whole game without a mouse', async ({ desk, game, phone }) => {
  const code = await game({ isStarted: false });
  const banker = await desk();
  const { keyboard } = banker.page;
  await banker.open(GAME);
  await keyboard.press('p');
  await expect(banker.button('Pause')).toBeVisible();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();

  await keyboard.press('j');
  await expect(banker.row(banker.waiting, 'Anna').locator('[data-leads]')).toBeFocused();
  await pressUntilTaken(banker.page, '1');
  await expect(banker.row(banker.active, 'Anna')).toBeVisible();
  await expect(anna.title).toHaveText('20 push-ups');
  await pressUntilTaken(banker.page, 'z');
  await expect(anna.title).toHaveText("You're next");
  await expect(banker.row(banker.active, 'Anna')).toHaveCount(0);
  await keyboard.press('j');
  await expect(banker.row(banker.waiting, 'Anna').locator(':focus')).toHaveCount(1);
  await pressUntilTaken(banker.page, 'Enter');
  await expect(anna.timer).toBeVisible();
  // A key means what the banker sees: her row has to have come to the other list.
  await expect(banker.row(banker.active, 'Anna')).toBeVisible();
  await keyboard.press('j');
  await expect(banker.row(banker.active, 'Anna').locator(':focus')).toHaveCount(1);
  await pressUntilTaken(banker.page, 'c');
  await expect(anna.title).toHaveText('You earned a farm!');
  await pressUntilTaken(banker.page, 'z');
  await expect(anna.timer).toBeVisible();
  await keyboard.press('?');
  await expect(banker.page.getByRole('dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(banker.page.getByRole('dialog')).toHaveCount(0);
});

test('nothing moves for anyone who prefers reduced motion', LONG, async ({ desk, game, phone }) => {
  const code = await game();
  const banker = await desk(undefined, REDUCED_MOTION);
  await banker.open(GAME);
  const anna = await phone(code, REDUCED_MOTION);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await banker.giveSuggested('Anna');
  await expect(anna.timer).toBeVisible();
  const moving = (page: Page) =>
    page.evaluate(() =>
      document
        .getAnimations()
        // What follows the reader's own scrolling, as the shade at an edge does, moves by itself no more than the text.
        .filter(({ playState, timeline }) => playState === 'running' && timeline instanceof DocumentTimeline)
        .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.className : null)),
    );
  expect(await moving(anna.page)).toEqual([]);
  expect(await moving(banker.page)).toEqual([]);
  await banker.page.keyboard.press('?');
  await expect(banker.page.getByRole('dialog')).toBeVisible();
  expect(await moving(banker.page)).toEqual([]);
});
