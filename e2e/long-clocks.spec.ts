/** A time of more than an hour is as long as a time gets: broken, it would be read as another one. */
import type { Locator } from '@playwright/test';
import { openBoard } from './pictures/board-states.harness.ts';
import { expect, test } from './test.fixtures.ts';

const LONG = /^\d:[0-5]\d:[0-5]\d$/;
/** Two hours, the most that an exercise may take, s. */
const MOST_SECONDS = 7_200;

/** How many lines it is set in, and whether anything of it is cut off. */
const setting = (clock: Locator) =>
  clock.evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    return { lines, isCut: node.scrollWidth > Math.ceil(node.getBoundingClientRect().width) + 1 };
  });

test('a time of more than an hour stays in one line at the desk, on the phone and on the board', async ({
  browser,
  host,
  game,
  desk,
  phone,
}) => {
  const code = await game({ settings: { duration_seconds: MOST_SECONDS } });
  const anna = await phone(code, { viewport: { width: 320, height: 640 } });
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  const banker = await desk();
  await banker.open('Friday night');
  await banker.giveSuggested('Anna');
  for (const width of [1280, 1440, 1920]) {
    await banker.page.setViewportSize({ width, height: 1080 });
    const clock = banker.active.getByText(LONG);
    await expect(clock).toBeVisible();
    expect(await setting(clock)).toEqual({ lines: 1, isCut: false });
  }
  await expect(anna.timer).toHaveText(LONG);
  expect(await setting(anna.timer)).toEqual({ lines: 1, isCut: false });
  const context = await browser.newContext();
  const board = await openBoard({ host, context }, code);
  const onBoard = board.locator('li').getByText(LONG);
  await expect(onBoard).toBeVisible();
  expect(await setting(onBoard)).toEqual({ lines: 1, isCut: false });
  await context.close();
});
