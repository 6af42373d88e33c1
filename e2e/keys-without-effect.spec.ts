/** No key for a row does nothing without a word, and the numbers beside exercises are keys. */
import { setTimeout as delay } from 'node:timers/promises';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import { populate, statuses } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a key for rows that does nothing where the focus is says why, and L then C completes at once', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await populate(host, code, { waiting: 1, active: 2, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await expect(banker.row(banker.waiting, 'Clara')).toBeVisible();
  const said = page.locator('[data-part="refused-press"]');
  await page.keyboard.press('c');
  await expect(said).toHaveText('Choose a player first, with J, K or L.');
  await page.keyboard.press('l');
  await expect(banker.suggestion('Clara')).toBeFocused();
  await page.keyboard.press('c');
  await expect(said).toHaveText('C only works on players in Active. Press L to go there.');
  await page.keyboard.press('l');
  const done = banker.button(/^.?Anna.? is done/);
  await expect(done).toBeFocused();
  await page.keyboard.press('1');
  await expect(said).toHaveText('That key only works on players in Waiting. Press L to go there.');
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'requested' });
  await page.keyboard.press('c');
  await expect.poll(() => statuses(host, code)).toEqual({ Ben: 'assigned', Clara: 'requested' });
});

test('with nobody in the list that L goes to, C says that there is no player to choose', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await banker.suggestion('Anna').focus();
  await page.keyboard.press('l');
  await expect(banker.active.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('c');
  await expect(page.locator('[data-part="refused-press"]')).toHaveText(
    'Choose a player first, with J, K or L.',
  );
});

for (const hand of ['mouse', 'keyboard'] as const)
  test(`the number beside an exercise gives it, also where the list was opened by ${hand}, and a second press gives nobody anything`, async ({
    desk,
    game,
    host,
  }) => {
    const code = await game({ schools: [1, 2, 3, 4] });
    await populate(host, code, { waiting: 3, active: 0, teams: 4 });
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const picker = page.getByRole('dialog');
    const open = async (name: string) => {
      const button = banker.button(new RegExp(`^Other exercises for .*${name}`));
      if (hand === 'mouse') await button.click();
      else await button.press('Enter');
      await expect(picker).toContainText(name);
    };
    await open('Anna');
    // A number in a field is part of what is typed.
    await picker.getByLabel('In your own words').pressSequentially('2');
    await expect(picker.getByLabel('In your own words')).toHaveValue('2');
    await page.keyboard.press('Escape');
    await open('Anna');
    const second = picker.locator('li').nth(1);
    await expect(second.locator('kbd')).toHaveText('2');
    const exercise = await second.locator('bdi').innerText();
    // Like hands, the second does not wait until the page has dealt with the first.
    await Promise.all([page.keyboard.press('2'), delay(250).then(() => page.keyboard.press('2'))]);
    await expect(picker).toHaveCount(0);
    await expect(banker.row(banker.active, 'Anna')).toContainText(exercise);
    await delay(SETTLING_MS);
    expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested', Clara: 'requested' });
    // For one that runs, too.
    const more = banker.button(/^More for .*Anna/);
    if (hand === 'mouse') await more.click();
    else await more.press('Enter');
    const first = await picker.locator('li bdi').first().innerText();
    await page.keyboard.press('1');
    await expect(picker).toHaveCount(0);
    await expect(banker.row(banker.active, 'Anna')).toContainText(first);
    expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested', Clara: 'requested' });
  });

test('switched off, the numbers beside exercises are no keys, and are not shown', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.keyboard.press('?');
  await page.getByLabel('Single-key shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await banker.button(/^Other exercises for .*Anna/).click();
  const picker = page.getByRole('dialog');
  await expect(picker.locator('li').first()).toBeVisible();
  await expect(picker.locator('kbd')).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(picker).toBeVisible();
  expect(await statuses(host, code)).toEqual({ Anna: 'requested' });
});
