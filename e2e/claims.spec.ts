/** The banker decides: claim, "not yet", confirm. Locks, and the school that loosens them. */
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a claim stops the clock, "not yet" restarts it, and the banker confirms', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game({ settings: { completion: 'banker' } });
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('Waiting for the banker');
  await expect(banker.row(banker.active, 'Anna')).toContainText('Says done');

  // Nothing takes the place of what she did while that is to be confirmed.
  const more = banker.page.getByRole('button', { name: /^More for .*Anna/ });
  const menu = banker.page.getByRole('dialog');
  await more.click();
  await expect(menu.getByRole('button', { name: 'Cancel it' })).toBeVisible();
  await expect(menu.getByRole('listitem')).toHaveCount(0);
  await expect(menu.getByText('Another exercise')).toBeHidden();
  await banker.page.keyboard.press('Escape');
  await expect(menu).toBeHidden();

  await banker.notYet('Anna');
  await more.click();
  await expect(menu.getByText('Another exercise')).toBeVisible();
  await banker.page.keyboard.press('Escape');
  await expect(anna.timer).toBeVisible();
  await expect(anna.button('Done')).toBeEnabled();

  await anna.button('Done').click();
  await banker.confirm('Anna');
  await expect(anna.title).toHaveText('You earned a farm!');
});

for (const ending of ['counts', 'cancels'] as const)
  test(
    `ending by hand says who says done, and ${ending} it as the banker chooses`,
    longUnless(ending === 'counts'),
    async ({ game, desk, phone, host }) => {
      const code = await game({ settings: { completion: 'banker' } });
      const banker = await desk();
      await banker.open(GAME);
      const anna = await phone(code);
      await anna.join('Anna', 1);
      await anna.ask('Farm');
      await banker.giveSuggested('Anna');
      await anna.button('Done').click();
      await expect(banker.row(banker.active, 'Anna')).toContainText('Says done');

      await banker.openMenu();
      await banker.page.getByRole('menuitem', { name: 'End the game' }).click();
      const dialog = banker.page
        .getByRole('dialog')
        .filter({ has: banker.page.getByLabel('Keep the results back') });
      const counted = dialog.getByLabel("1 player says they're done: count it");
      await expect(counted).toBeChecked();
      await expect(dialog).toContainText('Not confirmed yet. Unticked, it is cancelled.');
      await expect(dialog).not.toContainText('will be cancelled');
      await counted.uncheck();
      await expect(dialog).toContainText('1 challenge is still open and will be cancelled');
      await counted.setChecked(ending === 'counts');
      await dialog.getByRole('button', { name: 'End the game' }).click();
      await expect(anna.title).toHaveText('Game over');
      const { items } = await host.api<{ items: readonly { tally: Readonly<Record<string, number>> }[] }>(
        `/games/${code}/teams`,
        undefined,
        'GET',
      );
      expect(items[0]?.tally['farm'] ?? 0).toBe(ending === 'counts' ? 1 : 0);
    },
  );

test('without a school, one challenge per team: the lock says who holds it, and a school opens it', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const [anna, tom] = [await phone(code), await phone(code)];
  await anna.join('Anna', 1);
  await tom.join('Tom', 1);
  await anna.ask('School');
  await expect(tom.title).toHaveText('Anna is busy for your team');
  await banker.giveSuggested('Anna');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a school!');
  await anna.button('Next').click();
  await anna.ask('Farm');
  await tom.ask('Mine');
  await expect(tom.title).toHaveText('You are number 2');
});

test('undo: the player within ten seconds, the banker from the desk', LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');
  await anna.button('Done').click();
  await anna.button(/^Undo/).click();
  await expect(anna.timer).toBeVisible();
  // There is no undoing an undo.
  await expect(anna.button(/^Undo/)).toHaveCount(0);

  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await banker.undoLast('Anna');
  await expect(anna.timer).toBeVisible();
  await expect(banker.row(banker.active, 'Anna').getByRole('button')).not.toHaveCount(0);
});
