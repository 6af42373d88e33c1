/** Templates of games: saved from one, and another begins with them. */
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a template brings teams, rules and exercises to a new game', async ({ desk, game, host }) => {
  const code = await game({ teams: 3, settings: { exercise_tier: 'harder' } });
  await host.api(`/games/${code}/teams/2`, { name: 'Foxes' }, 'PATCH');
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0&page=setup`);
  await page.getByRole('button', { name: 'Exercises', exact: true }).click();
  await page.getByRole('checkbox', { name: /burpees/ }).uncheck();
  await page.getByRole('button', { name: 'Save as template' }).click();
  await page.getByLabel('Name of the template').fill('Camp');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved as the template')).toBeVisible();

  await page.goto(`${host.ready.url}/banker/#seat=0`);
  await page.getByLabel('Begin with').selectOption('Camp');
  await page.getByLabel('Name', { exact: true }).fill('Summer');
  await page.getByRole('button', { name: 'Create the game' }).click();
  await expect(page.getByLabel('Name of team B')).toHaveValue('Foxes');
  await expect(page.locator('[data-step="teams"] [data-team]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Exercises', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: /burpees/ })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: /push-ups/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /Harder/ })).toBeChecked();
});
