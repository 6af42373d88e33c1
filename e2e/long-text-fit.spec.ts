/** What may be longer than a line is read whole while it is typed, in any window; Enter sends it, and no line break gets into it. */
import type { Locator } from '@playwright/test';
import { DESK_SIZES, layoutFaults, resize, type Size } from './fit.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const TEXT =
  'Die Donaudampfschifffahrtsgesellschaft legt um neun Uhr ab: Alle kommen bitte pünktlich an den Steg';
const SIZES: readonly Size[] = [
  ...DESK_SIZES,
  { name: '320', width: 320, height: 640 },
  { name: '320-text', width: 320, height: 640, text: 2 },
];

/** How many pixels of what is typed are out of sight in the field that has the focus. */
const hiddenIn = (field: Locator): Promise<number> =>
  field.evaluate((element) => {
    if (document.activeElement !== element) return Number.NaN;
    return Math.max(
      element.scrollWidth - element.clientWidth,
      element.scrollHeight - element.clientHeight,
      0,
    );
  });

async function faultsOfTyping(field: Locator, name: string): Promise<readonly string[]> {
  const page = field.page();
  await field.fill(TEXT);
  const faults: string[] = [];
  for (const size of SIZES) {
    await resize(page, size);
    const hidden = await hiddenIn(field);
    if (hidden !== 0) faults.push(`${name} at ${size.name}: ${hidden} px of the text are out of sight`);
    faults.push(...(await layoutFaults(page)).map((fault) => `${name} at ${size.name}: ${fault}`));
    await takePicture(page, `pictures/fit/long-field-${name}-${size.name}.png`);
  }
  await resize(page, { name: 'usual', width: 1280, height: 800 });
  return faults;
}

for (const tag of ['en', 'de'])
  test(
    `a long message, exercise or way of doing it is whole while it is typed, in ${tag}`,
    longUnless(tag === 'de'),
    async ({ desk, game, host }) => {
      const say = wordsIn(tag);
      await game();
      const { page } = await desk(undefined, { reducedMotion: 'reduce', locale: tag });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      await page.getByRole('button', { name: say('banker:more.title'), exact: true }).click();
      await page.getByRole('menuitem', { name: say('banker:more.message') }).click();
      const message = page.getByLabel(say('banker:message.label'), { exact: true });
      const found = [...(await faultsOfTyping(message, 'message'))];
      await page.goto(`${host.ready.url}/banker/#page=library`);
      await page.getByRole('button', { name: say('library:exercises.add') }).click();
      const dialog = page.getByRole('dialog');
      found.push(...(await faultsOfTyping(dialog.getByLabel(say('library:exercises.name')), 'library')));
      await dialog.getByRole('button', { name: say('library:ways.add') }).press('Enter');
      found.push(...(await faultsOfTyping(dialog.getByLabel(say('library:ways.how')), 'way')));
      expect(found).toEqual([]);
    },
  );

test('a long exercise in the banker’s own words is whole while it is typed, for a player and for the evening', async ({
  crowd,
}) => {
  const { banker, page } = await crowd({ waiting: 1, window: { reducedMotion: 'reduce' } });
  await banker.goTo('Set-up');
  await page
    .getByRole('navigation', { name: 'Steps of the set-up' })
    .getByRole('button', { name: /Exercises/ })
    .click();
  const found = [...(await faultsOfTyping(page.getByLabel('In your own words'), 'setup'))];
  await page.getByLabel('In your own words').fill('');
  await banker.goTo('Desk');
  await banker.button(/Other exercises for/).click();
  found.push(...(await faultsOfTyping(page.getByLabel('In your own words'), 'picker')));
  expect(found).toEqual([]);
});

test('Enter sends a message of several lines, and a pasted line break is a space', async ({
  context,
  desk,
  game,
  host,
}) => {
  const code = await game();
  const board = await openBoard({ context, host }, code);
  const banker = await desk();
  await banker.open(GAME);
  const dialog = await banker.openDialog('Message to everybody…');
  const field = dialog.getByLabel('Message', { exact: true });
  await field.fill('Pizza is ready! \r\n\nCome to the kitchen hatch');
  await expect(field).toHaveValue('Pizza is ready! Come to the kitchen hatch');
  await field.press('End');
  await field.press('Shift+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(board.locator('[data-part="message"]')).toHaveText(
    /Pizza is ready! Come to the kitchen hatch$/,
  );
  const again = await banker.openDialog('Message to everybody…');
  await again.getByLabel('Message', { exact: true }).press('Enter');
  await expect(again).toBeVisible();
});
