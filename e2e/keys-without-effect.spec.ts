/** No key for a row does nothing without a word. */
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
